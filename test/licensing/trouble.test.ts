import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asLicensingError, isRefusal, retryWait } from '../../src/licensing/trouble.ts';
import { LicensingError } from '../../src/licensing/errors.ts';

test('an error of ours is kept, any other is an answer we did not understand', () => {
  const error = new LicensingError('offline');
  assert.equal(asLicensingError(error), error);
  assert.equal(asLicensingError(new TypeError('boom')).code, 'unexpected-shape');
  assert.equal(asLicensingError(undefined).code, 'unexpected-shape');
});

test('waits double up to half a minute', () => {
  const waits = [0, 1, 2, 3, 4, 5, 60].map((attempt) => retryWait(new LicensingError('offline'), attempt, 0));
  assert.deepEqual(waits, [1000, 2000, 4000, 8000, 16000, 30000, 30000]);
});

test('after so many attempts only offline goes on by itself', () => {
  assert.equal(retryWait(new LicensingError('timeout'), 4, 5), 16000);
  assert.equal(retryWait(new LicensingError('timeout'), 5, 5), Infinity);
});

test('what can’t pass by itself waits for somebody', () => {
  for (const code of ['signed-out', 'forbidden', 'not-found', 'conflict', 'rejected', 'unexpected-shape'] as const) {
    assert.equal(retryWait(new LicensingError(code), 0, 5), Infinity, code);
  }
});

test('a host that says how long to wait is never asked earlier', () => {
  assert.equal(retryWait(new LicensingError('rate-limited', '', 42), 0, 5), 42_000);
  assert.equal(retryWait(new LicensingError('rate-limited', '', 0), 1, 5), 2_000);
});

test('refusals are those that say that nothing was done', () => {
  assert.deepEqual((['forbidden', 'not-found', 'conflict', 'rejected'] as const).map(isRefusal), [true, true, true, true]);
  assert.deepEqual((['offline', 'timeout', 'signed-out', 'rate-limited', 'unexpected-shape', 'server'] as const).map(isRefusal), Array(6).fill(false));
});
