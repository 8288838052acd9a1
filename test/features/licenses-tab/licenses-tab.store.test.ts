import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { LicensingError, type LicensingErrorCode } from '../../../src/licensing/errors.ts';
import type { Batch } from '../../../src/licensing/gateway.ts';
import { StoreRig } from './store-rig.ts';

const fail = (code: LicensingErrorCode, retryAfter: number | null = null) => (): never => {
  throw new LicensingError(code, '', retryAfter);
};
const none = (): void => {};

let rig: StoreRig;
beforeEach(() => (rig = new StoreRig()));
afterEach(() => rig.store.dispose());

/** Batches sent, in order. */
function watchBatches(): Batch[] {
  const batches: Batch[] = [];
  const { gateway } = rig;
  const apply = gateway.applyBatch.bind(gateway);
  gateway.applyBatch = (batch, signal) => {
    batches.push(batch);
    return apply(batch, signal);
  };
  return batches;
}

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
    const batches = watchBatches();
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

  test('what failed stays pending with its reason, and saving again sends only that, as a new batch', async () => {
    const batches = watchBatches();
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
    const batches = watchBatches();
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

describe('BX-2 the answer to a Save is lost', () => {
  test('the same batch is sent again by itself, and nothing happens twice', async () => {
    const batches = watchBatches();
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
      const batches = watchBatches();
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
    const batches = watchBatches();
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

  test('what an event tells of another user or an unknown product changes nothing', async () => {
    await rig.start();
    const { seats } = rig.row('chat').license;
    rig.gateway.emit({ kind: 'seats', productId: 'ghost', seats });
    rig.gateway.emit({ kind: 'seats', productId: 'chat', seats: { ...seats, used: 3, version: seats.version - 1 } });
    await rig.settle();
    assert.deepEqual(rig.ready.rows.map(({ license }) => license.productId), ['chat', 'files', 'server']);
    assert.equal(rig.row('chat').license.seats.used, 0);
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
      assert.equal(rig.state.kind, 'loading');
      await rig.settle();
      assert.equal(rig.state.kind, 'ready');
    });
  }

  test('what passes by itself is tried again by itself', async () => {
    rig.gateway.before = fail('server');
    await rig.start();
    assert.equal(rig.naps[0]!.ms, 1000);
    rig.gateway.before = none;
    await rig.wake();
    assert.equal(rig.state.kind, 'ready');
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
    assert.equal(rig.state.kind, 'ready');
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
