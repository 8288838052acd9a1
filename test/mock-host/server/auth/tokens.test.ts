import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { hashPassword } from '../../../../mock-host/server/auth/password.ts';
import { BrowserProfile, type Problem } from '../support/browser-profile.ts';
import { item } from '../support/test-client.ts';
import { TestHost, licenseAdmin } from '../support/test-host.ts';

describe('bearer tokens of API clients', () => {
  let host: TestHost;
  let passwordHash: string;
  let robot: string;
  before(async () => {
    host = await TestHost.open('server');
    passwordHash = await hashPassword('demo');
    robot = await host.user({ login: 'robot', operations: licenseAdmin, passwordHash });
  });
  after(async () => {
    assert.deepEqual(host.failures, []);
    await host.close();
  });

  const json = { 'content-type': 'application/json' };
  const ask = async (login: string, password = 'demo', headers: Record<string, string> = {}) =>
    host.app.request('/auth/tokens', { method: 'POST', headers: { ...json, ...headers }, body: JSON.stringify({ login, password }) });
  const issue = async (login = 'robot') => (await (await ask(login)).json()) as { token: string; sessionId: string };
  const call = async (headers: Record<string, string>, method = 'GET', path = '/auth/session', body?: unknown) =>
    host.app.request(path, { method, headers: { ...json, ...headers }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  const whoIs = async (headers: Record<string, string>) => {
    const answer = await call(headers);
    return answer.ok ? ((await answer.json()) as { user: { login: string } }).user.login : answer.status;
  };

  test('QT-10: login and password give a token and a session of kind api, and no cookie', async () => {
    const answer = await ask('Robot', 'demo', { 'user-agent': 'sync/1.0' });
    assert.deepEqual([answer.status, answer.headers.get('set-cookie'), answer.headers.get('cache-control')], [200, null, 'no-store']);
    const { token, sessionId, ...rest } = (await answer.json()) as { token: string; sessionId: string };
    assert.deepEqual(rest, {});
    const rows = await host.rows<Record<string, unknown>>(`select * from session where id = '${sessionId}'`);
    assert.deepEqual([rows[0]!['user_id'], rows[0]!['kind'], rows[0]!['agent'], rows[0]!['ended_at']], [robot, 'api', 'sync/1.0', null]);
    assert.ok(!JSON.stringify(rows).includes(token), 'the database could not be used to sign in');
    assert.equal(await whoIs(bearer(token)), 'robot');
    assert.equal(await whoIs({ authorization: `bearer  ${token}` }), 'robot', 'the name of the scheme in any case');
  });

  test('CR-10: writes with a bearer token need no CSRF token, and the rights of its user', async () => {
    const { token } = await issue();
    const [user] = await host.users(1);
    const product = await host.product('named', 1);
    const answer = await call(bearer(token), 'POST', '/licensing/v1/batches', { id: randomUUID(), items: [item('grant', user!, product)] });
    assert.equal(answer.status, 200);
    await answer.text();
    assert.deepEqual((await host.historyOf(product)).map(({ actor_id }) => actor_id), [robot]);
    assert.equal((await call(bearer(token), 'GET', '/crm/v1/roles')).status, 403);
  });

  test('CR-10: a bearer token and a cookie are never both looked at, nor taken for one another', async () => {
    await host.user({ login: 'reader', passwordHash });
    const browser = new BrowserProfile(host.app);
    await browser.signIn('reader');
    const cookie = { cookie: `host_session=${browser.token}` };
    const { token } = await issue();
    assert.equal(await whoIs({ ...bearer(token), ...cookie }), 'robot');
    for (const wrong of ['abc', browser.token, '', `${token}x`]) assert.equal(await whoIs({ ...bearer(wrong), ...cookie }), 401, wrong);
    assert.equal(await whoIs({ cookie: `host_session=${token}` }), 401, 'a cookie would come along without CSRF token');
    assert.equal(await whoIs({ authorization: 'Basic cm9ib3Q6ZGVtbw==', ...cookie }), 'reader', 'what a proxy in between asks for');
    assert.equal((await call({ authorization: 'Basic cm9ib3Q6ZGVtbw==', ...cookie }, 'POST', '/auth/sign-out')).status, 403, 'saves nobody the CSRF token');
  });

  test('CR-10: a token that is handed back is worth nothing any more', async () => {
    const [gone, stays] = [await issue(), await issue()];
    assert.equal((await call(bearer(gone.token), 'DELETE', '/auth/tokens/current')).status, 204);
    const refusal = await call(bearer(gone.token));
    assert.deepEqual([refusal.status, refusal.headers.get('www-authenticate')], [401, 'Bearer']);
    assert.deepEqual(((await refusal.json()) as Problem).ended, { method: 'log-out', reason: null, by: null });
    assert.equal((await call(bearer(gone.token), 'DELETE', '/auth/tokens/current')).status, 401);
    assert.equal(await whoIs(bearer(stays.token)), 'robot');

    const browser = new BrowserProfile(host.app);
    await browser.signIn('robot');
    const answer = await browser.request('DELETE', '/auth/tokens/current');
    assert.deepEqual([answer.status, ((await answer.json()) as Problem).code, await browser.state()], [400, 'rejected', 'signed in']);
  });

  test('a token asked for in a browser leaves the browser\'s session alone', async () => {
    const browser = new BrowserProfile(host.app);
    await browser.signIn('robot');
    await browser.request('POST', '/auth/tokens', JSON.stringify({ login: 'robot', password: 'demo' }));
    assert.equal(await browser.state(), 'signed in');
    const foreign = await ask('robot', 'demo', { origin: 'https://evil.example' });
    assert.equal(foreign.status, 403);
  });

  test('guesses are counted together with those at the sign-in', async () => {
    await host.user({ login: 'guessed', passwordHash });
    const browser = new BrowserProfile(host.app);
    const guess = () => browser.request('POST', '/auth/sign-in', JSON.stringify({ login: 'guessed', password: 'wrong' }));
    for (let n = 0; n < 5; n++) assert.deepEqual([(await ask('guessed', 'wrong')).status, (await guess()).status], [401, 401]);
    assert.equal((await ask('guessed')).status, 429);
    assert.equal(await browser.signIn('guessed'), 429);
    const same = await Promise.all(['unknown', 'robot'].map(async (login) => (await ask(login, 'wrong')).text()));
    assert.equal(new Set(same).size, 1, 'nor does the answer tell which logins exist');
  });

  test('a user who is deactivated is out with every token at once', async () => {
    const user = await host.user({ login: 'leaver', passwordHash });
    const { token } = await issue('leaver');
    const manager = await host.signedIn(['CanManageUsers']);
    await manager.send('PUT', `/crm/v1/users/${user}/active`, { active: false });
    const refusal = await call(bearer(token));
    assert.deepEqual([refusal.status, ((await refusal.json()) as Problem).ended?.method], [401, 'deactivated']);
    assert.equal((await ask('leaver')).status, 401);
  });
});
