import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { LicensingError, type LicensingErrorCode } from '../../../src/licensing/errors.ts';
import { StoreRig, fail, none } from './store-rig.ts';

let rig: StoreRig;
beforeEach(() => (rig = new StoreRig()));
afterEach(() => rig.store.dispose());

describe('others change licenses meanwhile', () => {
  test('seats and assignments arrive live, and pending ticks stay', async () => {
    await rig.start();
    rig.store.toggle('chat', true);
    rig.gateway.hold('anna', 'chat').hold('caleb', 'server');
    await rig.settle();
    const { license, pending, after } = rig.row('chat');
    assert.deepEqual([license.seats.used, pending, after.used], [1, 'grant', 2]);
    assert.ok(rig.row('server').license.assignment);
  });

  test('OT-2 a pending tick whose last seat just went says so before Save', async () => {
    await rig.start();
    rig.store.toggle('files', true);
    rig.gateway.hold('anna', 'files').hold('boris', 'files');
    await rig.settle();
    assert.deepEqual([rig.row('files').pending, rig.row('files').effect], ['grant', 'no-seat']);
  });

  test('a tick that somebody else carried out is no longer pending', async () => {
    await rig.start();
    rig.store.toggle('chat', true);
    rig.gateway.hold('caleb', 'chat');
    await rig.settle();
    assert.deepEqual([rig.row('chat').pending, rig.ready.pending], [null, 0]);
  });

  test('what an event tells of another user, an unknown product or older seats changes nothing', async () => {
    const { seats } = (await rig.start()).row('chat').license;
    const before = rig.ready.rows;
    const assignment = { since: '2026-11-21T12:00:00Z', by: null, source: 'direct', role: null } as const;
    rig.store.dispose();
    rig.gateway.events = async function* () {
      // After the read that goes with the stream.
      await rig.settle();
      yield { kind: 'assignment', userId: 'anna', productId: 'chat', assignment };
      yield { kind: 'seats', productId: 'ghost', seats };
      yield { kind: 'seats', productId: 'chat', seats: { ...seats, used: 3, version: seats.version - 1 } };
    };
    await rig.start();
    await rig.settle();
    assert.deepEqual(rig.ready.rows, before);
  });

  test('`reload` reads anew', async () => {
    await rig.start();
    rig.calls();
    rig.gateway.addProduct({ id: 'new' });
    rig.gateway.emit({ kind: 'reload' });
    await rig.settle();
    assert.deepEqual(rig.calls(), ['userLicenses caleb']);
    assert.ok(rig.row('new'));
  });

  test('an answer that is older than an event does not win over it', async () => {
    await rig.start();
    let release = none;
    const read = rig.gateway.userLicenses.bind(rig.gateway);
    rig.gateway.userLicenses = async (userId, signal) => {
      const answer = await read(userId, signal);
      await new Promise<void>((resolve) => (release = resolve));
      return answer;
    };
    void rig.store.reload();
    await rig.settle();
    rig.gateway.hold('anna', 'chat').hold('caleb', 'chat');
    await rig.settle();
    release();
    await rig.settle();
    assert.deepEqual([rig.row('chat').license.seats.used, !!rig.row('chat').license.assignment], [2, true]);
  });

  test('of two reads the one that began later counts, in whatever order they are answered', async () => {
    await rig.start();
    const release: (() => void)[] = [];
    const read = rig.gateway.userLicenses.bind(rig.gateway);
    rig.gateway.userLicenses = async (userId, signal) => {
      const answer = await read(userId, signal);
      await new Promise<void>((resolve) => release.push(resolve));
      return answer;
    };
    void rig.store.reload();
    await rig.settle();
    rig.gateway.addProduct({ id: 'new' });
    void rig.store.reload();
    await rig.settle();
    release[1]!();
    await rig.settle();
    release[0]!();
    await rig.settle();
    assert.equal(rig.ready.rows.length, 4);
  });

  test('listening begins before the read that follows it, so that nothing falls between', async () => {
    await rig.start();
    assert.deepEqual(rig.calls(), ['capabilities', 'userLicenses caleb', 'events caleb', 'userLicenses caleb']);
  });

  test('a stream that ends is opened again, and what was missed is read', async () => {
    const { gateway } = rig;
    let cut = none;
    const events = gateway.events.bind(gateway);
    gateway.events = (userId, signal) => {
      const broken = new AbortController();
      cut = () => broken.abort(new LicensingError('offline'));
      return events(userId, AbortSignal.any([signal, broken.signal]));
    };
    await rig.start();
    rig.calls();
    cut();
    gateway.hold('anna', 'chat');
    await rig.settle();
    assert.deepEqual([rig.naps.map(({ ms }) => ms), rig.ready.trouble], [[2000], null]);
    await rig.wake();
    assert.deepEqual(rig.calls(), ['events caleb', 'userLicenses caleb']);
    assert.equal(rig.row('chat').license.seats.used, 1);
    assert.equal(gateway.listening, 1);
  });

  test('a host that can’t push is polled: less and less while nothing changes, and only while the page is seen', async () => {
    rig.gateway.capable = { ...rig.gateway.capable, events: false };
    await rig.start();
    assert.deepEqual(rig.calls(), ['capabilities', 'userLicenses caleb']);
    const waits: number[] = [];
    for (let poll = 0; poll < 7; poll++) {
      assert.ok(rig.naps[0]!.seen);
      waits.push(rig.naps[0]!.ms / 1000);
      await rig.wake();
    }
    assert.deepEqual(waits, [10, 20, 40, 80, 160, 300, 300]);
    rig.gateway.hold('anna', 'chat');
    await rig.wake();
    assert.deepEqual([rig.naps[0]!.ms, rig.row('chat').license.seats.used], [10_000, 1]);
  });
});

describe('trouble', () => {
  const codes: LicensingErrorCode[] = [
    'offline', 'timeout', 'signed-out', 'forbidden', 'not-found', 'conflict', 'rejected', 'rate-limited', 'unexpected-shape', 'server',
  ];
  for (const code of codes) {
    test(`${code} while loading: says so, and Try again loads`, async () => {
      rig.gateway.before = fail(code);
      await rig.start();
      assert.deepEqual(rig.state, { kind: 'failed', code });
      rig.gateway.before = none;
      rig.store.retry();
      assert.equal(rig.kind, 'loading');
      await rig.settle();
      assert.equal(rig.kind, 'ready');
    });
  }

  test('what passes by itself is tried again by itself', async () => {
    rig.gateway.before = fail('server');
    await rig.start();
    assert.equal(rig.naps[0]!.ms, 1000);
    rig.gateway.before = none;
    await rig.wake();
    assert.equal(rig.kind, 'ready');
  });

  test('what does not pass by itself waits for Try again', async () => {
    rig.gateway.before = fail('forbidden');
    await rig.start();
    assert.equal(rig.naps[0]!.ms, Infinity);
  });

  test('an error that is none of ours is an answer we did not understand', async () => {
    rig.gateway.before = () => {
      throw new TypeError('boom');
    };
    await rig.start();
    assert.deepEqual(rig.state, { kind: 'failed', code: 'unexpected-shape' });
  });

  test('signed out: tells the host once, keeps the ticks, and resumes after sign-in', async () => {
    let signIn = none;
    let told = 0;
    await rig.start({
      signedOut: () => {
        told++;
        return new Promise<void>((resolve) => (signIn = resolve));
      },
    });
    rig.store.toggle('chat', true);
    rig.gateway.before = fail('signed-out');
    const saved = rig.store.save();
    void rig.store.reload();
    await rig.settle();
    assert.deepEqual([told, rig.ready.trouble, rig.row('chat').pending], [1, 'signed-out', 'grant']);

    rig.gateway.before = none;
    signIn();
    await saved;
    assert.deepEqual([rig.ready.trouble, rig.ready.pending, rig.gateway.history.length], [null, 0, 1]);
  });

  test('signed out where the host can’t tell: Try again resumes', async () => {
    rig.gateway.before = fail('signed-out');
    await rig.start();
    assert.deepEqual([rig.signIns, rig.naps.map(({ ms }) => ms)], [1, [Infinity]]);
    rig.gateway.before = none;
    rig.store.retry();
    await rig.settle();
    assert.equal(rig.kind, 'ready');
  });

  test('a host that says “signed in” and is not does not make us spin', async () => {
    let told = 0;
    rig.gateway.before = fail('signed-out');
    await rig.start({ signedOut: async () => void told++ });
    await rig.settle();
    assert.equal(told, 3);
    assert.deepEqual(rig.state, { kind: 'failed', code: 'signed-out' });
  });

  test('trouble with live changes leaves rows and ticks, and clears when a read works', async () => {
    rig.gateway.capable = { ...rig.gateway.capable, events: false };
    await rig.start();
    rig.store.toggle('chat', true);
    rig.gateway.before = fail('offline');
    await rig.wake();
    assert.deepEqual([rig.ready.trouble, rig.ready.pending, rig.ready.saving], ['offline', 1, false]);
    rig.gateway.before = none;
    await rig.wake();
    assert.deepEqual([rig.ready.trouble, rig.ready.pending], [null, 1]);
  });

  test('a read that fails ends the stream that was opened with it: there is never a second one', async () => {
    let reads = 0;
    rig.gateway.before = (call) => (call.startsWith('userLicenses') && ++reads === 2 ? fail('server')() : undefined);
    await rig.start();
    assert.deepEqual([rig.ready.trouble, rig.gateway.listening], ['server', 0]);
    await rig.wake();
    assert.deepEqual([rig.ready.trouble, rig.gateway.listening], [null, 1]);
  });

  test('a reload that fails is taken over by the loop that can recover', async () => {
    await rig.start();
    rig.gateway.before = fail('server');
    await rig.store.reload();
    await rig.settle();
    await rig.wake();
    assert.equal(rig.ready.trouble, 'server');
    rig.gateway.before = none;
    rig.store.retry();
    await rig.settle();
    assert.equal(rig.ready.trouble, null);
    assert.equal(rig.gateway.listening, 1);
  });
});
