import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { StoreRig, fail, none } from './store-rig.ts';

let rig: StoreRig;
beforeEach(() => (rig = new StoreRig()));
afterEach(() => rig.store.dispose());

describe('ticking', () => {
  test('CR-4 nothing is sent before Save, and the row shows what Save would lead to', async () => {
    await rig.start();
    rig.calls();
    rig.store.toggle('chat', true);
    const { pending, effect, after, license } = rig.row('chat');
    assert.deepEqual([pending, effect, license.seats.used, after.used], ['grant', 'grant', 0, 1]);
    assert.equal(rig.ready.pending, 1);
    assert.deepEqual(rig.calls(), []);
  });

  test('CR-4 a tick taken back is no change', async () => {
    await rig.start();
    rig.store.toggle('chat', true);
    rig.store.toggle('chat', false);
    assert.deepEqual([rig.ready.pending, rig.row('chat').pending], [0, null]);
  });

  test('CR-4 Cancel restores', async () => {
    rig.gateway.hold('caleb', 'files');
    await rig.start();
    rig.store.toggle('chat', true);
    rig.store.toggle('files', false);
    assert.equal(rig.ready.pending, 2);
    rig.store.cancel();
    assert.deepEqual(rig.ready.rows.map(({ pending }) => pending), [null, null, null]);
    assert.equal(rig.ready.pending, 0);
  });

  test('CR-10 without the right nothing can be ticked or saved', async () => {
    rig.mayChange = false;
    await rig.start();
    rig.store.toggle('chat', true);
    await rig.store.save();
    assert.deepEqual([rig.ready.mayChange, rig.ready.pending], [false, 0]);
    assert.ok(!rig.calls().some((call) => call.startsWith('applyBatch')));
  });

  test('CR-9 recalling what a role gave warns before Save', async () => {
    rig.gateway.hold('caleb', 'chat', { source: 'role', role: 'All employees' });
    await rig.start();
    rig.store.toggle('chat', false);
    assert.equal(rig.row('chat').effect, 'role-derived');
  });

  test('states are frozen', async () => {
    await rig.start();
    assert.ok(rig.states.every((state) => Object.isFrozen(state)));
    assert.ok(Object.isFrozen(rig.ready.rows) && Object.isFrozen(rig.row('chat')));
  });
});

describe('saving', () => {
  test('CR-4 Save applies all ticks as one batch of one user', async () => {
    rig.gateway.hold('caleb', 'files');
    const batches = rig.watchBatches();
    await rig.start();
    rig.store.toggle('chat', true);
    rig.store.toggle('files', false);
    await rig.store.save();
    assert.deepEqual(
      batches.map(({ items }) => items.map(({ key, userId }) => `${userId} ${key}`)),
      [['caleb grant:caleb:chat', 'caleb recall:caleb:files']],
    );
    assert.match(batches[0]!.id, /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
    assert.deepEqual(rig.gateway.history.map(({ productId, change }) => `${change} ${productId}`), ['grant chat', 'recall files']);
    assert.deepEqual([rig.ready.pending, rig.ready.saving], [0, false]);
    assert.deepEqual([!!rig.row('chat').license.assignment, !!rig.row('files').license.assignment], [true, false]);
    assert.deepEqual([rig.ready.summary?.applied, rig.ready.summary?.skipped, rig.ready.summary?.failed], [2, 0, 0]);
  });

  test('rows end one by one while the answer streams', async () => {
    await rig.start();
    rig.store.toggle('chat', true);
    rig.store.toggle('files', true);
    const seen: string[] = [];
    rig.gateway.beforeOutcome = (_, index) => {
      if (index === 1) seen.push(`${rig.row('chat').pending} ${rig.row('files').pending} ${rig.ready.saving}`);
    };
    await rig.store.save();
    assert.deepEqual(seen, ['null grant true']);
  });

  test('OT-2 the last seat went between load and Save: skipped, with the reason in place', async () => {
    rig.gateway.capable = { ...rig.gateway.capable, events: false };
    await rig.start();
    rig.store.toggle('files', true);
    rig.gateway.hold('anna', 'files').hold('boris', 'files');
    await rig.store.save();
    const { pending, note, effect, license } = rig.row('files');
    assert.deepEqual([pending, note, effect, license.seats.used], [null, 'no-seat', 'no-seat', 2]);
    assert.deepEqual([rig.ready.summary?.applied, rig.ready.summary?.skipped], [0, 1]);
  });

  test('OT-2 the reason leaves when a seat comes free', async () => {
    await rig.start();
    rig.gateway.hold('anna', 'files');
    await rig.settle();
    rig.store.toggle('files', true);
    rig.gateway.before = (call) => void (call.startsWith('applyBatch') && rig.gateway.hold('boris', 'files'));
    await rig.store.save();
    assert.equal(rig.row('files').note, 'no-seat');
    rig.gateway.hold('boris', 'files', null);
    await rig.settle();
    assert.deepEqual([rig.row('files').note, rig.row('files').effect], [null, 'grant']);
  });

  test('OT-16 somebody else granted it first: skipped, and the row shows what is', async () => {
    rig.gateway.capable = { ...rig.gateway.capable, events: false };
    await rig.start();
    rig.store.toggle('chat', true);
    rig.gateway.hold('caleb', 'chat', { by: 'Anna' });
    await rig.store.save();
    const { pending, note, license } = rig.row('chat');
    assert.deepEqual([pending, note, license.assignment?.by], [null, 'already-held', 'Anna']);
  });

  test('OT-16 revoked elsewhere: skipped, and the row is refreshed', async () => {
    rig.gateway.capable = { ...rig.gateway.capable, events: false };
    rig.gateway.hold('caleb', 'chat');
    await rig.start();
    rig.store.toggle('chat', false);
    rig.gateway.hold('caleb', 'chat', null);
    await rig.store.save();
    assert.deepEqual([rig.row('chat').note, rig.row('chat').license.assignment], ['not-held', null]);
  });

  test('BX-5 the host’s own words stand beside what failed, until it is ticked again', async () => {
    await rig.start();
    rig.store.toggle('chat', true);
    rig.store.toggle('files', true);
    rig.gateway.fail = ({ productId }) => (productId === 'files' ? 'rejected' : null);
    rig.gateway.said = 'The license is locked.';
    await rig.store.save();
    assert.deepEqual(['chat', 'files'].map((id) => [rig.row(id).note, rig.row(id).said]), [[null, undefined], ['rejected', 'The license is locked.']]);
    rig.store.toggle('files', false);
    assert.deepEqual([rig.row('files').note, rig.row('files').said], [null, undefined]);
  });

  test('what failed stays pending with its reason, and saving again sends only that, as a new batch', async () => {
    const batches = rig.watchBatches();
    await rig.start();
    rig.store.toggle('chat', true);
    rig.store.toggle('files', true);
    rig.gateway.fail = ({ productId }) => (productId === 'files' ? 'server' : null);
    await rig.store.save();
    assert.deepEqual([rig.row('files').pending, rig.row('files').note, rig.row('chat').pending], ['grant', 'server', null]);
    assert.deepEqual([rig.ready.summary?.applied, rig.ready.summary?.failed, rig.ready.pending], [1, 1, 1]);

    rig.gateway.fail = () => null;
    await rig.store.save();
    assert.deepEqual(batches[1]!.items.map(({ productId }) => productId), ['files']);
    assert.notEqual(batches[0]!.id, batches[1]!.id);
    assert.deepEqual([rig.row('files').pending, rig.row('files').note, rig.ready.pending], [null, null, 0]);
  });

  test('a host with a small batch limit gets several batches, none above it', async () => {
    const batches = rig.watchBatches();
    rig.gateway.capable = { events: false, maxBatchItems: 2 };
    await rig.start();
    for (const id of ['chat', 'files', 'server']) rig.store.toggle(id, true);
    await rig.store.save();
    assert.deepEqual(batches.map(({ items }) => items.length), [2, 1]);
    assert.equal(rig.ready.summary?.applied, 3);
  });

  test('a second Save, a tick and Cancel do nothing while one is under way', async () => {
    await rig.start();
    rig.store.toggle('chat', true);
    let release = none;
    rig.gateway.before = (call) => (call.startsWith('applyBatch') ? new Promise<void>((resolve) => (release = resolve)) : undefined);
    const saved = rig.store.save();
    await rig.settle();
    rig.calls();
    rig.store.toggle('files', true);
    rig.store.cancel();
    await rig.store.save();
    assert.deepEqual([rig.ready.pending, rig.ready.saving], [1, true]);
    release();
    await saved;
    assert.deepEqual(rig.gateway.history.length, 1);
  });

  test('a refused batch leaves every tick pending with the reason', async () => {
    await rig.start();
    rig.store.toggle('chat', true);
    rig.gateway.before = (call) => (call.startsWith('applyBatch') ? fail('forbidden')() : undefined);
    await rig.store.save();
    assert.deepEqual([rig.row('chat').pending, rig.row('chat').note, rig.ready.saving], ['grant', 'forbidden', false]);
    assert.equal(rig.ready.summary?.failed, 1);
  });
});

describe('the end', () => {
  test('dispose ends every wait, stream and request, and tells nothing any more', async () => {
    await rig.start();
    assert.equal(rig.gateway.listening, 1);
    const told = rig.states.length;
    rig.store.dispose();
    rig.gateway.hold('anna', 'chat');
    await rig.settle();
    assert.deepEqual([rig.gateway.listening, rig.naps, rig.states.length], [0, [], told]);
  });

  test('dispose in the middle of a Save leaves no unhandled rejection and sends nothing more', async () => {
    await rig.start();
    rig.store.toggle('chat', true);
    rig.gateway.before = (call) => (call.startsWith('applyBatch') ? fail('offline')() : undefined);
    const saved = rig.store.save();
    await rig.settle();
    rig.calls();
    rig.store.dispose();
    await saved;
    await rig.settle();
    assert.deepEqual([rig.calls(), rig.naps], [[], []]);
  });
});
