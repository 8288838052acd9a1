import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type TestClient, item } from '../support/test-client.ts';
import { TestHost, itAdmin } from '../support/test-host.ts';

describe('users in the CRM', () => {
  let host: TestHost;
  let manager: TestClient;
  before(async () => {
    host = await TestHost.open('server');
    manager = await host.signedIn(itAdmin);
  });
  after(async () => {
    assert.deepEqual(await host.discrepancies(), []);
    assert.deepEqual(host.failures, []);
    await host.close();
  });

  const setActive = (user: string, active: boolean) => manager.send('PUT', `/crm/v1/users/${user}/active`, { active });

  test('a user\'s page shows general data and roles; everybody may see their own', async () => {
    const user = await host.user({ login: 'caleb.jones', name: 'Caleb Jones', email: 'caleb@example.com' });
    await host.role('Sales', [], [user]);
    const { status, body } = await (await host.signedIn([], user)).get<{ name: string; roles: { name: string }[]; active: boolean }>(`/crm/v1/users/${user}`);
    assert.deepEqual([status, body.name, body.active, body.roles.map(({ name }) => name)], [200, 'Caleb Jones', true, ['Sales']]);
    assert.ok(!JSON.stringify(body).includes('password'));
  });

  test('CR-7: deactivating frees the seats and keeps the rows; reactivating takes seats again', async () => {
    const product = await host.product('named', 1);
    const user = await host.user();
    await manager.change('grant', user, product);
    assert.deepEqual([(await setActive(user, false)).body['active'], (await host.figures(product)).used], [false, 0]);
    assert.deepEqual([(await setActive(user, false)).status, (await host.figures(product)).used], [200, 0], 'twice is no more than once');
    assert.deepEqual([(await setActive(user, true)).body['active'], (await host.figures(product)).used], [true, 1]);
  });

  test('CR-7: reactivating is a conflict that names the products when their seats are taken', async () => {
    const [first, second, roomy] = [await host.product('named', 1, 'Alpha'), await host.product('named', 1, 'Beta'), await host.product('named', 9, 'Roomy')];
    const [user, other] = await host.users(2);
    await manager.batch([first, second, roomy].map((product) => item('grant', user!, product)));
    await setActive(user!, false);
    await manager.batch([first, second].map((product) => item('grant', other!, product)));
    const { status, body } = await setActive(user!, true);
    assert.deepEqual([status, body['code'], body['title']], [409, 'conflict', 'No seats remaining for licenses this user still holds.']);
    assert.equal(body['detail'], 'Recall them first, or buy more seats: Alpha, Beta.');
    assert.deepEqual(await host.rows(`select active from app_user where id = '${user}'`), [{ active: false }]);
    await manager.batch([first, second].map((product) => item('recall', user!, product)));
    assert.equal((await setActive(user!, true)).status, 200);
  });

  test('nobody deactivates themselves', async () => {
    const { status, body } = await setActive(manager.userId, false);
    assert.deepEqual([status, body['code']], [409, 'conflict']);
    assert.equal((await manager.get('/licensing/v1/me')).status, 200);
  });

  test('CR-9: role changes that meet other writers of the same seats all come through', async () => {
    const products = await Promise.all([1, 2, 3].map(() => host.product('named', 5)));
    const users = await host.users(12);
    const role = await host.role('Everything', products, []);
    const answers = await Promise.all(users.flatMap((user) => [
      manager.send('PUT', `/crm/v1/roles/${role}/members/${user}`).then(({ status }) => status),
      manager.batch(products.toReversed().map((product) => item('recall', user, product))).then(() => 200),
      setActive(user, true).then(({ status }) => status),
    ]));
    assert.deepEqual(new Set(answers), new Set([200]));
    for (const product of products) assert.ok((await host.figures(product)).used <= 5);
  });
});
