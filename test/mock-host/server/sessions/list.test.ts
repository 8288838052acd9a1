import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { sessionsPage } from '../../../../src/host/rest/wire-sessions.ts';
import type { TestClient } from '../support/test-client.ts';
import { type Kind, TestHost, itAdmin } from '../support/test-host.ts';

const path = '/licensing/v1/sessions';

for (const kind of ['embedded', 'server'] satisfies Kind[]) {
  describe(`lists of sessions, ${kind}`, () => {
    let host: TestHost;
    let admin: TestClient;
    before(async () => {
      host = await TestHost.open(kind);
      admin = await host.signedIn(itAdmin);
      // So that none of its requests is worth noting, or it would move while pages of sessions are read in the order of these.
      await host.rows(`update session set last_request_at = now() + interval '1 hour' where id = '${admin.sessionId}'`);
      // Ties everywhere, so that pages have to end in the midst of them.
      await host.rows(`insert into app_user (login, name, email) select 'Login' || n % 7 || '.' || n, 'Name ' || n % 5, 'mail' || n || '@Northfield.example' from generate_series(1, 40) n`);
      await host.rows(`insert into session (user_id, token_hash, csrf_token, kind, address, started_at, last_request_at)
        select u.id, u.login || n, '', (array['web', 'api', 'mobile'])[1 + n % 3], case when n % 4 > 0 then '192.0.2.' || n % 4 end,
          now() - (n % 6) * interval '1 hour', now() - (n % 5) * interval '1 minute'
        from app_user u, generate_series(1, 5) n where u.login like 'Login%'`);
    });
    after(async () => {
      assert.deepEqual(host.failures, []);
      await host.close();
    });

    const page = async (query = '', client = admin) => {
      const { status, body } = await client.get(`${path}?${query}`);
      assert.equal(status, 200, JSON.stringify(body));
      return sessionsPage.parse(body);
    };

    test('QT-7: every sort, forwards and backwards, shows each session once on pages of any size, in the order asked for', async () => {
      const keys = {
        lastRequest: ({ lastRequestAt }: Item) => lastRequestAt, started: ({ startedAt }: Item) => startedAt, login: ({ login }: Item) => login.toLowerCase(),
        name: ({ userName }: Item) => userName.toLowerCase(), kind: (session: Item) => session.kind, address: ({ address }: Item) => address ?? '',
      };
      for (const [sort, key] of Object.entries(keys)) {
        for (const direction of ['', '-']) {
          const all: Item[] = [];
          let cursor: string | null = '';
          do {
            const { items, next, total } = await page(`sort=${direction}${sort}&limit=7&cursor=${cursor}`);
            assert.deepEqual(total, { count: 201, exact: true });
            all.push(...items);
            cursor = next;
          } while (cursor);
          assert.equal(new Set(all.map(({ id }) => id)).size, 201, `${direction}${sort}`);
          const order = direction ? -1 : 1;
          const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
          const sorted = all.toSorted((a, b) => order * (compare(key(a), key(b)) || compare(a.id, b.id)));
          assert.deepEqual(all.map(({ id }) => id), sorted.map(({ id }) => id), `${direction}${sort}`);
        }
      }
    });

    test('QT-7: a search finds parts of logins, e-mails and names in any case, takes wildcards literally, and is counted', async () => {
      assert.deepEqual((await page('search=LOGIN3.')).total, { count: 30, exact: true });
      assert.deepEqual((await page('search=mail40%40northfield&limit=2')).total, { count: 5, exact: true });
      assert.deepEqual((await page('search=%20name%204%20')).total, { count: 40, exact: true });
      assert.equal((await page('search=login_')).items.length, 0);
      assert.equal((await page('search=100%25')).items.length, 0);
      const { items, total } = await page('search=login3.&kind=api&limit=4');
      assert.deepEqual([items.length, total], [4, { count: 12, exact: true }]);
      assert.ok(items.every((session) => session.kind === 'api' && session.login.startsWith('Login3.')));
    });

    test('QT-6: a user who is renamed is found by the new name alone', async () => {
      const id = await host.user({ login: `before.${kind}`, email: null });
      await host.signedIn([], id);
      await host.rows(`update app_user set login = 'after.${kind}', name = 'Afterwards' where id = '${id}'`);
      assert.equal((await page(`search=before.${kind}`)).items.length, 0);
      assert.deepEqual((await page(`search=after.${kind}`)).items.map(({ login, userName }) => [login, userName]), [[`after.${kind}`, 'Afterwards']]);
      await host.rows(`delete from app_user where id = '${id}'`);
      assert.equal((await page(`search=after.${kind}`)).items.length, 0);
    });

    test('BX-12: whoever asks sees which session is the own one, and what is being ended', async () => {
      const [own] = (await page()).items.filter((session) => session.own);
      assert.equal(own?.id, admin.sessionId);
      const other = await host.signedIn(itAdmin);
      await host.rows(`update session set ending_at = now() + interval '1 hour' where id = '${other.sessionId}'`);
      const { items } = await page('limit=5000');
      assert.deepEqual(items.filter(({ ending }) => ending).map(({ id }) => id), [other.sessionId]);
      assert.deepEqual((await page('limit=5000', other)).items.filter((session) => session.own).map(({ id }) => id), [other.sessionId]);
      await other.send('POST', '/auth/sign-out');
    });

    test('QT-6: sessions of the explorer and those that are over are neither listed nor counted', async () => {
      const before = await page();
      const [user] = await host.users(1);
      await host.rows(`insert into session (user_id, token_hash, csrf_token, kind) values ('${user}', 'x1-${kind}', '', 'explorer')`);
      await host.rows(`insert into session (user_id, token_hash, csrf_token, ended_at, end_method) values ('${user}', 'x2-${kind}', '', now(), 'expired')`);
      const now = await page('limit=5000');
      assert.equal(now.items.some(({ userId }) => userId === user), false);
      assert.deepEqual(now.total, before.total);
    });

    test('sessions that come and go between two pages shift nothing: no other session is left out or shown twice', async () => {
      const all = (await page('sort=name&limit=5000')).items.map(({ id }) => id);
      const first = await page('sort=name&limit=100');
      await host.rows(`update session set ended_at = now(), end_method = 'log-out' where id in ('${all[3]}', '${all[150]}')`);
      const rest = await page(`sort=name&limit=5000&cursor=${first.next}`);
      assert.deepEqual([...first.items, ...rest.items].map(({ id }) => id), all.filter((id) => id !== all[150]));
    });

    test('what can not be meant is refused with the name of what is wrong', async () => {
      for (const [query, field] of [['limit=5001', 'limit'], ['limit=0', 'limit'], ['limit=x', 'limit'], ['sort=agent', 'sort'], ['kind=explorer', 'kind'], ['search=%00', 'search']] as const) {
        const { status, body } = await admin.get(`${path}?${query}`);
        assert.equal(status, 422, query);
        assert.match(String(body['detail']), new RegExp(`^${field}`), query);
      }
      const { next } = await page('sort=name&limit=1');
      for (const query of [`sort=login&cursor=${next}`, `sort=-name&cursor=${next}`, 'cursor=nonsense', `cursor=${cursorOf('-lastRequest', 'yesterday')}`, `cursor=${cursorOf('-lastRequest', '2026-02-30 00:00:00+00')}`,
        `cursor=${cursorOf('-lastRequest', '0000-01-01 00:00:00+00')}`, `cursor=${cursorOf('-lastRequest', '2026-01-01 25:00:00+00')}`, `sort=kind&cursor=${cursorOf('kind', 'explorer')}`]) {
        assert.equal((await admin.get(`${path}?${query}`)).status, 400, query);
      }
    });
  });
}

type Item = Awaited<ReturnType<typeof sessionsPage.parse>>['items'][number];

function cursorOf(sort: string, key: string): string {
  return Buffer.from(JSON.stringify({ sort, key, id: randomUUID() })).toString('base64url');
}
