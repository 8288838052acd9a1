import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { LicensingError, type LicensingErrorCode } from '../../src/licensing/errors.ts';
import { Recovery } from '../../src/licensing/recovery.ts';
import { FakeTime } from '../support/fake-time.ts';

let time: FakeTime;
let stop: AbortController;
let signIn: { resolve(): void; reject(): void } | undefined;
let signIns: number;
let recovery: Recovery;
beforeEach(() => {
  time = new FakeTime();
  stop = new AbortController();
  signIns = 0;
  const signedOut = () => new Promise<void>((resolve, reject) => {
    signIns++;
    signIn = { resolve, reject };
  });
  recovery = new Recovery({ pause: time.pause, signedOut }, stop.signal);
});

/** Waits after an attempt has failed; says whether the wait is over. */
function after(code: LicensingErrorCode, attempt = 0, attempts?: number): { over: boolean } {
  const wait = { over: false };
  void recovery.after(new LicensingError(code), attempt, attempts).then(() => (wait.over = true));
  return wait;
}

test('waits longer with every attempt, and after the last until somebody says so', async () => {
  after('server', 0, 2);
  after('server', 1, 2);
  const last = after('server', 2, 2);
  assert.deepEqual(time.waits, [1_000, 2_000, Infinity]);
  recovery.wake();
  await time.settle();
  assert.deepEqual([last.over, time.waits], [true, []]);
});

test('one sign-in serves all who wait for it, and ends their waits', async () => {
  const waits = [after('signed-out'), after('signed-out')];
  await time.settle();
  assert.equal(signIns, 1);
  signIn!.resolve();
  await time.settle();
  assert.deepEqual(waits, [{ over: true }, { over: true }]);
  after('signed-out');
  assert.equal(signIns, 2);
});

test('a sign-in that is given up ends no wait, and is asked for again with the next attempt', async () => {
  const wait = after('signed-out');
  signIn!.reject();
  await time.settle();
  assert.equal(wait.over, false);
  after('signed-out', 1);
  assert.equal(signIns, 2);
});

test('sign-ins that do not help are not asked for for ever', async () => {
  for (let attempt = 0; attempt < 10; attempt++) {
    after('signed-out', attempt);
    signIn!.resolve();
    await time.settle();
  }
  assert.deepEqual([signIns, time.waits.length], [3, 7]);
});

test('nothing is waited for once it is over', async () => {
  const during = after('offline');
  stop.abort();
  const later = after('signed-out');
  await time.settle();
  assert.deepEqual([during.over, later.over, time.waits, signIns], [true, true, [], 0]);
});

test('an answer that was not understood waits for somebody', () => {
  void recovery.after(new TypeError('boom'), 0);
  assert.deepEqual(time.waits, [Infinity]);
});
