import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { StoreRig, fail, failing, none } from './store-rig.ts';

let rig: StoreRig;
beforeEach(() => (rig = new StoreRig()));
afterEach(() => rig.store.dispose());

describe('QT-6 the sessions there are', () => {
  test('are on screen after the first page, and then all of them', async () => {
    for (let count = 0; count < 12_000; count++) rig.host.add();
    rig.begin();
    await rig.time.settle();
    assert.deepEqual([rig.ready.loading, rig.rows.all.size], [{ here: 100, total: 12_000 }, 100]);
    assert.deepEqual(rig.calls(), ['summary', 'sessions 100', 'capabilities', 'sessionEvents']);
    await rig.time.pass(2_000);
    assert.deepEqual([rig.ready.loading, rig.rows.all.size, rig.ready.summary.counts.web], [null, 12_000, 12_000]);
    assert.deepEqual(rig.calls(), ['summary', 'sessions 5000', 'sessions 5000', 'sessions 5000']);
  });

  test('a host that can’t tell about sessions says so, whatever else it answers', async () => {
    rig.host.capable = null;
    rig.host.before = (call) => { if (call !== 'capabilities') fail('not-found')(); };
    await rig.start();
    assert.equal(rig.kind, 'absent');
    await rig.time.pass(600_000);
    assert.equal(rig.calls().length, 3);
  });

  test('one that can’t be had is tried again, at once when told so', async () => {
    rig.host.add({ id: 'a' });
    rig.host.before = failing('sessions 100', 'server');
    await rig.start();
    assert.deepEqual(rig.state, { kind: 'failed', code: 'server' });
    rig.host.before = none;
    rig.store.retry();
    assert.equal(rig.kind, 'loading');
    await rig.time.pass(1_500);
    assert.deepEqual(rig.shown, ['a active']);
  });

  test('a page that is lost on the way is asked for again, and no other', async () => {
    for (let count = 0; count < 6_000; count++) rig.host.add();
    let lost = 0;
    rig.host.before = (call) => { if (call === 'sessions 5000' && ++lost === 2) fail('offline')(); };
    rig.begin();
    await rig.time.pass(1_100);
    assert.deepEqual([rig.ready.trouble, rig.ready.loading], ['offline', { here: 5_000, total: 6_000 }]);
    await rig.time.pass(1_300);
    assert.deepEqual([rig.ready.trouble, rig.ready.loading, rig.rows.all.size], [null, null, 6_000]);
    assert.equal(rig.calls().filter((call) => call === 'sessions 5000').length, 3);
  });

  test('signed out: one sign-in is asked for, and then it goes on', async () => {
    let signIn = (): void => {};
    rig.host.before = fail('signed-out');
    await rig.start({ signedOut: () => (rig.signIns++, new Promise((resolve) => (signIn = resolve))) });
    assert.deepEqual([rig.kind, rig.signIns], ['failed', 1]);
    rig.host.before = none;
    signIn();
    await rig.time.pass(1_500);
    assert.equal(rig.kind, 'ready');
  });

  test('CR-10 who may not end sessions sees them and ends none', async () => {
    rig.mayEnd = false;
    rig.host.add({ id: 'a' });
    await rig.start();
    assert.equal(rig.ready.mayEnd, false);
    await rig.end(['a']);
    assert.deepEqual([rig.host.endings, rig.ready.run], [[], null]);
  });
});

describe('BX-12 ending one', () => {
  test('its row says how far it is, and leaves a moment after the host has confirmed it', async () => {
    rig.host.add({ id: 'a' });
    rig.host.add({ id: 'b' });
    await rig.start();
    let go = (): void => {};
    rig.host.before = (call) => (call.startsWith('endSessions') ? new Promise((resolve) => (go = resolve)) : undefined);
    const done = rig.end(['a'], 'maintenance');
    await rig.time.pass(300);
    assert.deepEqual([rig.shown, rig.ready.run?.unknown], [['a asked', 'b active'], 1]);
    go();
    await done;
    await rig.time.pass(200);
    assert.deepEqual([rig.shown, rig.ledger], [['a ended', 'b active'], ['a applied ended']]);
    assert.equal(rig.host.over.get('a')!.end.reason, 'maintenance');
    await rig.time.pass(2_000);
    assert.deepEqual(rig.shown, ['b active']);
    assert.deepEqual(rig.ready.run, {
      total: 1, ended: 1, ending: 0, skipped: 0, failed: 0, notAttempted: 0, unknown: 0, running: false, canRetry: false, trouble: null,
    });
  });
});

test('BX-5, BX-12 five thousand are ended while others come and a third of the answers are lost: one outcome each', async () => {
  for (let number = 0; number < 5_000; number++) rig.host.add({ id: `s${number}` });
  rig.host.add({ id: 'me', own: true });
  await rig.start();
  const batches = rig.watchBatches();
  const send = rig.host.endSessions.bind(rig.host);
  let sent = 0;
  rig.host.endSessions = async function* (batch, signal) {
    // Some requests never arrive, the answers of others are cut.
    const fate = sent++ % 9;
    if (fate === 2) fail('offline')();
    let told = 0;
    for await (const outcome of send(batch, signal)) {
      if ((fate === 4 || fate === 7) && told++ === 300) fail('timeout')();
      yield outcome;
    }
  };
  const done = rig.end([...rig.host.active.keys()]);
  for (let number = 0; number < 100; number++) {
    rig.host.add();
    await rig.time.pass(100);
  }
  await done;
  await rig.time.pass(3_000);
  assert.deepEqual([rig.ready.run?.total, rig.ready.run?.ended, new Set(rig.host.endings).size, rig.host.endings.length], [5_000, 5_000, 5_000, 5_000]);
  assert.equal(new Set(batches.map(({ id }) => id)).size, 5);
  assert.deepEqual([rig.rows.all.size, rig.host.active.has('me')], [101, true]);
});
