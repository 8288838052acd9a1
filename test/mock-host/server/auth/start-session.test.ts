import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { hashPassword } from '../../../../mock-host/server/auth/password.ts';
import { findSession } from '../../../../mock-host/server/auth/sessions.ts';
import { startSession } from '../../../../mock-host/server/auth/start-session.ts';
import { openDatabase } from '../../../../mock-host/server/database/open.ts';
import { BrowserProfile } from '../support/browser-profile.ts';
import { TestHost } from '../support/test-host.ts';

describe('the sessions of a user', () => {
  let host: TestHost;
  let passwordHash: string;
  before(async () => {
    host = await TestHost.open('server');
    passwordHash = await hashPassword('demo');
  });
  after(async () => {
    assert.deepEqual(host.failures, []);
    await host.close();
  });

  let users = 0;
  async function person(): Promise<{ login: string; id: string }> {
    const login = `person.${++users}`;
    return { login, id: await host.user({ login, passwordHash }) };
  }

  async function browsers(count: number, login: string): Promise<BrowserProfile[]> {
    const all: BrowserProfile[] = [];
    for (let n = 0; n < count; n++) {
      const browser = new BrowserProfile(host.app);
      assert.equal(await browser.signIn(login), 200);
      all.push(browser);
    }
    return all;
  }

  const states = (all: readonly BrowserProfile[]) => Promise.all(all.map((browser) => browser.state()));
  const sessionsOf = (id: string) => host.rows<{ kind: string; method: string | null }>(
    `select kind, end_method as method from session where user_id = '${id}' order by started_at`);
  const token = async (login: string): Promise<string> => {
    const answer = await new BrowserProfile(host.app).request('POST', '/auth/tokens', JSON.stringify({ login, password: 'demo' }));
    return ((await answer.json()) as { token: string }).token;
  };
  const ask = (bearer: string) => host.app.request('/auth/session', { headers: { authorization: `Bearer ${bearer}` } });

  test('QT-10: tabs of one browser are one session, another browser is another', async () => {
    const { login, id } = await person();
    const [browser] = await browsers(1, login);
    for (let tab = 0; tab < 3; tab++) assert.equal(await browser!.state(), 'signed in');
    assert.equal((await sessionsOf(id)).length, 1);
    await browsers(1, login);
    assert.deepEqual(await sessionsOf(id), [{ kind: 'web', method: null }, { kind: 'web', method: null }]);
  });

  test('QT-10: with a fourth client the oldest session ends, and it is told why', async () => {
    const { login, id } = await person();
    const all = await browsers(4, login);
    assert.deepEqual(await states(all), ['limit', 'signed in', 'signed in', 'signed in']);
    const rows = await host.rows(`select ended_by, end_reason, ended_at >= started_at as sound from session where user_id = '${id}' and end_method = 'limit'`);
    assert.deepEqual(rows, [{ ended_by: null, end_reason: null, sound: true }]);
    const refusal = await all[0]!.request('GET', '/auth/session');
    assert.match(((await refusal.json()) as { title: string }).title, /more clients than allowed/);
  });

  test('QT-10: a browser that signs in again takes the place of its own session, not of another', async () => {
    const { login } = await person();
    const all = await browsers(3, login);
    assert.equal(await all[2]!.signIn(login), 200);
    assert.deepEqual(await states(all), ['signed in', 'signed in', 'signed in']);
  });

  test('QT-10: a session that has expired or was logged out does not count', async () => {
    const { login, id } = await person();
    const all = await browsers(3, login);
    assert.equal(await all[2]!.signOut(), 204);
    await host.database.exec(`
      update session_policy set idle_minutes = 20, changed_at = now() - interval '1 day';
      update session set last_request_at = now() - interval '21 minutes' where user_id = '${id}' and id = (select id from session where user_id = '${id}' order by started_at limit 1)`);
    try {
      all.push(...(await browsers(2, login)));
      // Nobody had noticed yet that the first was over: it ended for its own reason all the same.
      assert.deepEqual(await states(all), ['expired', 'signed in', 'log-out', 'signed in', 'signed in']);
    } finally {
      await host.database.exec('update session_policy set idle_minutes = null');
    }
  });

  test('QT-10: API sessions neither count nor end, the mobile app counts like a browser', async () => {
    const { login, id } = await person();
    const tokens = [await token(login), await token(login), await token(login), await token(login)];
    const all = await browsers(2, login);
    const phone = new BrowserProfile(host.app, { 'x-client': 'mobile' });
    assert.equal(await phone.signIn(login), 200);
    tokens.push(await token(login));
    assert.deepEqual(await states([...all, phone]), ['signed in', 'signed in', 'signed in']);
    all.push(phone, ...(await browsers(1, login)));
    assert.deepEqual(await states(all), ['limit', 'signed in', 'signed in', 'signed in']);
    for (const bearer of tokens) assert.equal((await ask(bearer)).status, 200);
    const active = (await sessionsOf(id)).filter(({ method }) => method === null).map(({ kind }) => kind);
    assert.deepEqual(active.toSorted(), ['api', 'api', 'api', 'api', 'api', 'mobile', 'web', 'web']);
  });

  test('QT-10: no client can pass itself off as a kind that does not count', async () => {
    const { login, id } = await person();
    for (const client of ['explorer', 'api', 'Mobile', 'toaster']) assert.equal(await new BrowserProfile(host.app, { 'x-client': client }).signIn(login), 200);
    assert.deepEqual((await sessionsOf(id)).map(({ kind, method }) => `${kind} ${method}`), ['web limit', 'web null', 'mobile null', 'web null']);
  });

  test('QT-10: sign-ins of one user at once, from many places through two server processes, leave exactly three sessions', async () => {
    const second = await openDatabase({ url: host.url });
    try {
      const { id } = await person();
      const tokens = await Promise.all(Array.from({ length: 12 }, (_, n) => (n % 2 ? second : host.database).db.transaction().execute((transaction) =>
        startSession(transaction, id, { kind: n % 3 ? 'web' : 'mobile', address: `198.51.100.${n}`, agent: null }))));
      assert.deepEqual((await sessionsOf(id)).map(({ method }) => method), [...Array<string>(9).fill('limit'), null, null, null], 'the newest stay');
      const found = await Promise.all(tokens.map((token) => findSession(second.db, { by: 'cookie', token })));
      assert.equal(found.filter((session) => session && 'user' in session).length, 3);
    } finally {
      await second.close();
    }
  });

  test('QT-10: a sign-in that is overtaken at once by others is told so, not that the password is wrong', async () => {
    const { login } = await person();
    const all = Array.from({ length: 12 }, () => new BrowserProfile(host.app));
    const statuses = await Promise.all(all.map((browser) => browser.signIn(login)));
    assert.deepEqual(statuses.filter((status) => status !== 200 && status !== 401), []);
    assert.equal((await states(all)).filter((state) => state === 'signed in').length, 3);
  });

  test('QT-10: the limit is the policy\'s', async () => {
    const { login } = await person();
    await host.database.exec('update session_policy set max_per_user = 1');
    try {
      assert.deepEqual(await states(await browsers(2, login)), ['limit', 'signed in']);
    } finally {
      await host.database.exec('update session_policy set max_per_user = 3');
    }
  });

  test('somebody deactivated while the password was checked gets no session', async () => {
    const { login, id } = await person();
    const { signIn } = await host.database.db.transaction().execute(async (transaction) => {
      await transaction.updateTable('app_user').set({ active: false }).where('id', '=', id).execute();
      const signIn = new BrowserProfile(host.app).signIn(login);
      // It waits for what is being changed.
      await host.untilWaiting();
      return { signIn };
    });
    assert.equal(await signIn, 401);
    assert.deepEqual(await sessionsOf(id), []);
  });
});
