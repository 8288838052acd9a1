import type { BatchSummary } from '../../../licensing/bulk-gateway.ts';
import type { Column } from '../../../ui/data-grid/column.ts';
import { stateOf, stateTones, tallyText, whatText } from '../batch-words.ts';
import type { BulkText } from '../words.ts';

export type BatchVerb = 'open' | 'undoneBy' | 'undoes';

/** Batches, one a row, latest first. What can be done stands where nobody has to scroll sideways for it. */
export function batchColumns(text: BulkText): readonly Column<BatchSummary>[] {
  const what = (summary: BatchSummary): string => whatText(summary, text);
  const columns: readonly Column<BatchSummary>[] = [
    { id: 'when', label: text('when'), kind: 'date', value: ({ createdAt }) => createdAt, width: 12, pinned: true, required: true },
    { id: 'what', label: text('what'), kind: 'text', value: what, width: 24 },
    { id: 'who', label: text('who'), kind: 'text', value: ({ by }) => by.name ?? text('anAdministrator'), width: 9 },
    { id: 'state', label: text('state'), kind: 'badge', value: (summary) => text(`state-${stateOf(summary)}`), tone: (summary) => stateTones[stateOf(summary)], width: 10 },
    {
      id: 'actions', label: text('actions'), kind: 'actions', width: 14,
      actions: (['open', 'undoneBy', 'undoes'] as const).map((id: BatchVerb) => ({
        id,
        text: text(`batch-${id}`),
        label: (summary) => `${text(`batch-${id}`)} ${what(summary)}`,
        disabled: (summary) => (id === 'open' || summary[id] !== null ? null : 'hidden'),
      })),
    },
    { id: 'result', label: text('result'), kind: 'text', value: (summary) => tallyText(summary, text), width: 26 },
    { id: 'people', label: text('affected'), kind: 'number', value: ({ people }) => people, width: 9 },
  ];
  return columns.map((column) => ({ ...column, sortable: false }));
}
