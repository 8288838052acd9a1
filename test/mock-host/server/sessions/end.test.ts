import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { createApp } from '../../../../mock-host/server/app.ts';
import { endLine, sessionStatuses } from '../../../../src/host/rest/wire-sessions.ts';
import type { TestClient } from '../support/test-client.ts';
import { type Kind, TestHost, itAdmin, unknownId } from '../support/test-host.ts';

const path = '/licensing/v1/sessions';

for (const kind of ['embedded', 'server'] satisfies Kind[]) {
  describe(`ending sessions, ${kind}`, () => {
    let host: TestHost;
    let admin: TestClient;
    let name: string;
    before(async () => {
      host = await TestHost.open(kind);
      admin = await host.signedIn(itAdmin);
      name = await nameOf(admin);
    });
    after(async () => {
      assert.deepEqual(host.failures, []);
      assert.deepEqual(await host.rows('select * from session_discrepancies()'), []);
      await host.close();
    });

    const nameOf = async ({ userId }: TestClient) => (await host.rows<{ name: string }>(`select name from app_user where id = '${userId}'`))[0]!.name;

    async function sessions(count: number): Promise<string[]> {
      const [user] = await host.users(1);
      return (await host.rows<{ id: string }>(
        `insert into session (user_id, token_hash, csrf_token) select '${user}', gen_random_uuid()::text, '' from generate_series(1, ${count}) returning id`)).map(({ id }) => id);
    }

    async function end(sessionIds: readonly string[], { client = admin, id = randomUUID() as string, reason = null as string | null } = {}) {
      const answer = await client.send('POST', `${path}/end`, { id, sessionIds, reason });
      assert.equal(answer.status, 200, JSON.stringify(answer.body));
      const lines = String(answer.body).trim().split('\n').map((line) => endLine.parse(JSON.parse(line)));
      assert.equal(lines.pop()?.line, 'end');
      return { text: String(answer.body), outcomes: lines.filter((line) => line.line === 'outcome') };
    }

    const told = ({ outcomes }: Awaited<ReturnType<typeof end>>) =>
      outcomes.map(({ outcome, effect, code, end: how }) => [outcome, effect, code, how && [how.method, how.by, how.reason]]);

    test('QT-8: sessions end at once, with who ended them and why; what was over stays as it ended; unknown ones and the explorer\'s are not found', async () => {
      const [active, over] = await sessions(2);
      await host.rows(`update session set ended_at = now() - interval '1 hour', end_method = 'expired' where id = '${over}'`);
      const [explorer] = await sessions(1);
      await host.rows(`update session set kind = 'explorer' where id = '${explorer}'`);
      const answer = await end([active!, over!, explorer!, unknownId(), 'nonsense'], { reason: 'Maintenance' });
      assert.deepEqual(told(answer), [
        ['applied', 'ended', null, ['terminated', name, 'Maintenance']],
        ['skipped', 'already-ended', null, ['expired', null, null]],
        ['failed', null, 'not-found', null],
        ['failed', null, 'not-found', null],
        ['failed', null, 'not-found', null],
      ]);
      assert.equal((await host.rows(`select 1 from session where id = '${explorer}' and ended_at is null`)).length, 1);
    });

    test('BX-12: the own session is never ended, even when it is asked for', async () => {
      const [other] = await sessions(1);
      assert.deepEqual(told(await end([admin.sessionId, other!])), [
        ['skipped', 'own-session', null, null],
        ['applied', 'ended', null, ['terminated', name, null]],
      ]);
      assert.equal((await admin.get('/auth/session')).status, 200);
    });

    test('QT-8: whoever was ended is signed out at the next request, and another administrator is told who it was', async () => {
      const client = await host.signedIn();
      await end([client.sessionId], { reason: 'Shared computer' });
      assert.equal((await client.get('/licensing/v1/me')).status, 401);
      const other = await host.signedIn(itAdmin);
      assert.deepEqual(told(await end([client.sessionId], { client: other })), [['skipped', 'already-ended', null, ['terminated', name, 'Shared computer']]]);
    });

    test('BX-2: the same batch again changes nothing and answers the same, byte for byte', async () => {
      const ids = [...(await sessions(300)), admin.sessionId, unknownId()];
      const id = randomUUID();
      const first = await end(ids, { id, reason: 'Ünïcödé "quoted"' });
      const ends = () => host.rows(`select id, ended_at, ended_by, end_reason from session where id = any ('{${ids.join(',')}}') order by id`);
      const before = await ends();
      assert.equal((await end(ids, { id, reason: 'Ünïcödé "quoted"' })).text, first.text);
      assert.deepEqual(await ends(), before);
      assert.equal(first.outcomes.filter(({ effect }) => effect === 'ended').length, 300);
    });

    test('BX-2: the same batch sent five times at once ends every session once, and all five hear the same', async () => {
      const ids = await sessions(600);
      const id = randomUUID();
      const answers = await Promise.all(Array.from({ length: 5 }, () => end(ids, { id })));
      assert.equal(new Set(answers.map(({ text }) => text)).size, 1);
      assert.equal((await host.rows(`select 1 from session_end_item where batch_id = '${id}' and effect = 'ended'`)).length, 600);
    });

    test('BX-2: an id that stands for other sessions, another reason or another administrator is refused, and ends nothing', async () => {
      const [one, two] = await sessions(2);
      const id = randomUUID();
      await end([one!], { id, reason: 'a' });
      const other = await host.signedIn(itAdmin);
      for (const [client, sessionIds, reason] of [[admin, [two], 'a'], [admin, [one, two], 'a'], [admin, [one], 'b'], [admin, [one], null], [other, [one], 'a']] as const) {
        assert.equal((await client.send('POST', `${path}/end`, { id, sessionIds, reason })).status, 409);
      }
      assert.equal((await host.rows(`select 1 from session where id = '${two}' and ended_at is null`)).length, 1);
    });

    test('a host that takes its time answers "ending"; who asked first stays the one who ended it', async () => {
      let delay = 3_600;
      const app = createApp({ database: host.database, failure: (error) => host.failures.push(error), endDelaySeconds: () => delay });
      const [one] = await sessions(1);
      const id = randomUUID();
      const first = await end([one!], { client: admin.of(app), id, reason: 'first' });
      assert.deepEqual(told(first), [['applied', 'ending', null, null]]);
      const other = await host.signedIn(itAdmin);
      assert.deepEqual(told(await end([one!], { client: other.of(app), reason: 'second' })), [['applied', 'ending', null, null]]);
      const status = async () => sessionStatuses.parse((await admin.send('POST', `${path}/lookup`, { ids: [one] })).body).items;
      assert.deepEqual(await status(), [{ id: one, state: 'ending', end: null }]);
      delay = 0;
      assert.deepEqual(told(await end([one!], { client: other.of(app), reason: 'third' })), [['applied', 'ended', null, ['terminated', name, 'first']]]);
      assert.deepEqual((await status()).map(({ state, end: how }) => [state, how?.by]), [['ended', name]]);
      assert.equal((await end([one!], { client: admin.of(app), id, reason: 'first' })).text, first.text, 'what was answered stays the answer');
    });

    test('a session that logs out while it is being ended has logged out: nobody is said to have ended it', async () => {
      const [one] = await sessions(1);
      await host.rows(`update session set ending_at = now() + interval '1 hour', ended_by = '${admin.userId}', end_reason = 'why' where id = '${one}'`);
      await host.rows(`update session set ended_at = now(), end_method = 'log-out' where id = '${one}'`);
      assert.deepEqual(told(await end([one!])), [['skipped', 'already-ended', null, ['log-out', null, null]]]);
    });

    test('CR-10: who loses the right, or is signed out, in the midst of a batch ends nothing more', async () => {
      const ids = await sessions(600);
      const leaver = await host.signedIn(itAdmin);
      const id = randomUUID();
      const answer = await host.app.request(`${path}/end`, {
        method: 'POST', headers: { cookie: leaver.cookie, 'x-csrf-token': leaver.csrfToken, 'content-type': 'application/json' },
        body: JSON.stringify({ id, sessionIds: ids, reason: null }),
      });
      const reader = answer.body!.getReader();
      await reader.read();
      await host.rows(`delete from user_operation where user_id = '${leaver.userId}' and operation = 'CanManageAdministration'`);
      let text = '';
      for (let part = await reader.read(); !part.done; part = await reader.read()) text += new TextDecoder().decode(part.value);
      assert.match(text, /"code":"forbidden"/);
      const [{ n } = { n: 0 }] = await host.rows<{ n: number }>(`select count(*) as n from session where id = any ('{${ids.join(',')}}') and ended_at is not null`);
      assert.ok(n < 600, `${n} ended`);
      const [{ n: settled } = { n: 0 }] = await host.rows<{ n: number }>(`select count(*) as n from session_end_item where batch_id = '${id}' and effect = 'ended'`);
      assert.equal(settled, n);
    });

    test('a chunk that the database refuses fails with "server", is told, and can be sent again', async () => {
      const [one] = await sessions(1);
      await host.rows(`create function stumble() returns trigger language plpgsql as $$ begin raise exception 'no room'; end $$`);
      await host.rows('create trigger stumble before update on session for each statement execute function stumble()');
      const id = randomUUID();
      assert.deepEqual(told(await end([one!], { id })), [['failed', null, 'server', null]]);
      await host.rows('drop trigger stumble on session');
      assert.equal(host.failures.splice(0).length, 1);
      assert.deepEqual(told(await end([one!], { id })), [['applied', 'ended', null, ['terminated', name, null]]]);
    });

    test('what can not be meant is refused with the name of what is wrong', async () => {
      const [one] = await sessions(1);
      const right = { id: randomUUID(), sessionIds: [one], reason: null };
      for (const [wrong, field] of [
        [{ ...right, sessionIds: [] }, 'sessionIds'], [{ ...right, sessionIds: [one, one] }, 'sessionIds'], [{ ...right, sessionIds: ['a\0'] }, 'sessionIds'],
        // Longer than an index can take, however well it shrinks.
        [{ ...right, sessionIds: [one, randomBytes(8_000).toString('hex')] }, 'sessionIds'],
        [{ ...right, sessionIds: Array.from({ length: 1001 }, unknownId) }, 'sessionIds'], [{ ...right, reason: 'x'.repeat(201) }, 'reason'],
        [{ ...right, reason: '\ud800' }, 'reason'], [{ ...right, id: 'x' }, 'id'], [{ ...right, id: right.id.toUpperCase() }, 'id'], [{ ...right, reason: undefined }, 'reason'],
      ] as const) {
        const { status, body } = await admin.send('POST', `${path}/end`, wrong);
        assert.equal(status, 422, JSON.stringify(wrong).slice(0, 80));
        assert.match(String(body['detail']), new RegExp(`^${field}`));
      }
      assert.equal((await host.rows(`select 1 from session where id = '${one}' and ended_at is null`)).length, 1);
      assert.equal((await admin.send('POST', `${path}/lookup`, { ids: Array.from({ length: 1001 }, unknownId) })).status, 422);
    });

    test('QT-8: a look-up says of each session once what became of it', async () => {
      const [one, two] = await sessions(2);
      await end([two!], { reason: 'r' });
      const { body } = await admin.send('POST', `${path}/lookup`, { ids: [one, two, 'nonsense', one] });
      assert.deepEqual(sessionStatuses.parse(body).items.map(({ id, state, end: how }) => [id, state, how && [how.method, how.by, how.reason]]), [
        [one, 'active', null],
        [two, 'ended', ['terminated', name, 'r']],
        ['nonsense', 'unknown', null],
      ]);
    });
  });
}
