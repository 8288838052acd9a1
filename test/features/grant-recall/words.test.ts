import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { countWords, listNames, seatsFigure, seatsText } from '../../../src/features/grant-recall/words.ts';
import type { Seats } from '../../../src/licensing/license.ts';
import { createText } from '../../../src/text/format.ts';
import { en } from '../../../src/text/grant-recall/en.ts';

const text = createText(en, 'en');
const seats = (given: Partial<Seats>): Seats => ({ type: 'named', paid: 50, used: 38, assigned: 38, version: 1, ...given });

describe('CR-3 OT-4 seats in words', () => {
  const figures: [Partial<Seats>, words: string, figure: number][] = [
    [{}, '12 of 50 available', 12],
    [{ used: 60 }, '0 of 50 available', 0],
    [{ type: 'server', paid: null, used: 2 }, 'Issued 2 of unlimited', 2],
    [{ type: 'concurrent', paid: 20, used: 3, assigned: 31 }, '31 hold it, 20 at once', 31],
  ];
  for (const [given, words, figure] of figures) {
    test(words, () => assert.deepEqual([seatsText(seats(given), text), seatsFigure(seats(given))], [words, figure]));
  }
});

describe('BX-1 effects in words', () => {
  test('what changes comes first, and what does not occur is not said', () => {
    assert.equal(countWords({ 'already-held': 2, grant: 37, 'no-seat': 1, recall: 0 }, text), '37 get it · 1 without a seat · 2 already have it');
    assert.equal(countWords({}, text), '');
  });

  test('names keep their direction; none read as nothing', () => {
    assert.equal(listNames(['Ада', 'Bea'], text), '\u2068Ада\u2069, \u2068Bea\u2069');
    assert.equal(listNames([], text), '');
  });
});
