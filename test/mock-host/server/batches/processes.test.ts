import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { ProductChange } from '../../../../src/licensing/bulk.ts';
import type { BatchDesk } from '../support/batch-desk.ts';
import { ServerProcess } from '../support/batch-processes.ts';
import { TestHost } from '../support/test-host.ts';

/** Three server processes on one PostgreSQL. */
describe('batches on several server processes', { timeout: 240_000 }, () => {
  let host: TestHost;
  let servers: ServerProcess[] = [];
  before(async () => {
    host = await TestHost.open('server');
    servers = await Promise.all([1, 2, 3].map(() => ServerProcess.start(host.url)));
  });
  after(async () => {
    for (const server of servers) await server.kill();
    assert.deepEqual(await host.discrepancies(), []);
    assert.deepEqual(host.failures, []);
    await host.close();
  });

  /** What a batch says it has changed is what history says of it, item by item. */
  async function checkLedger(desk: BatchDesk, batchId: string): Promise<void> {
    const { tally, total, effects } = await desk.summary(batchId);
    const rows = await desk.ledger(batchId);
    assert.deepEqual([rows.length, tally.applied + tally.skipped], [total, total], `each of ${total} items was settled: ${JSON.stringify(tally)}`);
    const counts: Record<string, number> = {};
    for (const { effect } of rows) counts[effect!] = (counts[effect!] ?? 0) + 1;
    assert.deepEqual(effects, counts);
    const history = await host.rows<{ said: string }>(`select item_key || ' ' || change || ' ' || user_id || ' ' || product_id as said from history where batch_id = '${batchId}'`);
    assert.deepEqual(
      history.map(({ said }) => said).sort(),
      rows.filter(({ outcome }) => outcome === 'applied').map(({ at, change, user, product }) => `${at} ${change} ${user.id} ${product.id}`).sort(),
    );
    assert.deepEqual(await host.rows(`select count(*) as n from notification where batch_id = '${batchId}'`), [{ n: 1 }]);
  }

  test('CR-8 BX-2 BX-5: ten administrators with overlapping batches on scarce seats: none is over-issued, each ledger is true', async () => {
    const [scarce, other, third] = [await host.product('named', 12), await host.product('named', 9), await host.product('named', 30)];
    const users = await host.users(60);
    let seed = 5;
    const next = (below: number) => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % below;
    const start = users.filter(() => next(3) === 0).slice(0, 8).flatMap((userId) => [{ key: userId, userId, productId: scarce, change: 'grant' as const, seatVersion: 0 }]);
    await (await host.signedIn()).batch(start);
    const tasks: readonly ProductChange[][] = [
      [{ kind: 'grant', productId: scarce }, { kind: 'grant', productId: other }, { kind: 'grant', productId: third }],
      [{ kind: 'swap', productId: scarce, to: other }, { kind: 'grant', productId: third }],
      [{ kind: 'recall', productId: third }, { kind: 'grant', productId: scarce }],
      [{ kind: 'swap', productId: other, to: scarce }],
    ];
    const desks = await Promise.all(Array.from({ length: 10 }, async (_, index) => servers[index % 3]!.desk(await host.signedIn())));
    for (let round = 0; round < 3; round++) {
      const batches = await Promise.all(desks.map(async (desk, index) => {
        const some = users.filter(() => next(3) > 0);
        const people = index % 2 ? some.toReversed() : some;
        return { desk, id: await desk.batchOf(people, tasks[(index + round) % tasks.length]!) };
      }));
      await Promise.all(batches.map(async ({ desk, id }) => {
        const { total } = await desk.summary(id);
        for (let from = 0; from < total; from += 37) await desk.apply(id, from, Math.min(total, from + 37));
      }));
      for (const { desk, id } of batches) await checkLedger(desk, id);
      assert.deepEqual(await host.rows('select product_id from product_figures where used > paid'), []);
      assert.deepEqual(await host.discrepancies(), []);
    }
    const held = new Set<string>();
    for (const { change, user_id, product_id } of await host.rows<{ change: string; user_id: string; product_id: string }>('select * from history order by id')) {
      const pair = `${user_id} ${product_id}`;
      assert.equal(held.has(pair), change === 'recall', 'grants and recalls of a pair take turns');
      if (change === 'grant') held.add(pair);
      else held.delete(pair);
    }
    const now = await host.rows<{ user_id: string; product_id: string }>('select user_id, product_id from assignment where recalled_at is null');
    assert.deepEqual(new Set(now.map(({ user_id, product_id }) => `${user_id} ${product_id}`)), held);
    for (const server of servers) await server.assertNoFailures();
  });

  test('BX-3 BX-5: a server killed in the midst of a batch: another one says what is known, and goes on to the end', async () => {
    const product = await host.product('named', 4_999);
    const users = await host.users(5_000);
    const client = await host.signedIn();
    const doomed = await ServerProcess.start(host.url);
    const desk = servers[0]!.desk(client);
    const id = await desk.batchOf(users, [{ kind: 'grant', productId: product }]);
    // Killed in its third transaction of 500, however fast it is.
    await host.withholding(users[1_200]!, async () => {
      const answer = await fetch(`${doomed.url}/licensing/v1/batches/${id}/apply`, {
        method: 'POST',
        headers: { cookie: client.cookie, 'x-csrf-token': client.csrfToken, 'content-type': 'application/json' },
        body: JSON.stringify({ from: 0, to: 5_000 }),
      });
      await answer.body!.getReader().read();
      await host.untilWaiting();
      await doomed.kill();
    });

    const lost = await desk.summary(id);
    assert.deepEqual([lost.tally.applied, lost.tally.unknown, lost.tally['not-attempted'], lost.endedAt], [1_000, 4_000, 0, null], 'all was asked for');
    const { tally, running } = await desk.settle(id);
    assert.deepEqual([tally.applied, tally.unknown, tally['not-attempted'], running], [1_000, 0, 4_000, false]);
    await servers[1]!.desk(client).apply(id, 1_000, 5_000);
    await checkLedger(desk, id);
    assert.deepEqual((await desk.summary(id)).effects, { grant: 4_999, 'no-seat': 1 });
    assert.deepEqual((await desk.effects(id)).lastIndexOf('grant'), 4_998, 'whoever came first got a seat');
  });

  test('BX-3: two browsers at two processes go on with one batch: the later one ends it, the earlier one is told, nothing is done twice', async () => {
    const product = await host.product('server', 0);
    const users = await host.users(3_000);
    const client = await host.signedIn();
    const [one, two] = [servers[0]!.desk(client), servers[1]!.desk(client)];
    const id = await one.batchOf(users, [{ kind: 'grant', productId: product }]);
    // The earlier one is held up in its second transaction of 500 until the later one waits for it.
    const answers = await host.withholding(users[700]!, async () => {
      const earlier = one.lines(id, 0, 3_000);
      await host.untilWaiting();
      const later = two.lines(id, 0, 3_000);
      await host.untilWaiting(2);
      return { lines: Promise.all([earlier, later]) };
    });
    assert.deepEqual((await answers.lines).map((lines) => lines.at(-1)), [{ line: 'end', done: false }, { line: 'end', done: true }]);
    await checkLedger(one, id);
    assert.equal((await host.historyOf(product)).length, 3_000);
  });
});
