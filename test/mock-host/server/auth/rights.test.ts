import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { type TestClient, item } from '../support/test-client.ts';
import { TestHost, itAdmin, licenseAdmin, viewer } from '../support/test-host.ts';

/** The id of a selection, or whatever stands in for it where nobody may make one. */
async function selection(client: TestClient): Promise<string> {
  const { body } = await client.send<{ id?: string }>('POST', '/licensing/v1/selections', { kind: 'users', userIds: [client.userId] });
  return body.id ?? 'none';
}

function plan(client: TestClient, selectionId: string, productId: string): Promise<{ status: number; body: Record<string, unknown> }> {
  return client.send('POST', '/licensing/v1/plans', { selectionId, changes: [{ kind: 'grant', productId }], orders: {} });
}

describe('rights', () => {
  let host: TestHost;
  let user: string;
  let product: string;
  let requests: Record<string, (client: TestClient) => Promise<{ status: number; body: Record<string, unknown> }>>;
  before(async () => {
    host = await TestHost.open('server');
    user = await host.user();
    product = await host.product('named', 5);
    const role = await host.role('Sales', [], []);
    const read = (path: string) => (client: TestClient) => client.get(path);
    requests = {
      me: read('/licensing/v1/me'),
      capabilities: read('/licensing/v1/capabilities'),
      products: read('/licensing/v1/products'),
      users: read('/licensing/v1/users'),
      user: read(`/licensing/v1/users/${user}`),
      licenses: read(`/licensing/v1/users/${user}/licenses`),
      terms: read('/licensing/v1/licenses'),
      holders: read(`/licensing/v1/licenses/${product}/assignments`),
      history: read('/licensing/v1/history'),
      details: read(`/crm/v1/users/${user}`),
      userLookup: (client) => client.send('POST', '/licensing/v1/users/lookup', { terms: ['nobody'] }),
      select: (client) => client.send('POST', '/licensing/v1/selections', { kind: 'users', userIds: [user] }),
      population: async (client) => client.get(`/licensing/v1/selections/${await selection(client)}/population`),
      savedSets: read('/licensing/v1/saved-sets'),
      saveSet: async (client) => client.send('PUT', `/licensing/v1/saved-sets/${user}`, { name: 'Sales', selectionId: await selection(client) }),
      deleteSet: (client) => client.send('DELETE', `/licensing/v1/saved-sets/${user}`),
      plan: async (client) => plan(client, await selection(client), product),
      planItems: async (client) => client.get(`/licensing/v1/plans/${String((await plan(client, await selection(client), product)).body['id'])}/items`),
      batch: (client) => client.send('POST', '/licensing/v1/batches', { id: randomUUID(), items: [item('grant', user, product)] }).then(
        (answer) => answer, () => ({ status: 200, body: {} })),
      sessions: read('/licensing/v1/sessions'),
      summary: read('/licensing/v1/sessions/summary'),
      ended: read('/licensing/v1/sessions/ended'),
      lookUp: (client) => client.send('POST', '/licensing/v1/sessions/lookup', { ids: ['x'] }),
      end: (client) => client.send('POST', '/licensing/v1/sessions/end', { id: randomUUID(), sessionIds: ['x'], reason: null }),
      // Of the headers alone, which has no body that could say why not.
      news: async ({ cookie }) => ({
        status: (await host.app.request('/licensing/v1/sessions/events', { method: 'HEAD', headers: { cookie } })).status,
        body: { code: 'forbidden' },
      }),
      policy: read('/licensing/v1/session-policy'),
      effect: read('/licensing/v1/session-policy/effect?idleMinutes=30'),
      savePolicy: async (client) => {
        const { version } = await host.database.db.selectFrom('session_policy').select('version').executeTakeFirstOrThrow();
        return client.send('PUT', '/licensing/v1/session-policy', { idleMinutes: 1440, version });
      },
      roles: read('/crm/v1/roles'),
      active: (client) => client.send('PUT', `/crm/v1/users/${user}/active`, { active: true }),
      join: (client) => client.send('PUT', `/crm/v1/roles/${role}/members/${user}`),
      leave: (client) => client.send('DELETE', `/crm/v1/roles/${role}/members/${user}`),
    };
  });
  after(async () => {
    assert.deepEqual(host.failures, []);
    await host.close();
  });

  const reads = ['me', 'capabilities', 'products', 'users', 'user', 'licenses', 'terms', 'holders', 'history', 'details'];
  const licensing = [
    ...reads, 'userLookup', 'select', 'population', 'savedSets', 'saveSet', 'deleteSet', 'plan', 'planItems', 'batch',
  ];
  const sessions = ['sessions', 'summary', 'ended', 'lookUp', 'end', 'news', 'policy', 'effect', 'savePolicy'];
  const everything = [...licensing, ...sessions, 'roles', 'active', 'join', 'leave'];
  for (const [name, operations, allowed] of [
    ['nobody', [], []],
    ['license.user', viewer, reads],
    ['license.admin', licenseAdmin, licensing],
    ['it.admin', itAdmin, everything],
    ['somebody with the right to manage but not to look', ['CanManageLicUsers'], []],
    ['an administrator who may not look at licenses', ['CanManageAdministration'], ['capabilities', ...sessions]],
  ] as const) {
    test(`CR-10 OT-3: ${name} may do exactly what the rights say`, async () => {
      const client = await host.signedIn(operations);
      const done: string[] = [];
      for (const [request, send] of Object.entries(requests)) {
        const { status, body } = await send(client);
        if (status === 200 || status === 204) done.push(request);
        else assert.deepEqual([status, body['code']], [403, 'forbidden'], request);
      }
      assert.deepEqual(done, Object.keys(requests).filter((request) => (allowed as readonly string[]).includes(request)));
    });
  }

  test('CR-10: a right taken away while somebody is signed in is gone at the next request', async () => {
    const client = await host.signedIn(licenseAdmin);
    assert.equal((await requests['plan']!(client)).status, 200);
    await host.database.exec(`delete from user_operation where user_id = '${client.userId}' and operation = 'CanManageLicUsers'`);
    assert.equal((await requests['plan']!(client)).status, 403);
    assert.equal((await requests['me']!(client)).status, 200);
  });

  test('CR-10: without a session everything but the description of the API answers 401', async () => {
    for (const path of ['/licensing/v1/me', `/licensing/v1/users/${user}/licenses`, '/licensing/v1/events?userId=x', `/crm/v1/users/${user}`, '/auth/session']) {
      for (const cookie of ['', 'host_session=', 'host_session=abc', 'other=1']) {
        const answer = await host.app.request(path, { headers: { cookie } });
        assert.deepEqual([answer.status, answer.headers.get('content-type'), ((await answer.json()) as { code: string }).code],
          [401, 'application/problem+json', 'signed-out'], `${path} ${cookie}`);
      }
    }
    assert.equal((await host.app.request('/licensing/v1/openapi.json')).status, 200);
  });

  test('CR-10: a write without the session\'s own CSRF token is refused and changes nothing', async () => {
    const client = await host.signedIn();
    const stranger = await host.signedIn();
    const other = await host.product('named', 5);
    for (const token of ['', 'abc', stranger.csrfToken, `${client.csrfToken}x`]) {
      const { status, body } = await client.send('POST', '/licensing/v1/batches', { id: randomUUID(), items: [item('grant', user, other)] }, { 'x-csrf-token': token });
      assert.deepEqual([status, body['code']], [403, 'forbidden']);
    }
    assert.equal((await host.historyOf(other)).length, 0);
    assert.equal((await host.app.request('/auth/sign-out', { method: 'POST', headers: { cookie: client.cookie } })).status, 403);
  });

  test('CR-10: a write that a browser sends from another site\'s page is refused, whatever it carries', async () => {
    const client = await host.signedIn();
    const foreign = [
      { origin: 'https://evil.example' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' },
      { origin: 'http://localhost:1' }, { origin: 'http://localhost', 'sec-fetch-site': 'cross-site' },
    ];
    for (const headers of foreign as Record<string, string>[]) {
      const answer = await client.send('POST', '/licensing/v1/selections', { kind: 'users', userIds: [user] }, headers);
      assert.equal(answer.status, 403, JSON.stringify(headers));
      assert.equal((await host.app.request('/auth/sign-in', { method: 'POST', headers })).status, 403, JSON.stringify(headers));
    }
    const own = { origin: 'http://localhost', 'sec-fetch-site': 'same-origin' };
    assert.equal((await client.send('POST', '/licensing/v1/selections', { kind: 'users', userIds: [user] }, own)).status, 200);
  });
});
