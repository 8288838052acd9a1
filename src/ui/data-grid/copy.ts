import type { Column } from './column.ts';
import type { GridRows } from './grid-rows.ts';
import type { Drawing } from './row-node.ts';
import type { ShownText } from './shown-text.ts';

/** Rows as tab-separated text with a head: what a spreadsheet pastes. No cell of it is ever taken for a formula. */
export function toTsv<Row>(rows: Iterable<Row>, columns: readonly Column<Row>[], cellText: ShownText): string {
  const told = columns.filter(({ kind }) => kind !== 'actions');
  const lines = [told.map(({ label }) => cell(label))];
  for (const row of rows) lines.push(told.map((column) => cell(cellText(column, row))));
  return lines.map((cells) => cells.join('\t')).join('\n');
}

/** Answers a copy: with the selected rows, or the active one. Says how many there are; 0 = not for us. */
export function copyRows<Row>(event: ClipboardEvent, { rows, shown, cellText }: Pick<Drawing<Row>, 'rows' | 'shown' | 'cellText'>, position: number): number {
  const active = rows.rowAt(position);
  const chosen = rows.selectedCount ? selectedInOrder(rows) : active === undefined ? [] : [active];
  // Marked text is what is meant.
  if (!chosen.length || !event.clipboardData || getSelection()?.toString()) return 0;
  event.clipboardData.setData('text/plain', toTsv(chosen, shown, cellText));
  event.preventDefault();
  return chosen.length;
}

function selectedInOrder<Row>(rows: GridRows<Row>): Row[] {
  const chosen: Row[] = [];
  for (let position = 0; position < rows.length; position++) {
    const row = rows.rowAt(position);
    if (row !== undefined && rows.isSelected(position)) chosen.push(row);
  }
  return chosen;
}

function cell(text: string): string {
  const line = text.replace(/[\t\r\n]+/g, ' ');
  return /^[=+\-@\t]/.test(text) ? `'${line}` : line;
}
