import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LicensingError, type LicensingErrorCode } from '../../src/licensing/errors.ts';

test('only what may pass by itself is retryable', () => {
  const codes: LicensingErrorCode[] = ['offline', 'timeout', 'signed-out', 'forbidden', 'not-found', 'conflict', 'rejected', 'rate-limited', 'unexpected-shape', 'server'];
  assert.deepEqual(codes.filter((code) => new LicensingError(code).retryable), ['offline', 'timeout', 'rate-limited', 'server']);
});

test('the message says the code and the detail', () => {
  assert.equal(new LicensingError('unexpected-shape', 'user.id').message, 'unexpected-shape: user.id');
  assert.equal(new LicensingError('offline').message, 'offline');
});
