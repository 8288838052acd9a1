import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { StoreRig, failing, none } from './store-rig.ts';

let rig: StoreRig;
beforeEach(() => {
  rig = new StoreRig();
  rig.host.late = true;
  for (const id of ['a', 'b', 'c']) rig.host.add({ id });
});
afterEach(() => rig.store.dispose());

/** Looks asked for since the last look. */
const looks = () => rig.calls().filter((call) => call.startsWith('lookup'));

describe('BX-12 a host that takes minutes', () => {
  describe('and pushes nothing', () => {
    beforeEach(async () => {
      rig.host.capable = { ...rig.host.capable!, events: false, maxEnd: 2 };
      await rig.start();
      await Promise.all([rig.end(['a', 'b', 'c']), rig.time.pass(500)]);
      rig.calls();
    });

    test('rows are ending until it says that they have ended; it is asked ever less often', async () => {
      assert.deepEqual([rig.shown, rig.ready.run?.ending, rig.ready.run?.running], [['a ending', 'b ending', 'c ending'], 3, false]);
      await rig.time.pass(2_000);
      assert.deepEqual(looks(), ['lookup 2', 'lookup 1']);
      await rig.time.pass(60_000);
      // 4 + 8 + 16 + 30 seconds later.
      assert.equal(looks().length, 8);
      rig.host.settle();
      await rig.time.pass(30_000);
      assert.deepEqual([rig.shown, rig.ready.run?.ended], [[], 3]);
      assert.equal(rig.store.ledger()[0]?.end?.by, 'Supervisor');
      looks();
      await rig.time.pass(120_000);
      assert.deepEqual(looks(), []);
    });

    test('one that it gives up goes on, with a note, and can be tried again', async () => {
      rig.host.settle('give-up');
      await rig.time.pass(3_000);
      assert.deepEqual([rig.shown, rig.row('a').note, rig.ledger[0]], [['a active', 'b active', 'c active'], 'server', 'a failed server']);
      assert.deepEqual([rig.ready.run?.failed, rig.ready.run?.canRetry], [3, true]);
      rig.host.late = false;
      await Promise.all([rig.store.retryFailed(), rig.time.pass(3_000)]);
      assert.deepEqual([rig.shown, rig.ready.run?.ended], [[], 3]);
    });

    test('one that it knows no more is over', async () => {
      rig.host.active.delete('a');
      await rig.time.pass(2_500);
      assert.deepEqual(rig.ledger[0], 'a applied ended');
      assert.equal(rig.store.ledger()[0]?.end, null);
    });

    test('a look that fails is repeated, as often as it takes', async () => {
      rig.host.before = failing('lookup', 'server');
      await rig.time.pass(100_000);
      assert.equal(rig.ready.run?.ending, 3);
      rig.host.before = none;
      rig.host.settle();
      await rig.time.pass(65_000);
      assert.equal(rig.ready.run?.ended, 3);
    });

    test('a ledger put away does not stop it', async () => {
      rig.store.dismiss();
      rig.host.settle();
      await rig.time.pass(5_000);
      assert.deepEqual([rig.shown, rig.ready.run], [[], null]);
    });

    test('an ending row is not asked for again', async () => {
      const batches = rig.watchBatches();
      await Promise.all([rig.end(['a']), rig.time.pass(300)]);
      assert.equal(batches.length, 0);
    });
  });

  test('where it pushes changes, the end is seen when it is told', async () => {
    await rig.start();
    await Promise.all([rig.end(['a', 'b']), rig.time.pass(300)]);
    rig.host.settle();
    await rig.time.pass(500);
    assert.deepEqual([rig.shown, rig.ledger], [['a ended', 'b ended', 'c active'], ['a applied ended', 'b applied ended']]);
    rig.calls();
    await rig.time.pass(60_000);
    assert.deepEqual(looks(), []);
  });

  test('news of before it was accepted do not make it look given back', async () => {
    await rig.start();
    const before = rig.host.active.get('a')!;
    await Promise.all([rig.end(['a']), rig.time.pass(300)]);
    rig.host.emit({ kind: 'sessions', changed: [{ ...before, lastRequestAt: 1 }], ended: [], counts: rig.host.counts, asOf: rig.time.now });
    await rig.time.pass(300);
    assert.equal(rig.row('a').state, 'ending');
  });

  test('an answer that comes later than the end undoes nothing', async () => {
    await rig.start();
    let come = (): void => {};
    rig.host.beforeOutcome = () => new Promise((resolve) => (come = resolve));
    void rig.end(['a']);
    await rig.time.pass(300);
    rig.host.settle();
    await rig.time.pass(300);
    come();
    await rig.time.pass(300);
    assert.deepEqual([rig.row('a').state, rig.ledger], ['ended', ['a applied ending']]);
    await rig.time.pass(2_000);
    assert.deepEqual([rig.shown, rig.ledger], [['b active', 'c active'], ['a applied ended']]);
  });

  test('what somebody else is ending is seen as such', async () => {
    await rig.start();
    rig.host.change('b', { ending: true });
    await rig.time.pass(300);
    assert.deepEqual([rig.row('b').state, rig.store.preview({ kind: 'sessions', ids: ['b'] }).ids], ['ending', []]);
  });
});
