import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromLetters, toLetters } from '../../../../src/host/creatio/kept/effect-letters.ts';
import type { Effect } from '../../../../src/licensing/rules.ts';

const all: Record<Effect, string> = {
  grant: 'a', recall: 'b', 'role-derived': 'c', 'already-held': 'd', 'not-held': 'e', 'no-seat': 'f', 'not-in-term': 'g', inactive: 'h', 'system-account': 'i', conflict: 'j', kept: 'k',
};

test('every effect has a letter that never changes: plans of an earlier version are read', () => {
  const effects = Object.keys(all) as Effect[];
  assert.equal(toLetters(effects), Object.values(all).join(''));
  assert.deepEqual(fromLetters(Object.values(all).join('')), effects);
});

test('no cell is no effect, and so is what is no letter of one', () => {
  assert.equal(toLetters([null, 'kept']), '-k');
  assert.deepEqual(fromLetters('-kzA'), [null, 'kept', null, null]);
});
