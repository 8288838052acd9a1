import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { FollowedState } from '../../../../src/features/grant-recall/followed.store.ts';
import { BatchesStore } from '../../../../src/features/grant-recall/history/batches.store.ts';
import type { BatchSummary, ListPage } from '../../../../src/licensing/bulk-gateway.ts';
import { LicensingError } from '../../../../src/licensing/errors.ts';
import { FakeTime } from '../../../support/fake-time.ts';
import type { MemoryBulk } from '../../../support/memory-bulk.ts';
import { applyItems, company, grantCrm, makeBatch, signal } from '../ledger/made.ts';

function follow(gateway: MemoryBulk) {
  const time = new FakeTime();
  const store = new BatchesStore({ gateway, pause: time.pause, signedOut: () => undefined });
  let state: FollowedState<ListPage<BatchSummary>> = { kind: 'loading' };
  store.state$.subscribe((next) => (state = next));
  const open = (): string[] => (state.kind === 'ready' ? state.value.items.map(({ id }) => id) : []);
  return { time, store, open, now: () => state };
}

describe('BX-3 batches that have not ended', () => {
  test('are known, whoever made them, the latest first, and no more once they have ended', async () => {
    const bulk = company();
    await makeBatch(bulk, grantCrm);
    const { id: mine } = await makeBatch(bulk, grantCrm, 3);
    const { id: theirs } = await makeBatch(bulk.browser({ id: 'other', name: 'Other' }), grantCrm, 3);
    const { time, open } = follow(bulk);
    await time.settle();
    assert.deepEqual(open(), [theirs, mine]);
    await applyItems(bulk, mine, 3, 12);
    await time.pass(20_000);
    assert.deepEqual(open(), [theirs]);
  });

  test('are read more often while one of them is carried out', async () => {
    const bulk = company();
    bulk.host.batches.chunk = 2;
    const { id } = await makeBatch(bulk, grantCrm, 0);
    const applying = bulk.apply(id, 0, 12, signal)[Symbol.asyncIterator]();
    await applying.next();
    const { time } = follow(bulk);
    await time.pass(60_000);
    const often = bulk.calls.filter((call) => call === 'batches').length;
    while (!(await applying.next()).done);
    await time.pass(5_000);
    bulk.calls.length = 0;
    await time.pass(60_000);
    assert.deepEqual([often, bulk.calls.length], [13, 3]);
  });

  test('one is stopped: what was not attempted stays so', async () => {
    const bulk = company();
    const { id } = await makeBatch(bulk, grantCrm, 3);
    const { time, store, open } = follow(bulk);
    await time.pass(5_000);
    await store.stop(id, signal);
    await time.settle();
    const { stopped, tally } = await bulk.batch(id, signal);
    assert.deepEqual([open(), stopped, tally['not-attempted']], [[], true, 9]);
  });

  test('that one can’t be stopped is for whoever asked, who sees what is so now', async () => {
    const bulk = company();
    const { id } = await makeBatch(bulk.browser({ id: 'other', name: 'Other' }), grantCrm, 3);
    const { time, store } = follow(bulk);
    await time.pass(5_000);
    bulk.calls.length = 0;
    await assert.rejects(store.stop(id, signal), (error) => error instanceof LicensingError && error.code === 'forbidden');
    await time.settle();
    assert.deepEqual(bulk.calls, ['stop', 'batches']);
  });
});

test('BX-5 the history is every batch, page by page, or only those of who is signed in', async () => {
  const bulk = company();
  const ids = [];
  for (let at = 0; at < 3; at++) ids.unshift((await makeBatch(bulk, grantCrm)).id);
  ids.unshift((await makeBatch(bulk.browser({ id: 'other', name: 'Other' }), grantCrm)).id);
  const { store } = follow(bulk);
  const first = await store.page({ mine: false, cursor: null, limit: 3 }, signal);
  const second = await store.page({ mine: false, cursor: first.next, limit: 3 }, signal);
  assert.deepEqual([first.total, [...first.items, ...second.items].map(({ id }) => id)], [4, ids]);
  assert.deepEqual((await store.page({ mine: true, cursor: null, limit: 9 }, signal)).items.map(({ id }) => id), ids.slice(1));
});
