import type { LedgerRow, ListPage } from '../../../licensing/bulk-gateway.ts';
import { LARGEST_PAGE, everyPage } from '../../../licensing/every-page.ts';
import { BYTE_ORDER_MARK, csvLine } from '../../../ui/csv.ts';
import type { Column } from '../../../ui/data-grid/column.ts';
import { createShownText } from '../../../ui/data-grid/shown-text.ts';

export interface LedgerCsvOptions {
  /** The page at a cursor, of all that is to be written. */
  page(cursor: string | null, limit: number): Promise<ListPage<LedgerRow>>;
  readonly columns: readonly Column<LedgerRow>[];
  /** BCP 47. */
  readonly locale: string;
  /** How many lines are written, of how many. */
  progress(done: number, total: number): void;
  readonly signal: AbortSignal;
}

/**
 * The ledger as the parts of a CSV file that says what the screen says, column by column; but for instants, which are in
 * UTC (ISO 8601), as a spreadsheet knows no time zone.
 * @throws {LicensingError} and the signal's reason when aborted: half an export is none
 */
export async function ledgerCsv({ page, columns, locale, progress, signal }: LedgerCsvOptions): Promise<{ readonly parts: readonly string[]; readonly count: number }> {
  const shown = createShownText(locale);
  const cell = (column: Column<LedgerRow>, row: LedgerRow): string | null => {
    const value = column.kind === 'date' ? column.value!(row) : null;
    return typeof value === 'number' ? new Date(value).toISOString() : shown(column, row);
  };
  const parts = [BYTE_ORDER_MARK + csvLine(columns.map(({ label }) => label))];
  // What moves to another page meanwhile is written once.
  const written = new Set<number>();
  for await (const { items, total } of everyPage((cursor) => page(cursor, LARGEST_PAGE))) {
    signal.throwIfAborted();
    const fresh = items.filter(({ at }) => !written.has(at));
    for (const { at } of fresh) written.add(at);
    parts.push(fresh.map((row) => csvLine(columns.map((column) => cell(column, row)))).join(''));
    progress(written.size, Math.max(total, written.size));
  }
  return { parts, count: written.size };
}
