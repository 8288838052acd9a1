import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayFormat } from '../../../src/features/licenses-tab/days.ts';

test('CR-8 a term’s day is the same everywhere', () => {
  assert.equal(dayFormat('en-US', 'UTC')('2026-12-31'), 'Dec 31, 2026');
});

test('an instant is a day in the administrator’s time zone', () => {
  assert.equal(dayFormat('en-US', 'Europe/Kyiv')('2026-12-31T23:00:00Z'), 'Jan 1, 2027');
  assert.equal(dayFormat('en-US', 'America/New_York')('2027-01-01T03:00:00Z'), 'Dec 31, 2026');
});

test('is written as the locale does', () => {
  assert.equal(dayFormat('de', 'UTC')('2026-12-31'), '31.12.2026');
});

test('what is no date is shown as it came', () => {
  assert.equal(dayFormat('en', 'UTC')('2026-99-99'), '2026-99-99');
  assert.equal(dayFormat('en', 'UTC')(null), '');
});
