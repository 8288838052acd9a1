import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { byWhom, stateOf, tallyText, titleText, whatText } from '../../../src/features/grant-recall/batch-words.ts';
import { createText } from '../../../src/text/format.ts';
import { en } from '../../../src/text/grant-recall/en.ts';
import { createTimes } from '../../../src/ui/times.ts';
import { context, noon } from './ledger/made.ts';

const text = createText(en, 'en-US');
const product = (name: string, change: 'grant' | 'recall' = 'grant') => ({ id: `id of ${name}`, name, change });
/** As somebody reads it: what keeps names of either direction in place can't be seen. */
const plain = (words: string): string => words.replace(/[\u2068\u2069]/g, '');
const title = (given: Partial<Parameters<typeof titleText>[0]>): string =>
  plain(titleText({ products: [product('Studio')], undoes: null, people: 200, person: null, ...given }, text));

describe('BX-5 what a batch is called', () => {
  const titles: [Parameters<typeof title>[0], string][] = [
    [{ products: [product('Creatio CRM'), product('Studio')] }, 'Grant Creatio CRM, Studio · 200 people'],
    [{ people: 1, person: { id: 'p1', name: 'Caleb Jones' } }, 'Grant Studio · Caleb Jones'],
    [{ people: 1, person: { id: 'p1', name: null } }, 'Grant Studio · p1'],
    [{ products: [product('Studio'), product('Creatio CRM', 'recall')] }, 'Grant Studio; Recall Creatio CRM · 200 people'],
    [{ products: ['A', 'B', 'C', 'D', 'E'].map((name) => product(name)) }, 'Grant A, B, C and 2 more · 200 people'],
    [{ products: [product('Studio', 'recall')], undoes: 'x' }, 'Undo: Recall Studio · 200 people'],
    [{ products: [{ id: 'gone', name: null, change: 'grant' }] }, 'Grant gone · 200 people'],
  ];
  for (const [given, said] of titles) test(said, () => assert.equal(title(given), said));

  test('names of the other direction stay in place', () => {
    assert.equal(whatText({ products: [product('Ал')], undoes: null }, text), 'Grant \u2068Ал\u2069');
  });

  test('who made it, and when', () => {
    const times = createTimes(context);
    const { name, date } = byWhom({ by: { id: 's', name: 'Ivan' }, createdAt: noon }, text, times);
    assert.deepEqual([plain(name), date.replace(/\s/g, ' ')], ['Ivan', 'Nov 21, 2026, 12:00 PM']);
    assert.equal(byWhom({ by: { id: 's', name: null }, createdAt: noon }, text, times).name, 'an administrator');
  });

  test('how its items ended, each once', () => {
    const tally = { applied: 1204, skipped: 2, failed: 0, 'not-attempted': 81, unknown: 2 };
    assert.equal(tallyText({ tally }, text), '1,204 applied, 2 skipped, 81 not attempted, 2 not confirmed');
  });

  test('BX-3 running, interrupted, stopped or done', () => {
    const state = (running: boolean, stopped: boolean, endedAt: number | null) => stateOf({ running, stopped, endedAt });
    assert.deepEqual(
      [state(true, false, null), state(false, false, null), state(false, true, noon), state(false, false, noon), state(true, false, noon)],
      ['running', 'interrupted', 'stopped', 'done', 'done'],
    );
  });
});
