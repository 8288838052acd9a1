import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import pg from 'pg';
import { TestHost } from '../support/test-host.ts';

/** Several connections of people with a database console, on a real PostgreSQL. */
describe('counting under concurrency', () => {
  let host: TestHost;
  const clients: pg.Client[] = [];
  before(async () => {
    host = await TestHost.open('server');
  });
  after(async () => {
    for (const client of clients) await client.end();
    await host.close();
  });

  async function connect(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: host.url });
    clients.push(client);
    await client.connect();
    return client;
  }

  const grant = (user: string, product: string) => `insert into assignment (user_id, product_id) values ('${user}', '${product}')`;

  test('CR-8: of two connections that take the last seat at once, one gets it, in every isolation level', async () => {
    for (const level of ['read committed', 'repeatable read', 'serializable']) {
      const product = await host.product('named', 1);
      const [a, b] = await host.users(2);
      const [one, two] = [await connect(), await connect()];
      await one.query(`begin isolation level ${level}`);
      await two.query(`begin isolation level ${level}`);
      // Both look first: a stale snapshot must not help.
      for (const client of [one, two]) await client.query(`select used from product_figures where product_id = '${product}'`);
      await one.query(grant(a!, product));
      const second = two.query(grant(b!, product)).then(() => two.query('commit')).then(() => 'granted', (error: { code: string }) => error.code);
      await host.untilWaiting();
      await one.query('commit');
      assert.match(await second, level === 'read committed' ? /^LS001$/ : /^(LS001|40001)$/, level);
      assert.equal((await host.figures(product)).used, 1);
    }
    assert.deepEqual(await host.discrepancies(), []);
  });

  test('CR-7: a grant and a deactivation of the same user wait for each other, and the count is right either way', async () => {
    for (const grantFirst of [true, false]) {
      const product = await host.product('named', 2);
      const [user] = await host.users(1);
      const [one, two] = [await connect(), await connect()];
      const deactivate = `update app_user set active = false where id = '${user}'`;
      const [first, then] = grantFirst ? [grant(user!, product), deactivate] : [deactivate, grant(user!, product)];
      await one.query('begin');
      await one.query(first);
      const second = two.query(then).then(() => 'done', (error: { code: string }) => error.code);
      await host.untilWaiting();
      await one.query('commit');
      // Granting to somebody who has just become inactive is refused: such a row has to say that it counts nothing.
      assert.equal(await second, grantFirst ? 'done' : '23503');
      assert.equal((await host.figures(product)).used, 0);
      assert.deepEqual(await host.discrepancies(), []);
    }
  });

  test('CR-8: many connections that grant, recall and resize several products at random neither over-issue nor miscount', async () => {
    const products = [await host.product('named', 3), await host.product('named', 2), await host.product('concurrent', 1)];
    const users = await host.users(8);
    let seed = 7;
    const next = (below: number) => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % below;
    const list = (ids: readonly string[]) => ids.map((id) => `'${id}'`).join(', ');
    const some = () => list(users.filter(() => next(2)).concat(users[next(8)]!));
    const odd: string[] = [];
    await Promise.all(Array.from({ length: 8 }, async () => {
      const client = await connect();
      for (let turn = 0; turn < 25; turn++) {
        const chosen = list(products.filter(() => next(2)).concat(products[next(3)]!));
        const statement = [
          `insert into assignment (user_id, product_id) select u.id, p.id from app_user u, product p where u.id in (${some()}) and p.id in (${chosen}) on conflict do nothing`,
          `update assignment set recalled_at = now() where recalled_at is null and user_id in (${some()}) and product_id in (${chosen})`,
          `update term set count = ${1 + next(3)} where product_id in (${chosen})`,
          `delete from assignment where user_id in (${some()})`,
        ][next(4)]!;
        await client.query(statement).catch((error: { code?: string }) => {
          // A console may deadlock itself on rows it updates in another order; PostgreSQL ends one of the two.
          if (!/^(LS001|40P01)$/.test(error.code ?? '')) odd.push(String(error));
        });
      }
    }));
    assert.deepEqual(odd, []);
    assert.deepEqual(await host.discrepancies(), []);
  });
});
