import type { LedgerRow } from '../../../licensing/bulk-gateway.ts';
import type { Outcome } from '../../../licensing/outcome.ts';
import type { Column, Tone } from '../../../ui/data-grid/column.ts';
import type { BulkText } from '../words.ts';

/** What is as it should be stays quiet, so that the rest stands out. */
const tones: Readonly<Record<Outcome, Tone>> = {
  applied: 'success', skipped: 'neutral', failed: 'danger', 'not-attempted': 'neutral', unknown: 'warning',
};

/** Why an item ended as it did, in a sentence; empty where its outcome says all. */
export function reasonText({ outcome, effect, code }: Pick<LedgerRow, 'outcome' | 'effect' | 'code'>, text: BulkText): string {
  if (outcome === 'failed') return code ? text(code) : '';
  if (outcome === 'unknown') return text('why-unknown');
  return effect === null || effect === 'grant' || effect === 'recall' ? '' : text(`why-${effect}`);
}

/** Items of a batch, one a row, in the order in which they are carried out. */
export function ledgerColumns(text: BulkText): readonly Column<LedgerRow>[] {
  const columns: readonly Column<LedgerRow>[] = [
    { id: 'person', label: text('person'), kind: 'text', value: ({ user }) => user.name ?? user.id, width: 12, pinned: true, required: true },
    { id: 'login', label: text('login'), kind: 'text', value: ({ user }) => user.login, width: 14, hidden: true },
    { id: 'email', label: text('email'), kind: 'text', value: ({ user }) => user.email, width: 15, hidden: true },
    { id: 'product', label: text('product'), kind: 'text', value: ({ product }) => product.name ?? product.id, width: 15 },
    { id: 'change', label: text('change'), kind: 'text', value: ({ change }) => text(change), width: 8 },
    { id: 'planned', label: text('planned'), kind: 'text', value: ({ planned }) => planned && text(planned), width: 11 },
    { id: 'outcome', label: text('outcome'), kind: 'badge', value: ({ outcome }) => text(outcome), tone: ({ outcome }) => tones[outcome], width: 10 },
    { id: 'reason', label: text('reason'), kind: 'text', value: (row) => reasonText(row, text), width: 24 },
    {
      id: 'code', label: text('code'), kind: 'text', width: 9,
      value: ({ outcome, effect, code }) => (outcome === 'failed' ? code : outcome === 'skipped' ? effect : null),
    },
    { id: 'settledAt', label: text('settledAt'), kind: 'date', value: ({ settledAt }) => settledAt, width: 13 },
  ];
  return columns.map((column) => ({ ...column, sortable: false }));
}
