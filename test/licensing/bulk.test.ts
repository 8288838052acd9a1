import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isProblem, seatsShort } from '../../src/licensing/bulk.ts';
import type { Effect } from '../../src/licensing/rules.ts';

describe('words for many users at once', () => {
  test('BX-1 what an administrator should look at: who misses out, and what will come back', () => {
    const problem: Record<Effect, boolean> = {
      grant: false, recall: false, 'already-held': false, 'not-held': false,
      'no-seat': true, 'not-in-term': true, inactive: true, 'system-account': true, 'role-derived': true, conflict: true, kept: true,
    };
    for (const [effect, expected] of Object.entries(problem)) assert.equal(isProblem(effect as Effect), expected, effect);
  });

  test('BX-7 as many seats are short as people miss out for want of one', () => {
    assert.equal(seatsShort({ counts: { grant: 4, 'no-seat': 3, kept: 3 } }), 3);
    assert.equal(seatsShort({ counts: { grant: 4 } }), 0);
  });
});
