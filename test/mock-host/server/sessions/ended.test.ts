import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { endedSessionsPage } from '../../../../src/host/rest/wire-sessions.ts';
import type { TestClient } from '../support/test-client.ts';
import { type Kind, TestHost, itAdmin } from '../support/test-host.ts';

for (const kind of ['embedded', 'server'] satisfies Kind[]) {
  describe(`sessions that are over, ${kind}`, () => {
    let host: TestHost;
    let admin: TestClient;
    before(async () => {
      host = await TestHost.open(kind);
      admin = await host.signedIn(itAdmin);
      const user = await host.user({ login: 'eva.end', name: 'Eva End', email: 'eva@northfield.example' });
      await host.rows(`insert into session (user_id, token_hash, csrf_token, kind, ended_at, end_method, ended_by, end_reason)
        select '${user}', 'e' || n, '', (array['web', 'api', 'mobile', 'explorer'])[1 + n % 4], now() - (n / 3) * interval '1 minute',
          (array['log-out', 'terminated', 'expired', 'limit', 'deactivated'])[1 + n % 5], '${admin.userId}', 'asked for' from generate_series(1, 60) n`);
    });
    after(async () => {
      assert.deepEqual(host.failures, []);
      await host.close();
    });

    const page = async (query = '') => {
      const { status, body } = await admin.get(`/licensing/v1/sessions/ended?${query}`);
      assert.equal(status, 200, JSON.stringify(body));
      return endedSessionsPage.parse(body);
    };

    test('BX-12: the list of ended sessions is complete, newest first or last, on pages of any size', async () => {
      for (const sort of ['-ended', 'ended']) {
        const all: { id: string; at: string }[] = [];
        let cursor: string | null = '';
        do {
          const { items, next, total } = await page(`sort=${sort}&limit=7&cursor=${cursor}`);
          assert.deepEqual(total, { count: 45, exact: true });
          all.push(...items.map(({ id, end: { at } }) => ({ id, at })));
          cursor = next;
        } while (cursor);
        assert.equal(new Set(all.map(({ id }) => id)).size, 45);
        const instants = all.map(({ at }) => at);
        assert.deepEqual(instants, sort === 'ended' ? instants.toSorted() : instants.toSorted().reverse());
      }
    });

    test('BX-12: who ended a session and why is told of those that somebody ended, and of no other', async () => {
      const { items } = await page('limit=100');
      assert.deepEqual(new Set(items.map(({ end }) => end.method)), new Set(['log-out', 'terminated', 'expired', 'limit', 'deactivated']));
      const [{ name } = { name: '' }] = await host.rows<{ name: string }>(`select name from app_user where id = '${admin.userId}'`);
      for (const { end: { method, by, reason } } of items) assert.deepEqual([by, reason], method === 'terminated' ? [name, 'asked for'] : [null, null]);
    });

    test('QT-7: it is searched by login, e-mail and name, by the words of today', async () => {
      for (const search of ['EVA.', 'a@north', 'va end']) assert.equal((await page(`search=${encodeURIComponent(search)}`)).total.count, 45, search);
      await host.rows(`update app_user set name = 'Eva Anew' where login = 'eva.end'`);
      assert.equal((await page('search=va%20end')).total.count, 0);
      assert.deepEqual((await page('search=anew&limit=1')).items.map(({ userName }) => userName), ['Eva Anew']);
      assert.equal((await page('search=%25')).total.count, 0);
    });

    test('beyond 10,000 it says "more than"', async () => {
      const [user] = await host.users(1);
      await host.rows(`insert into session (user_id, token_hash, csrf_token, ended_at, end_method) select '${user}', 'm' || n, '', now(), 'expired' from generate_series(1, 10000) n`);
      assert.deepEqual((await page('limit=1')).total, { count: 10_000, exact: false });
    });
  });
}
