import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { problem } from '../../../../src/host/rest/wire.ts';
import { type TestClient, item } from '../support/test-client.ts';
import { TestHost, itAdmin } from '../support/test-host.ts';

describe('requests nobody should send', () => {
  let host: TestHost;
  let client: TestClient;
  before(async () => {
    host = await TestHost.open('server');
    client = await host.signedIn(itAdmin);
  });
  after(async () => {
    assert.deepEqual(host.failures, [], 'nothing of this is the host\'s own failure');
    await host.close();
  });

  async function refused(method: string, path: string, body?: string, headers?: Record<string, string>) {
    const answer = await client.raw(method, path, body, headers);
    assert.equal(answer.headers.get('content-type'), 'application/problem+json', `${method} ${path}`);
    const said = problem.parse(answer.body);
    assert.equal(said.status, answer.status);
    return { ...answer, said };
  }

  test('unknown addresses answer 404, known ones with a wrong method 405 and which are right', async () => {
    for (const path of ['/', '/nowhere', '/licensing/v1', '/licensing/v1/nowhere', '/licensing/v1/users/a/b', '/licensing/v1//users', '/licensing/v2/me', '/auth', '/crm/v1/users']) {
      assert.equal((await refused('GET', path)).status, 404, path);
    }
    for (const [method, path, allow] of [
      ['POST', '/licensing/v1/me', 'GET, HEAD'], ['DELETE', '/licensing/v1/users/1', 'GET, HEAD'], ['DELETE', '/licensing/v1/batches', 'GET, POST, HEAD'],
      ['PUT', '/auth/sign-in', 'POST'], ['GET', '/crm/v1/users/1/active', 'PUT'], ['POST', '/licensing/v1/openapi.json', 'GET, HEAD'],
      ['PATCH', '/crm/v1/roles/1/members/2', 'PUT, DELETE'],
    ] as const) {
      const { status, headers } = await refused(method, path, method === 'GET' ? undefined : '{}');
      assert.deepEqual([status, headers.get('allow')], [405, allow], `${method} ${path}`);
    }
  });

  test('ids nobody has, in whatever spelling, answer 404', async () => {
    const id = client.userId;
    for (const wrong of [randomUUID(), 'x', '%00', '1', id.toUpperCase(), `{${id}}`, id.replaceAll('-', ''), `${id}%20`, '%F0%9F%98%80', "'%20or%201=1"]) {
      for (const path of [`/licensing/v1/users/${wrong}`, `/licensing/v1/users/${wrong}/licenses`, `/licensing/v1/licenses/${wrong}/assignments`, `/licensing/v1/batches/${wrong}`, `/crm/v1/users/${wrong}`]) {
        assert.equal((await refused('GET', path)).status, 404, path);
      }
      assert.equal((await refused('PUT', `/crm/v1/users/${wrong}/active`, '{"active":true}')).status, 404);
      assert.equal((await refused('PUT', `/crm/v1/roles/${wrong}/members/${id}`)).status, 404);
    }
  });

  test('a body that is no JSON, or not said to be, is refused', async () => {
    for (const path of ['/licensing/v1/batches', '/licensing/v1/plans', '/auth/sign-in']) {
      for (const body of ['', '{', 'undefined', '{"id":1', '\0', '<xml/>']) assert.equal((await refused('POST', path, body)).status, 400, JSON.stringify(body));
      for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp']) {
        assert.equal((await refused('POST', path, '{}', { 'content-type': type })).status, 415, type);
      }
    }
  });

  test('a body of a wrong shape is refused with the path of the field and what was expected there', async () => {
    const user = await host.user();
    const product = await host.product('named', 5);
    const good = item('grant', user, product);
    const batch = (items: unknown, id: unknown = randomUUID()) => JSON.stringify({ id, items });
    for (const [body, detail] of [
      ['null', /^\(whole\): .*expected object, received null/],
      ['[]', /^\(whole\): .*expected object/],
      ['{}', /^id: .*items: .*expected array/],
      [batch([good], 7), /^id: .*expected string, received number/],
      [batch([good], 'abc'), /^id: /],
      [batch([good], randomUUID().toUpperCase()), /^id: a UUID in lower case expected/],
      [batch([]), /^items: /],
      [batch({}), /^items: .*expected array/],
      [batch([good, { ...good, key: 1 }]), /^items\.1\.key: .*expected string, received number/],
      [batch([{ ...good, change: 'borrow' }]), /^items\.0\.change: .*"grant"\|"recall"/],
      [batch([{ ...good, key: '' }]), /^items\.0\.key: /],
      [batch([{ ...good, key: 'k'.repeat(301) }]), /^items\.0\.key: /],
      [batch([{ ...good, seatVersion: -1 }]), /^items\.0\.seatVersion: /],
      [batch([{ ...good, seatVersion: 1.5 }]), /^items\.0\.seatVersion: /],
      [batch([{ ...good, userId: null }]), /^items\.0\.userId: .*expected string/],
      [batch([good, good]), /^items: each key only once/],
      [batch([{ ...good, key: 'a\0b' }]), /^items\.0: a character that can not be stored/],
      [batch([{ ...good, key: '\ud800' }]), /^items\.0: a character that can not be stored/],
      [batch([{ ...good, key: 'a\ud800', userId: '\udc00b' }]), /^items\.0: a character that can not be stored/],
    ] as const) {
      const { status, said } = await refused('POST', '/licensing/v1/batches', body);
      assert.deepEqual([status, said.code], [422, 'rejected'], body);
      assert.match(said.detail ?? '', detail);
    }
    const tooMany = Array.from({ length: 10_001 }, (_, index) => ({ ...good, key: String(index) }));
    assert.match((await refused('POST', '/licensing/v1/batches', batch(tooMany))).said.detail!, /^items: at most 10000/);
    assert.equal((await host.historyOf(product)).length, 0);
    assert.deepEqual(await host.rows('select id from batch'), [], 'what was refused has left no trace');
  });

  test('unusual but storable keys come back as they were sent', async () => {
    const user = await host.user();
    const product = await host.product('server', 0);
    const keys = ['<img src=x onerror=alert(1)>', '\u202egnp.exe', '{"a":1}', "'; drop table history; --", '😀', '\\', '__proto__', 'constructor'];
    const items = keys.map((key) => ({ ...item('grant', user, product), key }));
    const id = randomUUID();
    assert.deepEqual((await client.batch(items, id)).map(({ key }) => key), keys);
    assert.equal(await client.batchText(items, id), await client.batchText(items, id));
  });

  test('wrong parameters are refused with their names', async () => {
    for (const [query, name] of [
      ['limit=0', 'limit'], ['limit=201', 'limit'], ['limit=x', 'limit'], ['sort=age', 'sort'], ['sort=name&sort=login', 'sort'],
      ['filter=tall', 'filter'], ['search=%00', 'search'], [`search=${'x'.repeat(201)}`, 'search'],
    ]) {
      const { status, said } = await refused('GET', `/licensing/v1/users?${query}`);
      assert.deepEqual([status, said.detail?.split(':')[0]], [422, name], query);
    }
  });

  test('a body that is too large is refused, whether it says its size or not', async () => {
    const huge = `{"id":"${'x'.repeat(7 * 1024 * 1024)}"}`;
    assert.equal((await refused('POST', '/licensing/v1/batches', huge)).status, 413);
    const answer = await host.app.request(new Request('http://localhost/licensing/v1/batches', {
      method: 'POST', body: new Blob([huge]).stream(), duplex: 'half',
      headers: { cookie: client.cookie, 'x-csrf-token': client.csrfToken, 'content-type': 'application/json' },
    } as RequestInit));
    assert.deepEqual([answer.status, answer.headers.get('content-type')], [413, 'application/problem+json']);
  });

  test('what goes wrong inside is answered without saying what', async () => {
    await host.database.exec('alter table role rename to hidden_role');
    const { status, said } = await refused('GET', '/crm/v1/roles');
    await host.database.exec('alter table hidden_role rename to role');
    assert.deepEqual([status, said.code, said.title, said.detail], [500, 'server', 'The host failed.', undefined]);
    assert.match(String(host.failures.pop()), /role/);
  });

  test('no answer may be kept by a cache', async () => {
    for (const path of ['/licensing/v1/me', '/auth/session', '/licensing/v1/nowhere', `/crm/v1/users/${client.userId}`]) {
      assert.equal((await client.get(path)).headers.get('cache-control'), 'no-store', path);
    }
  });
});
