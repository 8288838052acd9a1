import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SeatOrder } from '../../src/licensing/bulk.ts';
import { outcomeOf } from '../../src/licensing/outcome.ts';
import { plannedHere } from './bulk-planning.ts';
import { type BulkRig, grant, recall, refused, swap } from './bulk-rig.ts';

/** What becomes of each item. */
export function applying(ready: () => BulkRig): void {
  test('BX-1 when nothing changed in between, the result is what was planned, cell for cell', async () => {
    const { host } = ready();
    const [p, q, r] = [await host.product(3), await host.product(4), await host.product(2)];
    const people = await host.users(5);
    people.push(await host.user({ active: false }), await host.user({ kind: 'system' }));
    for (const at of [0, 1, 2, 5]) await host.hold(people[at]!, q, at === 1 ? 'role' : 'direct');
    await host.hold(people[3]!, p);
    const plan = await ready().plan(people, [grant(p), swap(q, r)]);
    const cells = (await ready().rows(plan.id!)).map(({ user, productId, effect }) => [`${user.id} ${productId}`, effect]);
    const summary = await ready().run(await ready().create(plan));
    const ledger = await ready().ledger(summary.id);
    assert.deepEqual(Object.fromEntries(ledger.map(({ user, product, effect }) => [`${user.id} ${product.id}`, effect])), Object.fromEntries(cells));
    assert.ok(ledger.every(({ effect, planned, outcome, code, settledAt }) =>
      planned === effect && outcome === outcomeOf(effect!) && code === null && settledAt !== null));
    const [applied, skipped] = (['applied', 'skipped'] as const).map((outcome) => ledger.filter((row) => row.outcome === outcome).length);
    assert.deepEqual([summary.drift, summary.tally], [0, { applied, skipped, failed: 0, 'not-attempted': 0, unknown: 0 }]);
    for (const { productId, counts, seats } of plan.products) {
      assert.equal(await ready().used(productId), seats.after.used);
      for (const [effect, count] of Object.entries(counts)) {
        assert.equal((await ready().ledger(summary.id, { productId, effects: [effect as never] })).length, count);
      }
    }
  });

  test('BX-1 a batch made from what a browser has planned is the same batch', async () => {
    const { admin, host, signal } = ready();
    const [p, q] = [await host.product(2), await host.product(4)];
    const people = await host.users(4);
    await host.hold(people[2]!, q);
    await host.seen(people[3]!, Date.now());
    const order: SeatOrder = ready().lacks('activity') ? { by: 'hand', userIds: [people[3]!] } : { by: 'last-activity' };
    const request = { selectionId: await ready().select(people), changes: [grant(p), recall(q)], orders: { [p]: order } };
    const shown = plannedHere(request, await admin.population(request.selectionId, signal)).map(({ productId, effects }) => ({ productId, effects }));
    const here = await admin.createBatch({ id: crypto.randomUUID(), request, shown }, signal);
    const there = await ready().create(await admin.plan(request, signal));
    const about = async (id: string): Promise<unknown[]> =>
      (await ready().ledger(id)).map(({ at, user, product, change, planned, outcome }) => ({ at, user, product, change, planned, outcome }));
    assert.deepEqual(await about(here.id), await about(there.id));
    assert.equal((await ready().run(here)).drift, 0);
    assert.deepEqual(await ready().holding(p, people), [people[0], people[3]]);
  });

  test('BX-1 what was shown has to be of the people and products of the request', async () => {
    const { admin, host, signal } = ready();
    const [p, q] = [await host.product(2), await host.product(4)];
    const people = await host.users(2);
    const request = { selectionId: await ready().select(people), changes: [grant(p)], orders: {} };
    const cells = ['grant', 'grant'] as const;
    for (const shown of [[], [{ productId: p, effects: ['grant'] as const }], [{ productId: q, effects: cells }], [{ productId: p, effects: cells }, { productId: q, effects: cells }]]) {
      await assert.rejects(admin.createBatch({ id: crypto.randomUUID(), request, shown }, signal), refused('rejected'));
    }
  });

  test('BX-1 of what changed in between no more is done than was shown, and what differs is told as drift', async () => {
    const { host } = ready();
    const [full, roomy, mine] = [await host.product(1), await host.product(9), await host.product(9)];
    const [a, b, c, d, e] = (await host.users(5)) as [string, string, string, string, string];
    await host.hold(b, roomy);
    for (const id of [c, d]) await host.hold(id, mine);
    const batch = await ready().batch([a, b, c, d, e], grant(full), grant(roomy), recall(mine));
    await host.buy(full, 5); // b … e were shown as without a seat
    await host.hold(a, roomy); // was shown as to be granted
    await host.drop(b, roomy); // was shown as held already
    await host.activate(c, false); // was shown as to be granted
    await host.drop(d, mine); // was shown as to be recalled
    await host.hold(e, mine); // was shown as not held
    const summary = await ready().run(batch);
    const drifted = await ready().ledger(summary.id, { drifted: true });
    const told = drifted.map(({ user, product, planned, effect }) => [user.id, product.id, planned, effect].join(' ')).sort();
    assert.deepEqual(told, [
      [b, full, 'no-seat', 'conflict'], [c, full, 'no-seat', 'inactive'], [d, full, 'no-seat', 'conflict'], [e, full, 'no-seat', 'conflict'],
      [a, roomy, 'grant', 'already-held'], [b, roomy, 'already-held', 'conflict'], [c, roomy, 'grant', 'inactive'],
      [d, mine, 'recall', 'not-held'], [e, mine, 'not-held', 'conflict'],
    ].map((row) => row.join(' ')).sort());
    assert.equal(summary.drift, drifted.length);
    assert.deepEqual(await ready().holding(full, [a, b, c, d, e]), [a]);
    assert.deepEqual(await ready().holding(roomy, [a, b, c, d, e]), [a, d, e]);
    assert.deepEqual(await ready().holding(mine, [a, b, c, d, e]), [e]);
  });

  test('BX-1 CR-9 what a role gives meanwhile is not recalled as if it were direct', async () => {
    const { host } = ready();
    const product = await host.product(5);
    const [a] = (await host.users(1)) as [string];
    await host.hold(a, product);
    const batch = await ready().batch([a], recall(product));
    await host.drop(a, product);
    await host.hold(a, product, 'role');
    // Where nobody tells a source, all were given by hand.
    const direct = ready().lacks('sources');
    assert.deepEqual((await ready().run(batch)).effects, direct ? { recall: 1 } : { conflict: 1 });
    assert.deepEqual(await ready().holding(product, [a]), direct ? [] : [a]);
  });

  test('BX-7 whoever was to get a seat gets it, in whatever parts the batch is applied', async () => {
    const { admin, host, signal } = ready();
    const product = await host.product(2);
    const people = await host.users(6);
    await host.seen(people[3]!, Date.UTC(2026, 1, 1));
    await host.seen(people[5]!, Date.UTC(2026, 1, 2));
    const selectionId = await ready().select(people);
    const order: SeatOrder = ready().lacks('activity') ? { by: 'hand', userIds: [people[3]!, people[5]!] } : { by: 'last-activity' };
    const plan = await admin.plan({ selectionId, changes: [grant(product)], orders: { [product]: order } }, signal);
    const { id, total } = await ready().create(plan);
    for (let at = 0; at < total; at++) await ready().apply(id, at, at + 1);
    assert.deepEqual(await ready().holding(product, people), [people[3], people[5]]);
    const { drift, effects } = await admin.batch(id, signal);
    assert.deepEqual([drift, effects], [0, { grant: 2, 'no-seat': 4 }]);
  });

  test('BX-9 a swap grants before it recalls: who gets no seat keeps what was held, and nothing else is touched', async () => {
    const { host } = ready();
    const [from, to, unrelated] = [await host.product(9), await host.product(2), await host.product(9)];
    const [a, b, c, d, e] = (await host.users(5)) as [string, string, string, string, string];
    const everybody = [a, b, c, d, e];
    for (const id of [a, b, c, d]) await host.hold(id, from);
    for (const id of [d, e]) await host.hold(id, unrelated);
    const batch = await ready().batch(everybody, swap(from, to));
    const { effects, drift } = await ready().run(batch);
    assert.deepEqual([effects, drift], [{ grant: 2, 'no-seat': 2, 'not-held': 2, recall: 2, kept: 2 }, 0]);
    assert.deepEqual(await ready().holding(from, everybody), [c, d]);
    assert.deepEqual(await ready().holding(to, everybody), [a, b]);
    assert.deepEqual(await ready().holding(unrelated, everybody), [d, e]);
  });

  test('BX-9 when the seats of a swap are gone by then, or it is interrupted in between, nobody ends up with neither', async () => {
    const { host } = ready();
    const [from, to] = [await host.product(9), await host.product(2)];
    const [a, b, other] = (await host.users(3)) as [string, string, string];
    for (const id of [a, b]) await host.hold(id, from);
    const batch = await ready().batch([a, b], swap(from, to));
    await host.hold(other, to);
    await ready().apply(batch.id, 0, 2);
    assert.deepEqual([await ready().holding(from, [a, b]), await ready().holding(to, [a, b])], [[a, b], [a]]);
    const { effects, drift } = await ready().run(batch);
    assert.deepEqual([effects, drift], [{ grant: 1, 'no-seat': 1, recall: 1, kept: 1 }, 2]);
    assert.deepEqual([await ready().holding(from, [a, b]), await ready().holding(to, [a, b])], [[b], [a]]);
  });

  test('BX-9 what a swap would replace is not granted to who has lost it meanwhile', async () => {
    const { host } = ready();
    const [from, to] = [await host.product(9), await host.product(2)];
    const [a] = (await host.users(1)) as [string];
    await host.hold(a, from);
    const batch = await ready().batch([a], swap(from, to));
    await host.drop(a, from);
    assert.deepEqual((await ready().run(batch)).effects, { 'not-held': 2 });
    assert.deepEqual(await host.holders(to), []);
  });

  test('BX-2 two administrators want the same last seats: as many as there are get one, the rest are told', async () => {
    const { admin, host, other, signal } = ready();
    const product = await host.product(3);
    const people = await host.users(12);
    const plans = [admin, other].map((by, at) => ready().plan(people.slice(at * 6, at * 6 + 6), [grant(product)], {}, by));
    const [mine, theirs] = await Promise.all([admin, other].map(async (by, at) => ready().create(await plans[at]!, by)));
    await Promise.all([ready().apply(mine!.id, 0, 6), ready().apply(theirs!.id, 0, 6, other)]);
    const [one, two] = [await admin.batch(mine!.id, signal), await other.batch(theirs!.id, signal)];
    assert.equal((await host.holders(product)).length, 3);
    assert.equal((one!.effects.grant ?? 0) + (two!.effects.grant ?? 0), 3);
    for (const { tally } of [one!, two!]) assert.equal(tally.applied + tally.skipped, 6);
    const holders = new Set(await host.holders(product));
    for (const [batch, by] of [[mine, admin], [theirs, other]] as const) {
      for (const { user, outcome } of await ready().ledger(batch!.id, {}, by)) assert.equal(outcome === 'applied', holders.has(user.id));
    }
  });

  test('BX-2 two administrators grant the same to the same people at once: each seat is taken once, and nobody is told what is not so', async () => {
    const { admin, host, other } = ready();
    const product = await host.product(3);
    const people = await host.users(6);
    const made = await Promise.all([admin, other].map(async (by) => ready().create(await ready().plan(people, [grant(product)], {}, by), by)));
    await Promise.all([ready().apply(made[0]!.id, 0, 6), ready().apply(made[1]!.id, 0, 6, other)]);
    const holders = new Set(await host.holders(product));
    assert.equal(holders.size, 3);
    let granted = 0;
    for (const [at, by] of [admin, other].entries()) {
      for (const { user, effect } of await ready().ledger(made[at]!.id, {}, by)) {
        if (effect === 'grant') granted++;
        if (effect === 'grant' || effect === 'already-held') assert.ok(holders.has(user.id));
        else assert.ok(!holders.has(user.id));
      }
    }
    // Who of the two has granted it is known where there is a history.
    if (!ready().lacks('history')) assert.equal(granted, 3);
  });
}
