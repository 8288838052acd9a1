import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createApp } from '../../../../mock-host/server/app.ts';
import { hashPassword } from '../../../../mock-host/server/auth/password.ts';
import { findSessionById } from '../../../../mock-host/server/auth/sessions.ts';
import { TestHost, licenseAdmin } from '../support/test-host.ts';

describe('sign-in', () => {
  let host: TestHost;
  let passwordHash: string;
  let supervisor: string;
  before(async () => {
    host = await TestHost.open('server');
    passwordHash = await hashPassword('demo');
    supervisor = await host.user({ login: 'supervisor', name: 'Supervisor', operations: licenseAdmin, passwordHash });
  });
  after(async () => {
    assert.deepEqual(host.failures, []);
    await host.close();
  });

  function signIn(login: unknown, password: unknown, headers: Record<string, string> = {}, app = host.app): Promise<Response> {
    return Promise.resolve(app.request('/auth/sign-in', {
      method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ login, password }),
    }));
  }
  const cookieOf = (answer: Response) => answer.headers.get('set-cookie')!.split(';')[0]!;

  test('CR-10: a right login and password make a session row, a cookie scripts can not read, and a CSRF token', async () => {
    const answer = await signIn('Supervisor', 'demo', { 'user-agent': 'Test browser' });
    assert.equal(answer.status, 200);
    const body = (await answer.json()) as { user: object; csrfToken: string; operations: string[] };
    assert.deepEqual(body.user, { id: supervisor, name: 'Supervisor', login: 'supervisor' });
    assert.deepEqual(body.operations, licenseAdmin.toSorted());
    assert.match(answer.headers.get('set-cookie')!, /; HttpOnly; SameSite=Lax$/);
    const session = await host.app.request('/auth/session', { headers: { cookie: cookieOf(answer) } });
    assert.deepEqual(await session.json(), body);

    const rows = await host.rows<Record<string, unknown>>(`select * from session where user_id = '${supervisor}'`);
    assert.deepEqual([rows.length, rows[0]!['kind'], rows[0]!['agent'], rows[0]!['ended_at']], [1, 'web', 'Test browser', null]);
    const token = cookieOf(answer).split('=')[1]!;
    assert.ok(Buffer.from(token, 'base64url').length >= 32);
    assert.ok(!JSON.stringify(rows).includes(token), 'the database could not be used to sign in');
  });

  test('CR-10: signing out ends the session, and its cookie is worth nothing any more', async () => {
    const answer = await signIn('supervisor', 'demo');
    const { csrfToken } = (await answer.json()) as { csrfToken: string };
    const headers = { cookie: cookieOf(answer), 'x-csrf-token': csrfToken };
    assert.equal((await host.app.request('/auth/sign-out', { method: 'POST', headers })).status, 204);
    const after = await host.app.request('/auth/session', { headers });
    assert.deepEqual([after.status, ((await after.json()) as { code: string }).code], [401, 'signed-out']);
    const rows = await host.rows(`select end_method from session where csrf_token = '${csrfToken}' and ended_at is not null`);
    assert.deepEqual(rows, [{ end_method: 'log-out' }]);
  });

  test('a second sign-in of the same browser ends the session it had', async () => {
    const first = cookieOf(await signIn('supervisor', 'demo'));
    const second = cookieOf(await signIn('supervisor', 'demo', { cookie: first }));
    assert.notEqual(first, second);
    assert.equal((await host.app.request('/auth/session', { headers: { cookie: first } })).status, 401);
    assert.equal((await host.app.request('/auth/session', { headers: { cookie: second } })).status, 200);
  });

  test('CR-7: a wrong password, an unknown login, an inactive user and a system account all get the same answer', async () => {
    await host.user({ login: 'gone', active: false, passwordHash });
    await host.user({ login: 'robot', kind: 'system', passwordHash });
    await host.user({ login: 'no.password' });
    const answers = [];
    for (const [login, password] of [['supervisor', 'wrong'], ['unknown', 'demo'], ['gone', 'demo'], ['robot', 'demo'], ['no.password', '']] as const) {
      const answer = await signIn(login, password || 'x');
      answers.push(`${answer.status} ${await answer.text()} ${answer.headers.get('set-cookie')}`);
    }
    assert.deepEqual(new Set(answers), new Set([
      '401 {"type":"about:blank","title":"Login or password is wrong.","status":401,"code":"signed-out"} null',
    ]));
  });

  test('a user who is deactivated is out at once', async () => {
    const user = await host.user({ operations: licenseAdmin });
    const client = await host.signedIn([], user);
    const manager = await host.signedIn(['CanManageUsers']);
    assert.equal((await client.get('/licensing/v1/me')).status, 200);
    assert.equal((await manager.send('PUT', `/crm/v1/users/${user}/active`, { active: false })).status, 200);
    assert.equal((await client.get('/licensing/v1/me')).status, 401);
    assert.deepEqual(await host.rows(`select end_method, ended_by from session where user_id = '${user}'`), [{ end_method: 'deactivated', ended_by: manager.userId }]);
  });

  test('after ten failures of a login from one address even the right password has to wait, in every process', async () => {
    await host.user({ login: 'guessed', passwordHash });
    for (let n = 1; n <= 10; n++) assert.equal((await signIn('guessed', `guess ${n}`)).status, 401, `guess ${n}`);
    for (const app of [host.app, createApp({ database: host.database })]) {
      const answer = await signIn('Guessed', 'demo', {}, app);
      assert.equal(answer.status, 429);
      const wait = Number(answer.headers.get('retry-after'));
      assert.ok(wait > 0 && wait <= 300, `Retry-After: ${wait}`);
      assert.equal(((await answer.json()) as { code: string }).code, 'rate-limited');
    }
    assert.equal((await signIn('supervisor', 'demo')).status, 200, 'others are not locked out');
    await host.database.exec(`update sign_in_failure set at = at - interval '5 minutes'`);
    assert.equal((await signIn('guessed', 'demo')).status, 200, 'the window slides');
    assert.equal((await signIn('guessed', 'wrong')).status, 401, 'and success starts it anew');
  });

  test('a login spelled in letters that the database takes for the same ones is no way around the wait', async () => {
    await host.user({ login: 'license.kim', passwordHash });
    const all = ['license.kim', 'LICENSE.KIM', 'l\u0130cense.kim', 'license.k\u0130m', 'l\u0130cense.\u212aim'];
    const same = await host.rows<{ login: string }>(`select login from unnest(array['${all.join("', '")}']) as login where lower(login) = 'license.kim'`);
    const spellings = same.map(({ login }) => login);
    for (const login of spellings) assert.equal((await signIn(login, 'demo')).status, 200, `${login} signs in`);
    for (let n = 1; n <= 10; n++) assert.equal((await signIn(spellings[n % spellings.length], `guess ${n}`)).status, 401, `guess ${n}`);
    for (const login of spellings) assert.equal((await signIn(login, 'demo')).status, 429, login);
  });

  test('guesses sent all at once are counted like any others', async () => {
    await host.user({ login: 'rushed', passwordHash });
    const answers = await Promise.all(Array.from({ length: 30 }, (_, n) => signIn('rushed', `guess ${n}`)));
    const statuses = answers.map(({ status }) => status);
    assert.equal(statuses.filter((status) => status === 401).length, 10);
    assert.equal(statuses.filter((status) => status === 429).length, 20);
  });

  test('CR-9: signing in brings what the user\'s roles grant', async () => {
    const product = await host.product('named', 5);
    const user = await host.user({ login: 'seller', passwordHash });
    await host.role('Sellers', [product], [user]);
    await signIn('seller', 'demo');
    assert.deepEqual((await host.historyOf(product)).map(({ change, source, user_id }) => [change, source, user_id]), [['grant', 'role', user]]);
  });

  test('the session\'s last request is noted, but not at every request', async () => {
    const client = await host.signedIn();
    const last = async () => (await host.rows<{ last: string }>(`select last_request_at as last from session where id = '${client.sessionId}'`))[0]!.last;
    await host.atOneMoment(async (moment) => {
      for (const [seconds, noted] of [[30, false], [30.001, true]] as const) {
        await moment.rows(`update session set last_request_at = now() - interval '${seconds} seconds' where id = '${client.sessionId}'`);
        await client.of(moment.app).get('/licensing/v1/me');
        assert.deepEqual(await moment.rows(`select last_request_at = now() as noted from session where id = '${client.sessionId}'`), [{ noted }]);
      }
    });
    await host.database.exec(`update session set last_request_at = now() - interval '31 seconds' where id = '${client.sessionId}'`);
    const old = await last();
    assert.notEqual(await findSessionById(host.database.db, client.sessionId), null);
    assert.equal(await last(), old, 'an open event stream looks up its session at each heartbeat, which is no request (QT-9)');
    await client.get('/licensing/v1/me');
    assert.notEqual(await last(), old);
  });
});
