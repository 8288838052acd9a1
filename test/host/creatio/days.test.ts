import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayOf, termDay } from '../../../src/host/creatio/days.ts';
import { LicensingError } from '../../../src/licensing/errors.ts';

test('CR-8 a term ends on the day that the server has written, in whatever zone', () => {
  const written = ['2026-11-22', '2026-11-22T00:00:00', '2026-11-22T00:00:00Z', '2026-11-22T23:59:59.9990000+03:00', '2026-11-22 00:00:00', '/Date(1795305600000)/'];
  assert.deepEqual(written.map(termDay), written.map(() => '2026-11-22'));
  assert.equal(termDay('/Date(1795298400000+0200)/'), '2026-11-22', 'midnight two hours east of UTC');
  assert.equal(termDay('/Date(1795305600000-0500)/'), '2026-11-21');
});

test('CR-8 an end that is empty, or as early as .NET knows, is open', () => {
  for (const open of [null, undefined, '', '0001-01-01T00:00:00', '/Date(-62135596800000)/', '/Date(-62135596800000+0000)/']) assert.equal(termDay(open), null, String(open));
  assert.equal(termDay('9999-12-31T23:59:59'), '9999-12-31');
});

test('CR-8 what is no day is said, not taken for an open end', () => {
  for (const odd of ['soon', '22.11.2026', '2026-13-40', '2026-11-222', '/Date(x)/', '/Date(999999999999999)/']) {
    assert.throws(() => termDay(odd), (error) => error instanceof LicensingError && error.code === 'unexpected-shape', odd);
  }
});

test('CR-8 today is the day in UTC', () => {
  assert.equal(dayOf(Date.UTC(2026, 10, 22, 23, 59, 59)), '2026-11-22');
});
