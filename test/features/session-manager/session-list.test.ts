import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { StoreRig } from './store-rig.ts';

let rig: StoreRig;
beforeEach(() => (rig = new StoreRig()));
afterEach(() => rig.store.dispose());

describe('QT-6 while changes are held back', () => {
  beforeEach(async () => {
    for (const id of ['a', 'b', 'c']) rig.host.add({ id });
    await rig.start();
    rig.store.pause(true);
  });

  test('nothing moves, and the sessions that changed are counted, each once', async () => {
    rig.host.change('a', { address: 'x' });
    rig.host.change('a', { address: 'y' });
    rig.host.end('b');
    rig.host.add({ id: 'd' });
    await rig.time.pass(5_000);
    assert.deepEqual([rig.shown, rig.ready.paused, rig.ready.waiting], [['a active', 'b active', 'c active'], true, 3]);
    assert.equal(rig.ready.summary.counts.web, 3);

    rig.store.pause(false);
    assert.deepEqual([rig.shown, rig.row('a').address, rig.ready.waiting], [['a active', 'b ended', 'c active', 'd active'], 'y', 0]);
    await rig.time.pass(2_300);
    assert.deepEqual(rig.shown, ['a active', 'c active', 'd active']);
  });

  test('who came and went meanwhile was never there', async () => {
    rig.host.add({ id: 'd' });
    rig.host.end('d');
    await rig.time.pass(300);
    assert.equal(rig.ready.waiting, 0);
  });

  test('news of before an end do not undo it', async () => {
    const before = rig.host.active.get('a')!;
    rig.host.end('a');
    rig.host.emit({ kind: 'sessions', changed: [{ ...before, address: 'x' }], ended: [], counts: rig.host.counts, asOf: rig.time.now });
    await rig.time.pass(300);
    rig.store.pause(false);
    await rig.time.pass(3_000);
    assert.deepEqual(rig.shown, ['b active', 'c active']);
  });

  test('what the administrator ends is seen all the same, and its row stays until changes are let in', async () => {
    await Promise.all([rig.end(['a']), rig.time.pass(5_000)]);
    assert.deepEqual([rig.shown, rig.ready.waiting], [['a ended', 'b active', 'c active'], 0]);
    await Promise.all([rig.end(['b']), rig.time.pass(5_000)]);
    assert.deepEqual(rig.shown, ['a ended', 'b ended', 'c active']);
    rig.store.pause(false);
    await rig.time.pass(300);
    assert.deepEqual(rig.shown, ['c active']);
  });

  test('and so is the end of one that took the host a while', async () => {
    rig.host.late = true;
    await Promise.all([rig.end(['a']), rig.time.pass(300)]);
    rig.host.settle();
    await rig.time.pass(300);
    assert.deepEqual([rig.shown, rig.ready.waiting], [['a ended', 'b active', 'c active'], 0]);
  });

  test('who came, and went while nobody could tell, was never there', async () => {
    rig.host.add({ id: 'd' });
    await rig.time.pass(300);
    assert.equal(rig.ready.waiting, 1);
    rig.host.active.delete('d');
    rig.store.reload();
    await rig.time.pass(300);
    assert.equal(rig.ready.waiting, 0);
    rig.store.pause(false);
    assert.deepEqual(rig.shown, ['a active', 'b active', 'c active']);
  });

  test('a change of before the pause is let in first', async () => {
    rig.store.pause(false);
    rig.host.change('a', { address: 'x' });
    await rig.time.settle();
    rig.store.pause(true);
    assert.deepEqual([rig.row('a').address, rig.ready.waiting], ['x', 0]);
  });

  test('what a read tells is held back too', async () => {
    rig.host.active.delete('a');
    rig.store.reload();
    await rig.time.pass(300);
    assert.deepEqual([rig.shown.length, rig.ready.waiting], [3, 1]);
  });
});

test('a pause while pages are on their way keeps none of them back', async () => {
  for (let number = 0; number < 12_000; number++) rig.host.add();
  rig.begin();
  await rig.time.settle();
  rig.store.pause(true);
  await rig.time.pass(2_000);
  assert.deepEqual([rig.rows.all.size, rig.ready.waiting], [12_000, 0]);
});

describe('QT-10 sessions of one user', () => {
  const number = (id: string) => rig.row(id).ofUser;

  test('every row knows how many there are; API clients are none of them', async () => {
    rig.host.add({ id: 'a', userId: 'u' });
    rig.host.add({ id: 'api', userId: 'u', kind: 'api' });
    rig.host.add({ id: 'other', userId: 'v' });
    await rig.start();
    assert.deepEqual(['a', 'api', 'other'].map(number), [1, 0, 1]);
    rig.host.add({ id: 'b', userId: 'u', kind: 'mobile' });
    await rig.time.pass(300);
    assert.deepEqual(['a', 'b', 'api', 'other'].map(number), [2, 2, 0, 1]);
    rig.host.end('a');
    await rig.time.pass(300);
    assert.deepEqual(['b', 'other'].map(number), [1, 1]);
  });

  test('only the rows of that user are put anew', async () => {
    for (let user = 0; user < 100; user++) rig.host.add({ userId: `u${user}` });
    await rig.start();
    rig.rows.applied.length = 0;
    rig.host.add({ id: 'second', userId: 'u7' });
    await rig.time.pass(300);
    assert.deepEqual(rig.rows.applied, [2]);
  });
});

test('QT-6 a read that brings nothing new moves no row', async () => {
  for (let user = 0; user < 100; user++) rig.host.add();
  await rig.start();
  rig.rows.applied.length = 0;
  rig.store.reload();
  await rig.time.pass(1_000);
  assert.deepEqual(rig.rows.applied, []);
});

describe('QT-6 very many changes at once', () => {
  test('are put into rows a part at a time, so that no frame waits for them', async () => {
    await rig.start();
    rig.rows.applied.length = 0;
    for (let number = 0; number < 12_000; number++) rig.host.add();
    await rig.time.pass(1_000);
    assert.deepEqual([rig.rows.applied, rig.rows.all.size], [[5_000, 5_000, 2_000], 12_000]);
  });

  test('one that is gone before it was its turn does not come', async () => {
    await rig.start();
    for (let number = 0; number < 6_000; number++) rig.host.add({ id: `n${number}` });
    await rig.time.pass(150);
    assert.equal(rig.rows.all.size, 5_000);
    rig.host.active.delete('n5999');
    rig.store.reload();
    await rig.time.pass(5_000);
    assert.equal(rig.rows.all.size, 5_999);
  });
});
