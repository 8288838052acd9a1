import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { StoreRig, fail, none } from './store-rig.ts';

let rig: StoreRig;
beforeEach(() => (rig = new StoreRig()));
afterEach(() => rig.store.dispose());

describe('BX-2 the answer to a Save is lost', () => {
  test('the same batch is sent again by itself, and nothing happens twice', async () => {
    const batches = rig.watchBatches();
    rig.gateway.capable = { ...rig.gateway.capable, events: false };
    await rig.start();
    rig.store.toggle('chat', true);
    rig.store.toggle('files', true);
    rig.gateway.beforeOutcome = (_, index) => (index === 1 ? fail('offline')() : undefined);
    const saved = rig.store.save();
    await rig.settle();
    assert.deepEqual([rig.row('chat').pending, rig.row('files').pending, rig.row('files').note], [null, 'grant', 'unknown']);
    assert.deepEqual([rig.ready.saving, rig.ready.trouble], [true, 'offline']);

    rig.gateway.beforeOutcome = none;
    await rig.wake();
    await saved;
    assert.equal(batches.length, 2);
    assert.deepEqual(batches[0], batches[1]);
    assert.equal(rig.gateway.history.length, 2);
    assert.deepEqual([rig.ready.summary?.applied, rig.ready.pending, rig.ready.trouble], [2, 0, null]);
  });

  test('live changes may tell the truth before the answer does', async () => {
    await rig.start();
    rig.store.toggle('chat', true);
    rig.gateway.beforeOutcome = fail('offline');
    const saved = rig.store.save();
    await rig.settle();
    assert.deepEqual([rig.row('chat').pending, rig.row('chat').note, rig.ready.saving], [null, null, true]);
    rig.gateway.beforeOutcome = none;
    await rig.wake();
    await saved;
    assert.deepEqual([rig.ready.summary?.applied, rig.gateway.history.length], [1, 1]);
  });

  for (const code of ['timeout', 'server', 'rate-limited'] as const) {
    test(`${code}: a few attempts by themselves, further ones by Try again`, async () => {
      const batches = rig.watchBatches();
      await rig.start();
      rig.store.toggle('chat', true);
      rig.gateway.before = (call) => (call.startsWith('applyBatch') ? fail(code)() : undefined);
      const saved = rig.store.save();
      await rig.settle();
      const waits: number[] = [];
      while (rig.naps[0]?.ms !== Infinity) {
        waits.push(rig.naps[0]!.ms);
        await rig.wake();
      }
      assert.deepEqual(waits, [1000, 2000, 4000, 8000, 16000]);
      assert.deepEqual([rig.ready.trouble, rig.ready.saving, rig.ready.pending], [code, true, 1]);

      rig.gateway.before = none;
      rig.store.retry();
      await saved;
      assert.equal(new Set(batches.map(({ id }) => id)).size, 1);
      assert.equal(rig.gateway.history.length, 1);
    });
  }

  test('offline is tried for as long as it takes', async () => {
    await rig.start();
    rig.store.toggle('chat', true);
    rig.gateway.before = (call) => (call.startsWith('applyBatch') ? fail('offline')() : undefined);
    const saved = rig.store.save();
    for (let attempt = 0; attempt < 20; attempt++) {
      await rig.settle();
      assert.ok(rig.naps[0]!.ms <= 30_000);
      await rig.wake();
    }
    rig.gateway.before = none;
    await rig.wake();
    await saved;
    assert.equal(rig.gateway.history.length, 1);
  });

  test('the host says how long to wait', async () => {
    await rig.start();
    rig.store.toggle('chat', true);
    rig.gateway.before = (call) => (call.startsWith('applyBatch') ? fail('rate-limited', 42)() : undefined);
    void rig.store.save();
    await rig.settle();
    assert.equal(rig.naps[0]!.ms, 42_000);
  });

  test('an answer we do not understand is asked for again only when told so', async () => {
    rig.gateway.capable = { ...rig.gateway.capable, events: false };
    await rig.start();
    rig.store.toggle('chat', true);
    rig.gateway.beforeOutcome = fail('unexpected-shape');
    const saved = rig.store.save();
    await rig.settle();
    assert.deepEqual([rig.naps.at(-1)!.ms, rig.row('chat').note], [Infinity, 'unknown']);
    rig.gateway.beforeOutcome = none;
    rig.store.retry();
    await saved;
    assert.deepEqual([rig.gateway.history.length, rig.ready.summary?.applied], [1, 1]);
  });

  test('the answer broke after its last outcome: nothing is unknown, nothing is sent again', async () => {
    const batches = rig.watchBatches();
    await rig.start();
    const { gateway } = rig;
    const apply = gateway.applyBatch.bind(gateway);
    gateway.applyBatch = async function* (batch, signal) {
      yield* apply(batch, signal);
      fail('offline')();
    };
    rig.store.toggle('chat', true);
    await rig.store.save();
    assert.deepEqual([batches.length, rig.ready.summary?.applied, rig.ready.trouble], [1, 1, null]);
  });

  test('Cancel gives a lost Save up, and reads what became of it', async () => {
    rig.gateway.capable = { ...rig.gateway.capable, events: false };
    await rig.start();
    rig.store.toggle('chat', true);
    rig.gateway.beforeOutcome = fail('offline');
    void rig.store.save();
    await rig.settle();
    rig.store.cancel();
    await rig.settle();
    assert.deepEqual([rig.ready.saving, rig.ready.pending, rig.ready.trouble, rig.ready.summary], [false, 0, null, null]);
    // It had been carried out.
    assert.ok(rig.row('chat').license.assignment);
  });
});
