import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import type { SessionEvent } from '../../../src/licensing/session-gateway.ts';
import { StoreRig, failing, none } from './store-rig.ts';

let rig: StoreRig;
beforeEach(() => (rig = new StoreRig()));
afterEach(() => rig.store.dispose());

describe('QT-6 followed live', () => {
  test('new, changed and ended sessions appear by themselves', async () => {
    rig.host.add({ id: 'a' });
    rig.host.add({ id: 'b' });
    await rig.start();
    rig.host.add({ id: 'c', kind: 'api' });
    rig.host.change('a', { address: '203.0.113.9' });
    rig.host.end('b');
    await rig.time.pass(300);
    assert.deepEqual([rig.shown, rig.row('a').address], [['a active', 'b ended', 'c active'], '203.0.113.9']);
    assert.deepEqual(rig.ready.summary.counts, { web: 1, api: 1, mobile: 0 });
    await rig.time.pass(2_000);
    assert.deepEqual(rig.shown, ['a active', 'c active']);
  });

  test('what is told while pages are on their way is newer than the pages', async () => {
    for (const id of ['a', 'b', 'c']) rig.host.add({ id });
    const release = rig.holdPages(5_000);
    await rig.start();
    rig.host.end('a');
    rig.host.change('b', { address: 'newer' });
    rig.host.add({ id: 'd' });
    await rig.time.pass(3_000);
    release();
    await rig.time.pass(3_000);
    assert.deepEqual([rig.shown, rig.row('b').address], [['b active', 'c active', 'd active'], 'newer']);
  });

  test('what happened after the first page and before anybody listened is not missed', async () => {
    for (const id of ['a', 'b']) rig.host.add({ id });
    rig.host.before = (call) => {
      if (call !== 'sessionEvents') return;
      rig.host.before = none;
      rig.host.end('a');
      rig.host.add({ id: 'c' });
    };
    await rig.start();
    await rig.time.pass(3_000);
    assert.deepEqual(rig.shown, ['b active', 'c active']);
  });

  test('a list that lags behind the host’s own answers brings nobody back', async () => {
    const { id } = rig.host.add();
    const read = rig.host.sessions.bind(rig.host);
    const stale = await read({ search: '', kind: null, sort: '-started', cursor: null, limit: 1 }, new AbortController().signal);
    rig.host.sessions = async ({ limit }) => {
      if (limit > 100) await rig.time.pause(5_000, new AbortController().signal);
      return stale;
    };
    rig.begin();
    await rig.time.settle();
    await Promise.all([rig.end([id]), rig.time.pass(10_000)]);
    assert.deepEqual(rig.shown, []);
  });

  test('a host that greets is read at once', async () => {
    const { host } = rig;
    const listen = host.sessionEvents.bind(host);
    host.sessionEvents = async function* (signal) {
      yield { kind: 'sessions', changed: [], ended: [], counts: host.counts, asOf: host.now() };
      yield* listen(signal);
    };
    rig.begin();
    await rig.time.settle();
    assert.equal(rig.calls().at(-1), 'sessions 5000');
  });

  test('a stream that ends is opened again, and all is read that was missed', async () => {
    const { host } = rig;
    const listen = host.sessionEvents.bind(host);
    let cut = new AbortController();
    host.sessionEvents = (signal) => listen(AbortSignal.any([signal, cut.signal]));
    host.add({ id: 'a' });
    await rig.start();
    cut.abort();
    cut = new AbortController();
    host.end('a');
    host.add({ id: 'b' });
    rig.calls();
    await rig.time.pass(5_000);
    assert.deepEqual(rig.shown, ['b active']);
    assert.deepEqual(rig.calls(), ['sessionEvents', 'summary', 'sessions 5000']);
    assert.equal(host.listening, 1);
  });

  test('more than is worth telling is read, and not as often as it is told', async () => {
    rig.host.add({ id: 'a' });
    await rig.start();
    await rig.time.pass(1_000);
    rig.host.active.delete('a');
    rig.host.emit({ kind: 'reload' });
    await rig.time.pass(200);
    assert.deepEqual(rig.shown, ['a ended']);
    rig.calls();
    for (let time = 0; time < 50; time++) {
      rig.host.emit({ kind: 'reload' });
      await rig.time.pass(100);
    }
    const reads = rig.calls().filter((call) => call === 'sessions 5000').length;
    assert.ok(reads >= 4 && reads <= 6, `${reads} reads in 5 seconds`);
  });

  test('a read that fails says so, and goes on when it can', async () => {
    await rig.start();
    rig.host.before = failing('sessions', 'server');
    rig.store.reload();
    await rig.time.pass(300);
    assert.equal(rig.ready.trouble, 'server');
    rig.host.before = none;
    rig.host.add({ id: 'a' });
    await rig.time.pass(5_000);
    assert.deepEqual([rig.ready.trouble, rig.shown], [null, ['a active']]);
  });

  test('a summary that fails says so too, and is read again', async () => {
    await rig.start();
    rig.host.before = failing('summary', 'forbidden');
    rig.store.reload();
    await rig.time.pass(2_300);
    assert.equal(rig.ready.trouble, 'forbidden');
    rig.host.before = none;
    rig.store.retry();
    await rig.time.pass(1_500);
    assert.equal(rig.ready.trouble, null);
  });

  test('what is asked for while a read is under way is read once more', async () => {
    await rig.start();
    const release = rig.holdPages(5_000);
    rig.store.reload();
    await rig.time.settle();
    rig.host.active.set('a', { ...rig.host.add({ id: 'b' }), id: 'a' });
    rig.calls();
    rig.store.reload();
    release();
    await rig.time.pass(3_000);
    assert.deepEqual([rig.shown, rig.calls()], [['a active', 'b active'], ['summary', 'sessions 5000']]);
  });

  test('rights are asked for anew with every read', async () => {
    await rig.start();
    rig.mayEnd = false;
    rig.store.reload();
    await rig.time.pass(300);
    assert.equal(rig.ready.mayEnd, false);
  });

  test('a thousand changes a second are ten times put into rows, and four times told', async () => {
    for (let number = 0; number < 1_000; number++) rig.host.add({ id: `s${number}` });
    await rig.start();
    rig.rows.applied.length = rig.states.length = 0;
    for (let number = 0; number < 2_000; number++) {
      rig.host.change(`s${number % 1_000}`, { lastRequestAt: number });
      if (number % 2) await rig.time.pass(2);
    }
    await rig.time.pass(300);
    assert.ok(rig.rows.applied.length <= 22, `${rig.rows.applied.length} times in 2 seconds`);
    assert.ok(rig.states.length <= 10, `${rig.states.length} states in 2 seconds`);
    assert.equal(rig.row('s999').lastRequestAt, 1_999);
  });

  test('the most there were grows with what is told; the trend is read now and then', async () => {
    rig.host.trend = [{ at: 1, count: 1 }];
    rig.host.add();
    await rig.start();
    rig.host.add();
    await rig.time.pass(300);
    assert.deepEqual(rig.ready.summary.peak, { at: rig.time.now - 300, count: 2 });
    rig.calls();
    rig.host.trend = [{ at: 1, count: 1 }, { at: 2, count: 2 }];
    await rig.time.pass(300_000);
    assert.deepEqual([rig.ready.summary.trend.length, rig.calls()], [2, ['summary']]);
  });

  test('idle counts by the host’s clock, which does not wander with the network', async () => {
    rig.host.now = () => rig.time.now + 3_600_000;
    await rig.start();
    assert.equal(rig.ready.clockSkew, 3_600_000);
    rig.host.now = () => rig.time.now + 3_601_000;
    rig.host.add();
    await rig.time.pass(300);
    assert.equal(rig.ready.clockSkew, 3_600_000);
    rig.host.now = () => rig.time.now;
    rig.host.add();
    await rig.time.pass(300);
    assert.equal(rig.ready.clockSkew, 0);
  });

  test('a policy that somebody changed is passed on', async () => {
    await rig.start();
    const versions: number[] = [];
    rig.store.policy$.subscribe(({ version }) => versions.push(version));
    rig.host.setPolicy(20, 'Supervisor');
    await rig.time.settle();
    assert.deepEqual(versions, [1]);
  });
});

describe('QT-6 when it is over', () => {
  test('nothing is waited for, asked or told any more', async () => {
    await rig.start();
    const states = rig.states.length;
    rig.calls();
    rig.store.dispose();
    rig.host.add();
    await rig.time.pass(600_000);
    assert.deepEqual([rig.host.listening, rig.calls(), rig.states.length, rig.time.waits], [0, [], states, []]);
  });

  test('answers that come late are not heard', async () => {
    rig.host.add({ id: 'a' });
    const release = rig.holdPages(100);
    rig.begin();
    await rig.time.settle();
    rig.store.dispose();
    release();
    await rig.time.pass(1_000);
    assert.deepEqual([rig.kind, rig.shown, rig.time.waits], ['loading', [], []]);
  });

  test('trouble that comes late is none', async () => {
    rig.host.before = failing('sessions', 'offline');
    rig.begin();
    rig.store.dispose();
    await rig.time.pass(1_000);
    assert.deepEqual([rig.kind, rig.time.waits], ['loading', []]);
  });
});

describe('an event nobody waits for', () => {
  test('does no harm: sessions that end unseen, or change after their end', async () => {
    rig.host.add({ id: 'a' });
    await rig.start();
    const gone = rig.host.active.get('a')!;
    const event = (more: Partial<Extract<SessionEvent, { kind: 'sessions' }>>): SessionEvent => ({
      kind: 'sessions', changed: [], ended: [], counts: rig.host.counts, asOf: rig.time.now, ...more,
    });
    rig.host.end('ghost');
    rig.host.emit(event({ ended: [{ id: 'ghost', end: { at: 0, method: 'log-out', by: null, reason: null } }] }));
    rig.host.end('a');
    await rig.time.pass(5_000);
    rig.host.emit(event({ changed: [{ ...gone, lastRequestAt: 1 }] }));
    await rig.time.pass(1_000);
    assert.deepEqual(rig.shown, []);
  });
});
