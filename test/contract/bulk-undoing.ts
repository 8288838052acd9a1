import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type BulkRig, grant, recall, refused, swap } from './bulk-rig.ts';

/** Taking batches back. */
export function undoing(ready: () => BulkRig): void {
  test('BX-4 an undo restores what was, and both batches say so', async () => {
    const { admin, host, signal } = ready();
    const [p, q] = [await host.product(9), await host.product(9)];
    const people = await host.users(3);
    await host.hold(people[0]!, p);
    for (const id of people.slice(0, 2)) await host.hold(id, q);
    const { id } = await ready().run(await ready().batch(people, grant(p), recall(q)));
    const plan = await admin.planUndo(id, signal);
    assert.deepEqual([plan.undoes, plan.items, plan.people], [id, 4, 3]);
    assert.deepEqual(plan.products.map(({ productId, change, counts }) => [productId, change, counts]), [[q, 'grant', { grant: 2 }], [p, 'recall', { recall: 2 }]]);
    const cells = (await ready().rows(plan.id!)).map(({ user, productId, effect }) => `${productId === q ? 'q' : 'p'} ${effect} ${people.indexOf(user.id)}`);
    assert.deepEqual([cells.slice(0, 2).sort(), cells.slice(2).sort()], [['q grant 0', 'q grant 1'], ['p recall 1', 'p recall 2']]);
    assert.equal((await host.holders(p)).length, 3, 'a plan changes nothing');
    const undo = await ready().run(await ready().create(plan));
    assert.deepEqual([undo.undoes, undo.tally.applied, undo.drift], [id, 4, 0]);
    assert.equal((await admin.batch(id, signal)).undoneBy, undo.id);
    assert.deepEqual([await ready().holding(p, people), await ready().holding(q, people)], [[people[0]], people.slice(0, 2)]);
  });

  test('BX-4 what somebody else has changed since is left as it is, and the plan says which', async () => {
    const { admin, host, signal } = ready();
    const product = await host.product(9);
    const [a, b, c, d] = (await host.users(4)) as [string, string, string, string];
    await host.hold(d, product);
    const { id } = await ready().run(await ready().batch([a, b, c, d], grant(product)));
    await host.drop(a, product);
    await host.drop(b, product);
    await host.hold(b, product); // looks the same, and is not ours
    const plan = await admin.planUndo(id, signal);
    const same = ready().lacks('history');
    assert.deepEqual((await ready().rows(plan.id!)).map(({ user, effect }) => [user.id, effect]), [[a, 'conflict'], [b, same ? 'recall' : 'conflict'], [c, 'recall']]);
    const undo = await ready().run(await ready().create(plan));
    assert.deepEqual([undo.effects, undo.drift], [same ? { recall: 2, conflict: 1 } : { recall: 1, conflict: 2 }, 0]);
    assert.deepEqual(await ready().holding(product, [a, b, c, d]), same ? [d] : [b, d]);
  });

  test('BX-4 what is changed between the plan of an undo and the undo is left as it is, and told as drift', async () => {
    const { admin, host, signal } = ready();
    const product = await host.product(9);
    const [a, b, c] = (await host.users(3)) as [string, string, string];
    const { id } = await ready().run(await ready().batch([a, b, c], grant(product)));
    const plan = await admin.planUndo(id, signal);
    await host.drop(a, product);
    await host.hold(a, product);
    await host.drop(c, product);
    const undo = await ready().run(await ready().create(plan));
    const same = ready().lacks('history');
    assert.deepEqual([undo.effects, undo.drift], same ? [{ recall: 2, conflict: 1 }, 1] : [{ recall: 1, conflict: 2 }, 2]);
    assert.deepEqual(await ready().holding(product, [a, b]), same ? [] : [a]);
  });

  test('BX-4 an undo is undone as any batch', async () => {
    const { admin, host, signal } = ready();
    const [p, q] = [await host.product(9), await host.product(9)];
    const people = await host.users(2);
    for (const id of people) await host.hold(id, q);
    const first = await ready().run(await ready().batch(people, grant(p), recall(q)));
    const undo = await ready().undo(first.id);
    const redo = await ready().undo(undo.id);
    assert.deepEqual([redo.undoes, redo.tally.applied], [undo.id, 4]);
    assert.deepEqual([await ready().holding(p, people), await ready().holding(q, people)], [people, []]);
    assert.deepEqual([(await admin.batch(first.id, signal)).undoneBy, (await admin.batch(undo.id, signal)).undoneBy], [undo.id, redo.id]);
    const { counts } = (await admin.planUndo(first.id, signal)).products[0]!;
    assert.deepEqual(counts, { conflict: 2 }, 'what it has left is not its own any more');
    await ready().undo(redo.id);
    assert.deepEqual([await ready().holding(p, people), await ready().holding(q, people)], [[], people]);
  });

  test('BX-4 BX-9 a swap is swapped back: nobody is left with neither', async () => {
    const { host } = ready();
    const [from, to] = [await host.product(3), await host.product(9)];
    const [a, b, c, d] = (await host.users(4)) as [string, string, string, string];
    for (const id of [a, b, c]) await host.hold(id, from);
    const { id } = await ready().run(await ready().batch([a, b, c], swap(from, to)));
    await host.hold(d, from);
    // Of the three seats one is gone: who comes last keeps what the swap has given.
    const undo = await ready().undo(id);
    assert.deepEqual([undo.effects, undo.drift], [{ grant: 2, 'no-seat': 1, recall: 2, kept: 1 }, 0]);
    assert.deepEqual([await ready().holding(from, [a, b, c]), await ready().holding(to, [a, b, c])], [[a, b], [c]]);
  });

  test('BX-4 BX-9 what a swap took is given back also when somebody has taken since what it gave', async () => {
    const { host } = ready();
    const [from, to] = [await host.product(9), await host.product(9)];
    const [a, b] = (await host.users(2)) as [string, string];
    for (const id of [a, b]) await host.hold(id, from);
    const { id } = await ready().run(await ready().batch([a, b], swap(from, to)));
    await host.drop(a, to);
    const undo = await ready().undo(id);
    assert.deepEqual([undo.effects, undo.drift], [{ grant: 2, conflict: 1, recall: 1 }, 0]);
    assert.deepEqual([await ready().holding(from, [a, b]), await ready().holding(to, [a, b])], [[a, b], []]);
    const again = await ready().undo(undo.id);
    assert.deepEqual(again.effects, { grant: 1, recall: 1, kept: 1 });
    assert.deepEqual([await ready().holding(from, [a, b]), await ready().holding(to, [a, b])], [[a], [b]]);
  });

  test('BX-4 an undo asks the same rules: who is inactive by now gets nothing back', async () => {
    const { host } = ready();
    const [p, q] = [await host.product(9), await host.product(9)];
    const [a, b] = (await host.users(2)) as [string, string];
    for (const id of [a, b]) await host.hold(id, p);
    const { id } = await ready().run(await ready().batch([a, b], recall(p), grant(q)));
    await host.activate(b, false);
    const undo = await ready().undo(id);
    assert.deepEqual([undo.effects, undo.drift], [{ recall: 2, grant: 1, inactive: 1 }, 0]);
    assert.deepEqual([await ready().holding(p, [a, b]), await ready().holding(q, [a, b])], [[a], []]);
  });

  test('BX-4 what a batch has not done can not be undone', async () => {
    const { admin, host, signal } = ready();
    const product = await host.product(1);
    const people = await host.users(2);
    const batch = await ready().batch(people, grant(product));
    await assert.rejects(admin.planUndo(batch.id, signal), refused('rejected'));
    await ready().apply(batch.id, 0, 1);
    const plan = await admin.planUndo(batch.id, signal);
    assert.deepEqual([plan.items, plan.products.map(({ counts }) => counts)], [1, [{ recall: 1 }]]);
  });

  test('BX-4 another administrator who knows of a batch may undo it', async () => {
    const { admin, host, other, signal } = ready();
    const product = await host.product(9);
    const people = await host.users(2);
    const { id } = await ready().run(await ready().batch(people, grant(product)));
    if (ready().lacks('shared journal')) {
      await assert.rejects(ready().undo(id, other), refused('not-found'));
      return assert.deepEqual([...(await host.holders(product))].sort(), people.sort());
    }
    const undo = await ready().undo(id, other);
    assert.deepEqual([undo.by.id, undo.tally.applied], [host.idOf('other'), 2]);
    assert.equal((await admin.batch(id, signal)).undoneBy, undo.id);
    assert.deepEqual(await host.holders(product), []);
  });

  test('BX-2 BX-4 an undo that is cut and asked for again changes nothing twice', async () => {
    const { host } = ready();
    const product = await host.product(9);
    const people = await host.users(4);
    const { id } = await ready().run(await ready().batch(people, grant(product)));
    const undo = await ready().create(await ready().admin.planUndo(id, ready().signal));
    await ready().apply(undo.id, 0, 2);
    await host.hold(people[0]!, product);
    const { tally } = await ready().run(undo);
    assert.equal(tally.applied, 4);
    assert.deepEqual(await ready().holding(product, people), [people[0]]);
    assert.equal((await host.history(undo.id)).length, 4);
    await ready().notified(undo.id, 1);
  });
}
