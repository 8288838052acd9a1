import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ledgerColumns, reasonText } from '../../../../src/features/grant-recall/ledger/ledger-columns.ts';
import type { LedgerRow } from '../../../../src/licensing/bulk-gateway.ts';
import { createText } from '../../../../src/text/format.ts';
import { en } from '../../../../src/text/grant-recall/en.ts';

const text = createText(en, 'en-US');
const columns = ledgerColumns(text);
const row: LedgerRow = {
  at: 0, user: { id: 'p1', name: 'Person 1', login: 'one', email: 'one@x.org' }, product: { id: 'crm', name: 'Creatio CRM' },
  change: 'grant', planned: 'grant', outcome: 'applied', effect: 'grant', code: null, settledAt: 0,
};
const shown = (id: string, given: Partial<LedgerRow>) => columns.find((column) => column.id === id)!.value!({ ...row, ...given });

describe('BX-5 every item says how it ended, and why in words and by code', () => {
  const cases: [Partial<LedgerRow>, outcome: string, reason: string, code: string | null][] = [
    [{}, 'Applied', '', null],
    [{ effect: 'role-derived' }, 'Applied', 'A role gives this license back. To end it for good, remove the user from the role.', null],
    [{ outcome: 'skipped', effect: 'no-seat' }, 'Skipped', 'No seats remaining on this license.', 'no-seat'],
    [{ outcome: 'skipped', effect: 'conflict' }, 'Skipped', 'Somebody else has changed this since. It is left as it is.', 'conflict'],
    [{ outcome: 'failed', effect: null, code: 'rejected' }, 'Failed', 'The server refused this.', 'rejected'],
    [{ outcome: 'not-attempted', effect: null, settledAt: null }, 'Not attempted', '', null],
    [{ outcome: 'unknown', effect: null, settledAt: null }, 'Not confirmed', 'The answer was lost. Going on asks for it again.', null],
  ];
  for (const [given, outcome, reason, code] of cases) {
    test(`${outcome} ${code ?? ''}`, () => assert.deepEqual([shown('outcome', given), reasonText({ ...row, ...given }, text), shown('code', given)], [outcome, reason, code]));
  }

  test('who and what the host knows no more goes by its id', () => {
    const gone = { user: { id: 'p1', name: null, login: null, email: null }, product: { id: 'crm', name: null }, planned: null };
    assert.deepEqual(['person', 'login', 'product', 'planned'].map((id) => shown(id, gone)), ['p1', null, 'crm', null]);
  });

  test('the host sorts by place and by nothing else', () => {
    assert.ok(columns.every(({ sortable }) => sortable === false));
  });
});
