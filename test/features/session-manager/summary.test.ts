import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAfter, totalOf, withCounts } from '../../../src/features/session-manager/summary.ts';
import type { SessionSummary } from '../../../src/licensing/session-gateway.ts';

const counts = (web: number) => ({ web, api: 1, mobile: 2 });
const summary: SessionSummary = { counts: counts(4), asOf: 100, trend: [], peak: { at: 50, count: 8 } };

test('QT-6 the total counts every kind', () => assert.equal(totalOf(summary), 7));

test('QT-6 counts told later make a new peak when there never were more', () => {
  assert.deepEqual(withCounts(summary, { counts: counts(5), asOf: 110 }).peak, { at: 50, count: 8 });
  assert.deepEqual(withCounts(summary, { counts: counts(6), asOf: 110 }).peak, { at: 110, count: 9 });
  assert.equal(withCounts({ ...summary, peak: null }, { counts: counts(6), asOf: 110 }).peak, null);
});

test('QT-6 a summary that was read takes no newer counts back', () => {
  const trend = [{ at: 1, count: 1 }];
  assert.deepEqual(readAfter(summary, { ...summary, counts: counts(9), asOf: 101 }).counts, counts(9));
  assert.deepEqual(readAfter(summary, { counts: counts(9), asOf: 99, trend, peak: null }), { counts: counts(4), asOf: 100, trend, peak: null });
});
