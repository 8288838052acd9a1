import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { StoreRig, fail, failing, none } from './store-rig.ts';

let rig: StoreRig;
beforeEach(async () => {
  rig = new StoreRig();
  rig.host.capable = { ...rig.host.capable!, maxEnd: 2 };
  for (const id of ['a', 'b', 'c', 'd', 'e']) rig.host.add({ id });
  rig.host.add({ id: 'me', userId: 'me', own: true });
  await rig.start();
});
afterEach(() => rig.store.dispose());

/** Ends sessions and lets time pass until it is through. */
async function end(ids: readonly string[], reason: string | null = null): Promise<void> {
  await Promise.all([rig.end(ids, reason), rig.time.pass(1_000)]);
}

/** Lets the host answer requests to end from the given one on, counted from 0, only when told. */
function holdFrom(first: number): () => void {
  let asked = 0;
  let release = (): void => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  rig.host.before = (call) => (call.startsWith('endSessions') && asked++ >= first ? held : undefined);
  return release;
}

describe('BX-12 ending many', () => {
  test('is one request a page, each under an id of its own, with the reason', async () => {
    const batches = rig.watchBatches();
    await end(['a', 'b', 'c', 'd', 'e'], 'maintenance');
    assert.deepEqual(batches.map(({ sessionIds, reason }) => [sessionIds.join(''), reason]), [['ab', 'maintenance'], ['cd', 'maintenance'], ['e', 'maintenance']]);
    assert.equal(new Set(batches.map(({ id }) => id)).size, 3);
    assert.deepEqual([rig.ready.run?.ended, rig.ready.run?.running], [5, false]);
  });

  test('a host that passes no reasons on is given none', async () => {
    rig.host.capable = { ...rig.host.capable!, reasons: false };
    rig.store.dispose();
    await rig.start();
    const batches = rig.watchBatches();
    await end(['a'], 'maintenance');
    assert.equal(batches[0]!.reason, null);
  });

  test('rows say how far it is', async () => {
    const release = holdFrom(1);
    void rig.end(['a', 'b', 'c', 'd', 'e']);
    await rig.time.pass(300);
    assert.deepEqual(rig.shown, ['a ended', 'b ended', 'c asked', 'd asked', 'e queued', 'me active']);
    assert.deepEqual({ ...rig.ready.run }, {
      total: 5, ended: 2, ending: 0, skipped: 0, failed: 0, notAttempted: 1, unknown: 2, running: true, canRetry: false, trouble: null,
    });
    release();
    await rig.time.pass(3_000);
    assert.deepEqual(rig.shown, ['me active']);
  });

  test('the own session is never asked for, and if it were, the host’s word is shown', async () => {
    const batches = rig.watchBatches();
    await end(['a', 'me']);
    assert.deepEqual(batches.map(({ sessionIds }) => sessionIds), [['a']]);
    // Another window of this browser signed in anew: what looked like somebody else's is ours.
    rig.host.active.set('b', { ...rig.host.active.get('b')!, own: true });
    await end(['b']);
    assert.deepEqual([rig.ledger, rig.row('b').state, rig.row('b').note], [['b skipped own-session'], 'active', 'own-session']);
  });

  test('one that ended by itself before the host was asked is told with its own words', async () => {
    const release = holdFrom(0);
    void rig.end(['a', 'b']);
    await rig.time.pass(300);
    rig.host.end('a', 'log-out');
    release();
    await rig.time.pass(300);
    assert.deepEqual([rig.ledger, rig.store.ledger()[0]?.end?.method], [['a skipped already-ended', 'b applied ended'], 'log-out']);
  });

  test('one that ended by itself while it waited is not asked for at all', async () => {
    const batches = rig.watchBatches();
    const release = holdFrom(0);
    void rig.end(['a', 'b', 'c', 'd']);
    await rig.time.pass(300);
    rig.host.end('c', 'expired');
    await rig.time.pass(300);
    release();
    await rig.time.pass(300);
    assert.deepEqual(batches.map(({ sessionIds }) => sessionIds.join('')), ['ab', 'd']);
    assert.deepEqual([rig.ledger[2], rig.store.ledger()[2]?.end?.method], ['c skipped already-ended', 'expired']);
  });

  test('two administrators end the same: one of them was first, and the other is told who', async () => {
    const release = holdFrom(0);
    void rig.end(['a']);
    await rig.time.pass(300);
    rig.host.end('a', 'terminated', { by: 'Ivan Petrenko', reason: 'mine' });
    release();
    await rig.time.pass(300);
    const [item] = rig.store.ledger();
    assert.deepEqual([item?.effect, item?.end?.by, item?.end?.reason], ['already-ended', 'Ivan Petrenko', 'mine']);
  });

  test('one that failed returns with its reason, and only failed ones are tried again', async () => {
    rig.host.fail = ({ id }) => (id === 'b' ? 'server' : id === 'c' ? 'forbidden' : null);
    await end(['a', 'b', 'c']);
    await rig.time.pass(2_000);
    assert.deepEqual(rig.ledger, ['a applied ended', 'b failed server', 'c failed forbidden']);
    assert.deepEqual([rig.row('b').state, rig.row('b').note, rig.row('c').note, rig.ready.run?.canRetry], ['active', 'server', 'forbidden', true]);

    rig.host.fail = () => null;
    const batches = rig.watchBatches();
    await Promise.all([rig.store.retryFailed(), rig.time.pass(1_000)]);
    assert.deepEqual(batches.map(({ sessionIds }) => sessionIds), [['b']]);
    assert.deepEqual([rig.ledger, rig.ready.run?.total, rig.ready.run?.canRetry], [['a applied ended', 'b applied ended', 'c failed forbidden'], 3, false]);
  });

  test('a page that is refused has failed as a whole; the next is asked for', async () => {
    let asked = 0;
    rig.host.before = (call) => (call.startsWith('endSessions') && asked++ === 0 ? fail('rejected')() : undefined);
    await end(['a', 'b', 'c']);
    assert.deepEqual(rig.ledger, ['a failed rejected', 'b failed rejected', 'c applied ended']);
    assert.equal(rig.ready.run?.canRetry, false);
  });

  test('what is asked for meanwhile joins: one ledger, and nothing is asked for twice', async () => {
    const batches = rig.watchBatches();
    const release = holdFrom(0);
    const both = rig.store.preview({ kind: 'sessions', ids: ['a', 'c'] });
    const first = rig.end(['a', 'b']);
    await rig.time.pass(300);
    const second = rig.store.end(both, 'why');
    await rig.time.pass(300);
    assert.deepEqual([rig.ready.run?.total, rig.row('c').state], [3, 'queued']);
    release();
    await Promise.all([first, second, rig.time.pass(300)]);
    assert.deepEqual(batches.map(({ sessionIds, reason }) => [sessionIds.join(''), reason]), [['ab', null], ['c', 'why']]);
    assert.deepEqual(rig.host.endings, ['a', 'b', 'c']);
  });

  test('what is confirmed twice is asked for once', async () => {
    // Nobody tells but the answers.
    rig.host.emit = none;
    const batches = rig.watchBatches();
    const release = holdFrom(0);
    const preview = rig.store.preview({ kind: 'sessions', ids: ['a', 'b', 'c'] });
    const done = [rig.store.end(preview, null), rig.store.end(preview, null)];
    await rig.time.pass(300);
    done.push(rig.store.end(preview, null));
    release();
    await Promise.all([...done, rig.time.pass(300)]);
    assert.deepEqual(batches.map(({ sessionIds }) => sessionIds.join('')), ['ab', 'c']);
  });

  test('a page carries one reason', async () => {
    const batches = rig.watchBatches();
    await Promise.all([rig.end(['a'], 'one'), rig.end(['b'], 'two'), rig.end(['c'], 'two'), rig.time.pass(300)]);
    assert.deepEqual(batches.map(({ sessionIds, reason }) => [sessionIds.join(''), reason]), [['a', 'one'], ['bc', 'two']]);
  });

  test('stop: what was sent is finished, the rest is not attempted and stays', async () => {
    const release = holdFrom(1);
    const done = rig.end(['a', 'b', 'c', 'd', 'e']);
    await rig.time.pass(300);
    rig.store.stop();
    assert.equal(rig.ready.run?.running, true);
    release();
    await Promise.all([done, rig.time.pass(3_000)]);
    assert.deepEqual(rig.ledger, ['a applied ended', 'b applied ended', 'c applied ended', 'd applied ended', 'e not-attempted']);
    assert.deepEqual([rig.shown, rig.ready.run?.running], [['e active', 'me active'], false]);
    // Nobody attempted it, whatever happens to it now.
    rig.host.end('e');
    await rig.time.pass(300);
    assert.equal(rig.ledger[4], 'e not-attempted');
  });

  test('a finished one is put away when told so, and the next begins a new ledger', async () => {
    const release = holdFrom(0);
    const done = rig.end(['a']);
    await rig.time.settle();
    rig.store.dismiss();
    assert.ok(rig.ready.run);
    release();
    await done;
    await end(['b']);
    assert.deepEqual(rig.ledger, ['b applied ended']);
    rig.store.dismiss();
    assert.deepEqual([rig.ready.run, rig.ledger], [null, []]);
  });

  test('after the end of the view nothing is sent any more', async () => {
    const batches = rig.watchBatches();
    const release = holdFrom(0);
    void rig.end(['a', 'b', 'c']);
    await rig.time.pass(300);
    rig.store.dispose();
    release();
    await rig.time.pass(60_000);
    assert.deepEqual([batches.length, rig.time.waits], [1, []]);
  });
});

describe('BX-2, BX-12 the answer is lost', () => {
  test('the same page is sent again under the same id, until every outcome is known', async () => {
    const batches = rig.watchBatches();
    let told = 0;
    rig.host.beforeOutcome = () => (told++ === 1 ? fail('offline')() : undefined);
    void rig.end(['a', 'b']);
    await rig.time.pass(300);
    assert.deepEqual([rig.ready.run?.trouble, rig.ready.run?.unknown, rig.ready.run?.ended], ['offline', 1, 1]);
    await rig.time.pass(1_300);
    assert.deepEqual([rig.ledger, rig.ready.run?.trouble], [['a applied ended', 'b applied ended'], null]);
    assert.deepEqual(batches[0], batches[1]);
    assert.deepEqual([batches.length, rig.host.endings], [2, ['a', 'b']]);
  });

  test('the trouble is over with the first outcome that arrives', async () => {
    rig.host.beforeOutcome = fail('offline');
    void rig.end(['a', 'b']);
    await rig.time.pass(300);
    rig.host.beforeOutcome = (_, index) => (index ? new Promise(() => {}) : undefined);
    await rig.time.pass(1_300);
    assert.deepEqual([rig.ready.run?.trouble, rig.ready.run?.ended, rig.ready.run?.unknown], [null, 1, 1]);
  });

  test('after some attempts it waits for a Try again', async () => {
    rig.host.before = failing('endSessions', 'timeout');
    const done = rig.end(['a']);
    await rig.time.pass(120_000);
    assert.deepEqual([rig.calls().filter((call) => call.startsWith('end')).length, rig.ready.run?.trouble], [6, 'timeout']);
    rig.host.before = none;
    rig.store.retry();
    await Promise.all([done, rig.time.pass(300)]);
    assert.deepEqual(rig.ledger, ['a applied ended']);
  });

  test('signed out in the middle: it goes on after signing in', async () => {
    let signIn = (): void => {};
    rig.store.dispose();
    await rig.start({ signedOut: () => (rig.signIns++, new Promise((resolve) => (signIn = resolve))) });
    rig.host.before = failing('endSessions', 'signed-out');
    const done = rig.end(['a']);
    await rig.time.pass(300);
    assert.deepEqual([rig.signIns, rig.ready.run?.trouble], [1, 'signed-out']);
    rig.host.before = none;
    signIn();
    await Promise.all([done, rig.time.pass(300)]);
    assert.deepEqual(rig.ledger, ['a applied ended']);
  });

  test('stopped while the host is away: it says so at once, and looks up later what became of it', async () => {
    rig.host.beforeOutcome = (_, index) => (index === 1 ? fail('offline')() : undefined);
    rig.host.fail = ({ id }) => (id === 'd' ? 'server' : null);
    const done = rig.end(['a', 'b', 'c', 'd']);
    await rig.time.pass(300);
    rig.host.before = failing('', 'offline');
    rig.store.stop();
    await done;
    await rig.time.pass(300);
    assert.deepEqual([rig.ledger, rig.ready.run?.running], [['a applied ended', 'b unknown', 'c not-attempted', 'd not-attempted'], false]);
    rig.host.before = none;
    await rig.time.pass(40_000);
    assert.deepEqual([rig.ledger[1], rig.store.ledger()[1]?.end?.by], ['b applied ended', 'Supervisor']);
    assert.deepEqual(rig.shown, ['c active', 'd active', 'e active', 'me active']);
  });

  test('stopped, and it had never arrived: it is given back, to be tried again', async () => {
    rig.host.before = failing('endSessions', 'offline');
    const done = rig.end(['a']);
    await rig.time.pass(300);
    rig.store.stop();
    await done;
    await rig.time.pass(3_000);
    assert.deepEqual([rig.ledger, rig.row('a').state, rig.row('a').note, rig.ready.run?.canRetry], [['a failed offline'], 'active', 'offline', true]);
  });
});
