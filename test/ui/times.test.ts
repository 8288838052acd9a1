import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTimes } from '../../src/ui/times.ts';

const noon = Date.parse('2026-11-21T12:00:00Z');
const at = Date.parse('2026-11-21T08:42:00Z');

test('of another day the day is said too, and the day is the administrator’s', () => {
  const times = createTimes({ locale: 'en-GB', timeZone: 'Europe/Kyiv', now: () => noon });
  assert.equal(times.moment(at), '10:42');
  assert.equal(times.moment(at - 86_400_000), '20 Nov 2026, 10:42');
  // 23:30 in London is the next day in Kyiv.
  const late = createTimes({ locale: 'en-GB', timeZone: 'Europe/Kyiv', now: () => Date.parse('2026-11-21T22:30:00Z') });
  assert.equal(late.moment(Date.parse('2026-11-21T22:10:00Z')), '00:10');
  assert.match(late.moment(Date.parse('2026-11-21T21:10:00Z')), /^21 Nov 2026/);
});
