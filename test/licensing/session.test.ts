import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { countsTowardLimit, decideEnd, isIdleMinutes } from '../../src/licensing/session.ts';

describe('the rules of sessions', () => {
  test('QT-10 API sessions do not count toward the most a user may have, and explorers neither', () => {
    const kinds = ['web', 'mobile', 'api', 'explorer'] as const;
    assert.deepEqual(kinds.map(countsTowardLimit), [true, true, false, false]);
  });

  const cases = [
    [{ ended: false, own: false }, 'end'],
    [{ ended: true, own: false }, 'already-ended'],
    [{ ended: false, own: true }, 'own-session'],
    [{ ended: true, own: true }, 'own-session'],
  ] as const;
  for (const [session, effect] of cases) {
    test(`BX-12 a session that is ${session.ended ? 'over' : 'active'} and ${session.own ? 'one’s own' : 'another’s'}: ${effect}`, () => {
      assert.equal(decideEnd(session), effect);
    });
  }

  test('QT-9 idle minutes are whole, from 1 to 1440', () => {
    const wrong = [0, -1, 1441, 1.5, NaN, Infinity];
    assert.deepEqual(wrong.map(isIdleMinutes), wrong.map(() => false));
    assert.deepEqual([1, 20, 1440].map(isIdleMinutes), [true, true, true]);
  });
});
