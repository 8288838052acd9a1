import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { FollowedState } from '../../../../src/features/grant-recall/followed.store.ts';
import { BatchLedgerStore, type FollowedBatch } from '../../../../src/features/grant-recall/ledger/batch-ledger.store.ts';
import { LicensingError } from '../../../../src/licensing/errors.ts';
import { FakeTime } from '../../../support/fake-time.ts';
import type { MemoryBulk } from '../../../support/memory-bulk.ts';
import { applyItems, company, makeBatch, signal, undo } from './made.ts';

function follow(gateway: MemoryBulk, batchId: string, live = false) {
  const time = new FakeTime();
  gateway.calls.length = 0;
  const rig = { time, live, signIns: 0, state: { kind: 'loading' } as FollowedState<FollowedBatch>, reads: () => gateway.calls.filter((call) => call === 'batch').length };
  const store = new BatchLedgerStore({ gateway, batchId, pause: time.pause, signedOut: async () => void rig.signIns++, live: () => rig.live });
  store.state$.subscribe((state) => (rig.state = state));
  return { ...rig, store, now: () => rig.state };
}

const batchIn = (state: FollowedState<FollowedBatch>): FollowedBatch => {
  assert.equal(state.kind, 'ready');
  return (state as Extract<typeof state, { kind: 'ready' }>).value;
};

describe('BX-5 one batch, followed', () => {
  test('a batch that has ended is read once', async () => {
    const bulk = company();
    const { id } = await makeBatch(bulk);
    const { time, now, reads } = follow(bulk, id);
    await time.pass(600_000);
    assert.deepEqual([reads(), batchIn(now()).summary.tally.applied], [1, 18]);
  });

  test('BX-3 one that somebody may go on with is read every so often, until it has ended', async () => {
    const bulk = company();
    const { id } = await makeBatch(bulk, undefined, 10);
    const { time, now, reads } = follow(bulk, id);
    await time.pass(60_000);
    assert.equal(reads(), 4);
    await applyItems(bulk, id, 10, 24);
    await time.pass(20_000);
    const { summary } = batchIn(now());
    assert.deepEqual([summary.tally['not-attempted'], summary.endedAt !== null], [0, true]);
    bulk.calls.length = 0;
    await time.pass(600_000);
    assert.deepEqual(bulk.calls, []);
  });

  test('with a run beside it is read when that has come further, and at no other time', async () => {
    const bulk = company();
    const { id } = await makeBatch(bulk, undefined, 10);
    const { time, store, reads } = follow(bulk, id, true);
    await time.pass(600_000);
    assert.equal(reads(), 1);
    store.refresh();
    await time.pass(600_000);
    assert.equal(reads(), 2);
  });

  test('BX-4 an undo and what it undoes know of each other', async () => {
    const bulk = company();
    const { id } = await makeBatch(bulk);
    const { id: undoId } = await undo(bulk, id);
    const [first, second] = [follow(bulk, id), follow(bulk, undoId)];
    await first.time.settle();
    await second.time.settle();
    assert.deepEqual([batchIn(first.now()).undoneBy?.id, batchIn(first.now()).undoes], [undoId, null]);
    assert.deepEqual([batchIn(second.now()).undoneBy, batchIn(second.now()).undoes?.id], [null, id]);
  });

  test('that another batch can’t be read keeps nobody from reading this one', async () => {
    const bulk = company();
    const { id } = await makeBatch(bulk);
    await undo(bulk, id);
    let asked = 0;
    bulk.before = (call) => {
      if (call === 'batch' && asked++) throw new LicensingError('server');
    };
    const { time, now } = follow(bulk, id);
    await time.settle();
    assert.equal(batchIn(now()).undoneBy, null);
  });

  test('a page that needs a sign-in comes after it', async () => {
    const bulk = company();
    const { id } = await makeBatch(bulk);
    const { time, store } = follow(bulk, id);
    await time.settle();
    let refused = 0;
    bulk.before = (call) => {
      if (call === 'ledger' && !refused++) throw new LicensingError('signed-out');
    };
    const query = { productId: null, outcomes: null, effects: null, drifted: false, search: '', cursor: null, limit: 5 };
    assert.equal((await store.page(query, signal)).total, 24);
  });
});
