import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextTold, toInstant } from '../../../src/host/creatio/instant.ts';
import { LicensingError } from '../../../src/licensing/errors.ts';

const iso = (text: string, zone: string): string => new Date(toInstant(text, zone)).toISOString();

test('an instant without an offset is one of the profile’s time zone', () => {
  assert.equal(iso('2026-11-22T05:40:00.123', 'UTC'), '2026-11-22T05:40:00.123Z');
  assert.equal(iso('2026-11-22T05:40:00', 'Europe/Kyiv'), '2026-11-22T03:40:00.000Z');
  assert.equal(iso('2026-07-22T05:40:00', 'Europe/Kyiv'), '2026-07-22T02:40:00.000Z');
  assert.equal(iso('2026-11-22T05:40:00', 'Asia/Kolkata'), '2026-11-22T00:10:00.000Z');
  assert.equal(iso('2026-11-22T05:40:00', 'America/St_Johns'), '2026-11-22T09:10:00.000Z');
});

test('on both sides of a change of the clocks it is the right hour', () => {
  assert.equal(iso('2026-03-08T01:59:00', 'America/New_York'), '2026-03-08T06:59:00.000Z');
  assert.equal(iso('2026-03-08T03:01:00', 'America/New_York'), '2026-03-08T07:01:00.000Z');
  assert.equal(iso('2026-11-01T00:59:00', 'America/New_York'), '2026-11-01T04:59:00.000Z');
  assert.equal(iso('2026-11-01T02:01:00', 'America/New_York'), '2026-11-01T07:01:00.000Z');
});

test('an offset that is told counts, whatever the profile says', () => {
  assert.equal(iso('2026-11-22T05:40:00Z', 'Asia/Kolkata'), '2026-11-22T05:40:00.000Z');
  assert.equal(iso('2026-11-22T05:40:00.5+02:00', 'Asia/Kolkata'), '2026-11-22T03:40:00.500Z');
});

test('what is no instant is refused', () => {
  for (const text of ['', 'yesterday', '2026-13-40T00:00:00']) {
    assert.throws(() => toInstant(text, 'UTC'), (error) => error instanceof LicensingError && error.code === 'unexpected-shape', text);
  }
});

test('a millisecond later, told the same way', () => {
  assert.equal(nextTold('2026-11-22T05:59:59.999'), '2026-11-22T06:00:00.000');
  assert.equal(nextTold('2026-12-31T23:59:59.999Z'), '2027-01-01T00:00:00.000Z');
  assert.equal(nextTold('2026-11-22T05:40:00+02:00'), '2026-11-22T05:40:00.001+02:00');
});
