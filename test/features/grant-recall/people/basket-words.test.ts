import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { GivenEntry, Told } from '../../../../src/features/grant-recall/people/basket.state.ts';
import { isTrouble, placeText, savedText, toldText } from '../../../../src/features/grant-recall/people/basket-words.ts';
import { createText } from '../../../../src/text/format.ts';
import { en } from '../../../../src/text/grant-recall/en.ts';

const text = createText(en, 'en');
const bare = (words: string): string => words.replace(/[\u2068\u2069]/g, '');
const set = { id: 's', name: 'Board', count: 1204, savedAt: Date.parse('2026-11-20T09:30:00Z') };
const entry = (given: Partial<GivenEntry>): GivenEntry => ({ id: 1, line: 12, text: 'ann', term: 'ann', picked: null, source: null, ...given });

describe('BX-14 what became of what was given, in a sentence', () => {
  const rows: [Told, boolean, string][] = [
    [{ kind: 'read', source: null, count: 1, headings: [], aside: 0 }, false, 'Pasted text: 1 entry.'],
    [{ kind: 'read', source: 'a.csv', count: 0, headings: [], aside: 0 }, false, 'a.csv: nobody is named there.'],
    [
      { kind: 'read', source: 'a.csv', count: 5_000, headings: [1, 2], aside: 1 }, false,
      'a.csv: 5,000 entries. Read as headings: line 1, line 2. 1 other value there, such as a name, is not looked up.',
    ],
    [{ kind: 'not-text', source: 'a.xlsx' }, true, 'a.xlsx is no text file. Save it as CSV or as text, then try again.'],
    [{ kind: 'too-large', source: 'a.csv' }, true, 'a.csv is too large. The most is 20 MB.'],
    [{ kind: 'unreadable', source: 'a.csv' }, true, 'a.csv could not be read. Try again.'],
    [{ kind: 'too-many', count: 100_001, most: 100_000 }, true, 'With these there would be 100,001 entries, and 100,000 is the most. Nothing was added.'],
    [{ kind: 'gone', count: 1 }, true, '1 person is unknown to the server by now and left out.'],
    [{ kind: 'saved', set }, false, 'Board is saved: 1,204 people.'],
    [{ kind: 'loaded', set }, false, 'Board is added: 1,204 people.'],
    [{ kind: 'set-too-large', set }, true, 'Board has 1,204 people, too many to list here. Grant or recall for the set as it is.'],
    [{ kind: 'failed', code: 'forbidden' }, true, 'You don’t have the right to do this. Ask an administrator for it.'],
  ];
  for (const [told, trouble, words] of rows) {
    test(`BX-14 ${words}`, () => assert.deepEqual([bare(toldText(told, text)), isTrouble(told)], [words, trouble]));
  }
});

test('BX-14 where an entry is from', () => {
  const places = [entry({ source: 'a.csv' }), entry({}), entry({ line: 0 }), entry({ line: 0, source: 'Board' })].map((one) => bare(placeText(one, text)));
  assert.deepEqual(places, ['a.csv, line 12', 'Pasted text, line 12', 'Picked', 'Board']);
});

test('a name of either direction leaves what follows in place', () => {
  assert.match(toldText({ kind: 'saved', set }, text), /^\u2068Board\u2069 is/);
});

test('when a set was saved', () => {
  const context = { locale: 'en-US', timeZone: 'UTC', direction: 'ltr', theme: 'light', now: () => Date.parse('2026-11-21T12:00:00Z') } as const;
  assert.match(savedText(set, text, context), /^1,204 people, saved Nov 20, 2026, 9:30\sAM$/);
});
