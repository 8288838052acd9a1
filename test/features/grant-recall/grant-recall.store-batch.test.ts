import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import type { Undoing } from '../../../src/features/grant-recall/dialog.state.ts';
import { recallFrom } from './company.ts';
import { StoreRig, disposeAll } from './store-rig.ts';

afterEach(disposeAll);

describe('confirming', () => {
  test('BX-1 the result is what the plan showed, cell for cell', async () => {
    const rig = await new StoreRig().open();
    rig.store.tick('crm', true);
    rig.store.tick('studio', true);
    const { counts } = rig.choosing.preview!.plan.products[0]!;
    assert.deepEqual(rig.calls('createBatch'), []);
    const { run } = await rig.confirm();
    assert.deepEqual([run!.state.phase, run!.state.summary.drift, run!.state.summary.effects], ['ended', 0, { grant: 2 + 4, 'no-seat': 1, 'already-held': 1 }]);
    assert.deepEqual(counts, { grant: 2, 'no-seat': 1, 'already-held': 1 });
  });

  test('BX-2 a lost answer makes no second batch', async () => {
    const rig = await new StoreRig().open();
    rig.store.tick('studio', true);
    rig.fail('createBatch', 2, 'offline', 'after');
    void rig.store.confirm();
    await rig.time.settle();
    assert.deepEqual(rig.choosing.sending, { kind: 'lost', code: 'offline', givenUp: false });
    await rig.time.pass(10_000);
    rig.is('batch');
    assert.equal(rig.calls('createBatch').length, 3);
    assert.equal((await rig.gateway.batches({ mine: false, open: false, cursor: null, limit: 9 }, new AbortController().signal)).total, 1);
  });

  test('while it is on its way, nothing else is chosen and nothing is sent twice', async () => {
    const rig = await new StoreRig().open();
    rig.store.tick('studio', true);
    rig.gateway.before = (call) => (call.startsWith('createBatch') ? new Promise(() => {}) : undefined);
    void rig.store.confirm();
    void rig.store.confirm();
    rig.store.tick('crm', true);
    rig.store.step('products');
    await rig.time.settle();
    assert.deepEqual([rig.calls('createBatch').length, rig.choosing.choices.size], [1, 1]);
  });

  test('refused: says so, and can be planned and confirmed anew', async () => {
    const rig = await new StoreRig().open();
    rig.store.tick('studio', true);
    rig.fail('createBatch', 1, 'not-found');
    void rig.store.confirm();
    await rig.time.settle();
    assert.deepEqual(rig.choosing.sending, { kind: 'refused', code: 'not-found' });
    await rig.store.refresh();
    assert.equal(rig.choosing.sending, null);
    await rig.confirm();
  });

  test('BX-1 what somebody else changed meanwhile is drift', async () => {
    const rig = await new StoreRig().open();
    rig.store.tick('studio', true);
    rig.gateway.world.hold('bea', 'studio');
    const { run } = await rig.confirm();
    assert.deepEqual([run!.state.summary.drift, run!.state.summary.tally.skipped], [1, 1]);
  });
});

describe('BX-4 undo', () => {
  async function undone(): Promise<{ rig: StoreRig; undo: Undoing; batchId: string }> {
    const rig = await new StoreRig().open(recallFrom('ada', 'bea'));
    rig.store.tick('draw', true);
    const { summary: { id } } = await rig.confirm();
    rig.gateway.world.hold('bea', 'draw');
    await rig.open({ kind: 'undo', batchId: id });
    return { rig, undo: rig.is('undoing'), batchId: id };
  }

  test('shows the host’s plan of what is still as the batch left it, and whose batch it is', async () => {
    const { undo } = await undone();
    assert.deepEqual(undo.preview.plan.products.map(({ change, counts }) => [change, counts]), [['grant', { grant: 1, conflict: 1 }]]);
    assert.equal(undo.of.by.name, 'Supervisor');
  });

  test('is a batch like any other, linked to the one it undoes', async () => {
    const { rig, batchId } = await undone();
    const { run } = await rig.confirm();
    assert.deepEqual([run!.state.summary.undoes, run!.state.summary.tally.applied], [batchId, 1]);
  });

  test('can be planned again', async () => {
    const { rig } = await undone();
    rig.gateway.world.hold('ada', 'draw');
    await rig.store.refresh();
    assert.deepEqual(rig.is('undoing').preview.plan.products[0]!.counts, { conflict: 2 });
  });
});

describe('a batch made earlier', () => {
  async function interrupted(): Promise<{ rig: StoreRig; id: string }> {
    const rig = await new StoreRig().open();
    rig.store.tick('studio', true);
    rig.gateway.beforeSettled = () => new Promise(() => {});
    const { summary } = await rig.confirm();
    rig.store.dispose();
    rig.gateway.beforeSettled = () => {};
    return { rig, id: summary.id };
  }

  test('BX-3 one’s own goes on where it was interrupted', async () => {
    const { rig, id } = await interrupted();
    rig.time.now += 600_000;
    await rig.open({ kind: 'batch', batchId: id });
    await rig.time.pass(10_000);
    const { run } = rig.is('batch');
    run!.goOn();
    await rig.time.pass(5_000);
    assert.deepEqual([run!.state.phase, run!.state.summary.tally.applied], ['ended', 4]);
  });

  test('somebody else’s can only be looked at', async () => {
    const { rig, id } = await interrupted();
    const other = new StoreRig(rig.gateway.browser({ id: 'other', name: 'Other' }));
    await other.open({ kind: 'batch', batchId: id });
    assert.equal(other.is('batch').run, null);
  });

  test('who may not change licenses may read what became of it', async () => {
    const { rig, id } = await interrupted();
    rig.may = false;
    await rig.open({ kind: 'batch', batchId: id });
    assert.equal(rig.is('batch').run, null);
  });
});
