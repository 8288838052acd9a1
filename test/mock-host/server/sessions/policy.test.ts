import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { endAllDue } from '../../../../mock-host/server/auth/due.ts';
import { policyEffect, sessionPolicy } from '../../../../src/host/rest/wire-sessions.ts';
import type { TestClient } from '../support/test-client.ts';
import { type Kind, TestHost, itAdmin } from '../support/test-host.ts';

for (const kind of ['embedded', 'server'] satisfies Kind[]) {
  describe(`the policy of sessions, ${kind}`, () => {
    let host: TestHost;
    let admin: TestClient;
    before(async () => {
      host = await TestHost.open(kind);
      admin = await host.signedIn(itAdmin);
    });
    after(async () => {
      assert.deepEqual(host.failures, []);
      await host.close();
    });

    const read = async () => sessionPolicy.parse((await admin.get('/licensing/v1/session-policy')).body);
    const save = (idleMinutes: unknown, version: unknown, client = admin) => client.send('PUT', '/licensing/v1/session-policy', { idleMinutes, version });

    test('QT-9: nobody has changed it at first; whoever does is named, and the version grows', async () => {
      assert.deepEqual(await read(), { idleMinutes: null, changedAt: null, changedBy: null, version: 0 });
      const { body } = await save(30, 0);
      const [{ name } = { name: '' }] = await host.rows<{ name: string }>(`select name from app_user where id = '${admin.userId}'`);
      assert.deepEqual({ ...body, changedAt: null }, { idleMinutes: 30, changedAt: null, changedBy: name, version: 1 });
      assert.deepEqual(await read(), body);
      assert.equal((await save(null, 1)).status, 200);
      assert.equal((await read()).idleMinutes, null);
    });

    test('QT-9: of two who change it at once one is told that the other did, and changes nothing', async () => {
      const { version } = await read();
      const other = await host.signedIn(itAdmin);
      const answers = await Promise.all([save(10, version), save(20, version, other)]);
      assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409]);
      const won = answers.find(({ status }) => status === 200)!;
      assert.deepEqual(await read(), won.body);
      assert.equal(answers.find(({ status }) => status === 409)!.body['code'], 'conflict');
    });

    test('QT-9: only whole minutes from 1 to 1440 are taken, and a sentence says so', async () => {
      const { version } = await read();
      for (const minutes of [0, 1441, -5, 1.5]) {
        const { status, body } = await save(minutes, version);
        assert.deepEqual([status, body['title']], [422, 'Sessions may idle for 1 to 1440 minutes before they end.'], String(minutes));
      }
      for (const [minutes, of] of [['30', version], [undefined, version], [30, -1], [30, undefined]]) assert.equal((await save(minutes, of)).status, 422);
      assert.equal((await read()).version, version);
      for (const [minutes, status] of [[1, 200], [1440, 200], [0, 422], [1441, 422], ['x', 422], ['', 422]]) {
        assert.equal((await admin.get(`/licensing/v1/session-policy/effect?idleMinutes=${minutes}`)).status, status, String(minutes));
      }
    });

    test('QT-9: how many a policy would end now is how many it ends when it is saved', async () => {
      const { version } = await read();
      await save(null, version);
      const users = await host.users(3);
      await host.rows(`insert into session (user_id, token_hash, csrf_token, kind, last_request_at) select ('{${users.join(',')}}'::uuid[])[1 + n % 3], 'i' || n || '${kind}', '',
        (array['web', 'api', 'mobile'])[1 + n % 3], clock_timestamp() - n * interval '1 hour' from generate_series(0, 59) n`);
      const { count } = policyEffect.parse((await admin.get('/licensing/v1/session-policy/effect?idleMinutes=630')).body);
      assert.equal(count, 49, 'those of 11 to 59 hours');
      await save(630, version + 1);
      assert.equal(await endAllDue(host.database.db), count);
    });
  });
}
