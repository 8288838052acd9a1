import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { StoreRig } from './store-rig.ts';

let rig: StoreRig;
beforeEach(() => (rig = new StoreRig()));
afterEach(() => rig.store.dispose());

describe('QT-6 a host that pushes nothing', () => {
  beforeEach(() => (rig.host.capable = { ...rig.host.capable!, events: false }));

  test('is asked again, ever less often while nothing changes', async () => {
    rig.host.add({ id: 'a' });
    rig.host.add({ id: 'b' });
    await rig.start();
    rig.calls();
    const waits: number[] = [];
    for (let read = 0; read < 7; read++) {
      waits.push(Math.max(...rig.time.waits));
      await rig.time.pass(Math.max(...rig.time.waits));
    }
    assert.deepEqual(waits.slice(-4), [80_000, 160_000, 300_000, 300_000]);
    rig.host.end('a');
    await rig.time.pass(300_000);
    assert.deepEqual([rig.shown, Math.max(...rig.time.waits)], [['a ended', 'b active'], 10_000]);
  });

  test('a page that is older than an end does not undo it, however long it took', async () => {
    for (const id of ['a', 'b']) rig.host.add({ id });
    await rig.start();
    const release = rig.holdPages(5_000);
    rig.store.reload();
    await rig.time.settle();
    await Promise.all([rig.end(['a']), rig.time.pass(70_000)]);
    rig.host.add({ id: 'c' });
    await Promise.all([rig.end(['b']), rig.time.pass(70_000)]);
    release();
    await rig.time.pass(300);
    assert.deepEqual(rig.shown, []);
  });

  test('what takes it long is not asked for again soon', async () => {
    await rig.start();
    rig.host.before = (call) => (call.startsWith('sessions') ? rig.time.pause(60_000, new AbortController().signal) : undefined);
    rig.store.retry();
    await rig.time.pass(60_000);
    assert.equal(Math.max(...rig.time.waits), 300_000);
  });
});
