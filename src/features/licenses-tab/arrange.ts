import { available } from '../../licensing/seats.ts';
import type { MessageKey } from '../../text/messages.ts';
import type { Row } from './licenses-tab.state.ts';

export const columns = ['product', 'status', 'availability', 'type', 'term', 'source'] as const;
export type Column = (typeof columns)[number];
export type Grouping = 'status' | 'type';

/** How the administrator wants to see the rows. */
export interface Arrangement {
  readonly column: Column;
  readonly descending: boolean;
  readonly group: Grouping | null;
}

/** A row's place: products of one group are neighbours. */
export interface Place {
  readonly id: string;
  /** What the group is called; null = no groups. */
  readonly group: MessageKey | null;
}

/** What a column is sorted by: text in the reader's alphabet, or a number. */
function sortKey({ license: { name, assignment, seats, term } }: Row, column: Column): string | number {
  switch (column) {
    case 'product':
      return name;
    case 'status':
      return assignment ? 0 : 1;
    case 'availability':
      return available(seats) ?? Infinity;
    case 'type':
      return seats.type;
    case 'term':
      // Without an end comes last.
      return term.due ?? '\uffff';
    case 'source':
      return assignment ? (assignment.role ?? '') : '\uffff';
  }
}

function groupOf({ license: { seats, assignment } }: Row, group: Grouping | null): MessageKey | null {
  if (group === 'type') return `type-${seats.type}`;
  return group && (assignment ? 'granted' : 'notGranted');
}

/** The order of the rows; equal ones by name. */
export function arrange(rows: readonly Row[], { column, descending, group }: Arrangement, locale: string): Place[] {
  const { compare } = new Intl.Collator(locale, { numeric: true });
  const by = (a: string | number, b: string | number): number =>
    typeof a === 'string' ? compare(a, b as string) : a === b ? 0 : a - (b as number);
  const keyed = rows.map((row) => ({
    id: row.license.productId,
    name: row.license.name,
    key: sortKey(row, column),
    group: groupOf(row, group),
  }));
  return keyed.sort(
    (a, b) =>
      by(a.group ?? '', b.group ?? '') || by(a.key, b.key) * (descending ? -1 : 1) || compare(a.name, b.name),
  );
}

/** Whether a row is among those asked for. A pending tick is never out of sight of "only granted". */
export function matches({ license, pending }: Row, filter: string, onlyGranted: boolean): boolean {
  if (onlyGranted && !license.assignment && !pending) return false;
  return [license.name, license.sku, license.vendor].some((words) => words?.toLowerCase().includes(filter.toLowerCase()));
}
