import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { resultLine, skips } from '../../../src/features/grant-recall/result-line.ts';
import type { BatchSummary } from '../../../src/licensing/bulk-gateway.ts';
import { type Effect, changes } from '../../../src/licensing/rules.ts';
import { messages as ar } from '../../../src/text/grant-recall/ar.ts';
import { en } from '../../../src/text/grant-recall/en.ts';
import { createText } from '../../../src/text/format.ts';

const text = createText(en, 'en-US');
const none = { applied: 0, skipped: 0, failed: 0, 'not-attempted': 0, unknown: 0 };

function came(given: Omit<Partial<BatchSummary>, 'tally'> & { readonly tally?: Partial<BatchSummary['tally']> }): Parameters<typeof resultLine>[0] {
  const products = [{ id: 'crm', name: 'Creatio CRM', change: 'grant' as const }];
  return { effects: {}, codes: {}, people: 1, undoes: null, products, ...given, tally: { ...none, ...given.tally } };
}

const recall = [{ id: 'crm', name: null, change: 'recall' as const }];
const both = [...recall, { id: 'studio', name: null, change: 'grant' as const }];

describe('OT-14 the result of a batch in one sentence', () => {
  const cases: [string, Parameters<typeof came>[0], string][] = [
    [
      'several licenses of one person',
      { tally: { applied: 4, skipped: 2 }, effects: { 'already-held': 1, grant: 4, 'no-seat': 1 } },
      'Bulk assign: 4 assigned, 2 skipped (1 no seats left, 1 already assigned)',
    ],
    ['nothing skipped', { tally: { applied: 6 }, effects: { grant: 6 } }, 'Bulk assign: 6 assigned'],
    ['nothing to do', { tally: { skipped: 1 }, effects: { 'already-held': 1 } }, 'Bulk assign: 0 assigned, 1 skipped (1 already assigned)'],
    [
      'many people',
      { people: 1204, tally: { applied: 1200, skipped: 4 }, effects: { grant: 1200, inactive: 3, 'system-account': 1 } },
      'Bulk assign for 1,204 people: 1,200 assigned, 4 skipped (3 inactive, 1 system account)',
    ],
    [
      'CR-9 recalls, some of which a role gives back',
      { products: recall, people: 5, tally: { applied: 4, skipped: 1 }, effects: { recall: 1, 'role-derived': 3, 'not-held': 1 } },
      'Bulk recall for 5 people: 4 recalled (3 given back by a role), 1 skipped (1 not assigned)',
    ],
    [
      'BX-9 both at once',
      { products: both, people: 3, tally: { applied: 4, skipped: 2 }, effects: { grant: 2, recall: 2, 'no-seat': 1, kept: 1 } },
      'Bulk change for 3 people: 2 assigned, 2 recalled, 2 skipped (1 no seats left, 1 kept for want of the other license)',
    ],
    [
      'BX-4 an undo',
      { products: recall, undoes: 'a', people: 7, tally: { applied: 6, skipped: 1 }, effects: { recall: 6, conflict: 1 } },
      'Undo for 7 people: 6 recalled, 1 skipped (1 changed by somebody else)',
    ],
    [
      'BX-5 what failed, what was not attempted, what is not known',
      { people: 9, tally: { applied: 1, failed: 3, 'not-attempted': 4, unknown: 1 }, effects: { grant: 1 }, codes: { server: 2, forbidden: 1 } },
      'Bulk assign for 9 people: 1 assigned, 3 failed (1 not allowed, 2 server errors), 4 not attempted, 1 not confirmed',
    ],
  ];
  for (const [name, given, sentence] of cases) test(name, () => assert.equal(resultLine(came(given), text), sentence));

  test('every reason for which something is skipped is said', () => {
    const all: Record<Effect, true> = {
      grant: true, recall: true, 'role-derived': true, 'already-held': true, 'not-held': true, 'no-seat': true, 'not-in-term': true,
      inactive: true, 'system-account': true, conflict: true, kept: true,
    };
    assert.deepEqual([...skips].sort(), (Object.keys(all) as Effect[]).filter((effect) => !changes(effect)).sort());
  });

  test('commas are those of the language', () => {
    const said = resultLine(came({ tally: { applied: 4, skipped: 2 }, effects: { grant: 4, 'no-seat': 2 } }), createText(ar, 'ar-EG'));
    assert.match(said, /،/);
    assert.doesNotMatch(said, /, /);
  });
});
