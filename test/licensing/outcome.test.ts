import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Outcome, outcomeOf, tally } from '../../src/licensing/outcome.ts';

const outcomes: Outcome[] = ['applied', 'skipped', 'failed', 'not-attempted', 'unknown'];

test('BX-5 the tally adds up to the number of items and counts each outcome', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...outcomes)), (list) => {
      const counts = tally(list.map((outcome) => ({ outcome })));
      assert.equal(Object.values(counts).reduce((a, b) => a + b), list.length);
      for (const outcome of outcomes) assert.equal(counts[outcome], list.filter((one) => one === outcome).length);
    }),
  );
});

test('OT-14 nothing to do and no room are skipped, not failed', () => {
  assert.deepEqual(
    (['grant', 'recall', 'role-derived', 'already-held', 'no-seat', 'inactive'] as const).map(outcomeOf),
    ['applied', 'applied', 'applied', 'skipped', 'skipped', 'skipped'],
  );
});
