import { available } from '../../licensing/seats.ts';
import type { LicensesTabKey } from '../../text/licenses-tab/en.ts';
import type { Row } from './licenses-tab.state.ts';

export const columns = ['product', 'status', 'availability', 'type', 'term', 'source'] as const;
export type Column = (typeof columns)[number];

/** What the administrator wants to see, and in which order. */
export interface Wishes {
  column: Column;
  descending: boolean;
  /** Rows of one kind under one heading; empty = no groups. */
  group: 'status' | 'type' | '';
  filter: string;
  onlyGranted: boolean;
}

/** A row in its place; of one that is hidden only the place counts. */
export interface Placed {
  readonly row: Row;
  readonly hidden: boolean;
  /** Heading of the group that begins here; null = none does. */
  readonly heading: LicensesTabKey | null;
}

/**
 * Which rows are shown, and where. Rows keep their places, and shown ones stay, until the administrator wishes otherwise:
 * what changes at the host moves nothing away under a pointer or a focus.
 */
export class Arrangement {
  readonly wishes: Wishes = { column: 'product', descending: false, group: '', filter: '', onlyGranted: false };
  /** Product ids in order; by each the heading it stands under. */
  #places = new Map<string, LicensesTabKey | null>();
  readonly #shown = new Set<string>();

  /** Arranges anew, by changed wishes if there are any. */
  change(wishes: Partial<Wishes> = {}): void {
    Object.assign(this.wishes, wishes);
    this.#places.clear();
    this.#shown.clear();
  }

  /** A place for every row; null where a product is gone. New products come last. */
  arrange(rows: readonly Row[], locale: string): (Placed | null)[] {
    const byId = new Map(rows.map((row) => [row.license.productId, row]));
    for (const row of this.#sort(rows.filter(({ license }) => !this.#places.has(license.productId)), locale)) {
      this.#places.set(row.license.productId, headingOf(row, this.wishes.group));
    }
    let above: LicensesTabKey | null = null;
    return [...this.#places].map(([id, heading]) => {
      const row = byId.get(id);
      if (!row) return null;
      const hidden = !this.#shown.has(id) && !this.#matches(row);
      if (hidden) return { row, hidden, heading: null };
      this.#shown.add(id);
      const opens = heading !== above;
      above = heading;
      return { row, hidden, heading: opens ? heading : null };
    });
  }

  #matches({ license, pending }: Row): boolean {
    const { filter, onlyGranted } = this.wishes;
    // A pending tick is never out of sight.
    if (onlyGranted && !license.assignment && !pending) return false;
    return [license.name, license.sku, license.vendor].some((words) => words?.toLowerCase().includes(filter.trim().toLowerCase()));
  }

  #sort(rows: readonly Row[], locale: string): Row[] {
    const { column, descending, group } = this.wishes;
    const { compare } = new Intl.Collator(locale, { numeric: true });
    const by = (a: string | number, b: string | number): number =>
      typeof a === 'string' ? compare(a, b as string) : a === b ? 0 : a - (b as number);
    return [...rows].sort(
      (a, b) =>
        compare(headingOf(a, group) ?? '', headingOf(b, group) ?? '') ||
        by(sortKey(a, column), sortKey(b, column)) * (descending ? -1 : 1) ||
        compare(a.license.name, b.license.name),
    );
  }
}

function headingOf({ license: { seats, assignment } }: Row, group: Wishes['group']): LicensesTabKey | null {
  if (group === 'type') return `type-${seats.type}`;
  return group ? (assignment ? 'granted' : 'notGranted') : null;
}

/** What a column is sorted by: text in the reader's alphabet, or a number. What is missing comes last. */
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
      return term.due ?? '\uffff';
    case 'source':
      return assignment ? (assignment.role ?? '') : '\uffff';
  }
}
