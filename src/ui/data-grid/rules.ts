import type { Column } from './column.ts';
import { type Filter, readFilter } from './filter.ts';
import type { Order } from './grid-rows.ts';
import type { ShownText } from './shown-text.ts';
import { type Value, compareValues, groupKey, isEmpty } from './values.ts';

/** One key of a sort, ready for use. */
export interface SortRule<Row> {
  value(row: Row): Value;
  /** The same for the same values. */
  readonly source: unknown;
  readonly descending: boolean;
}

/** An order, ready for use. */
export interface Rules<Row> {
  readonly sort: readonly SortRule<Row>[];
  /** Null: all rows match. */
  readonly filter: Filter<Row> | null;
  /** The value that puts a row into its group; null = no groups. */
  readonly group: ((row: Row) => string) | null;
}

/** Readies an order for use. Columns it names and that are not there, or have no value, are passed over. */
export function readOrder<Row>(order: Order, columns: readonly Column<Row>[], shown: ShownText): Rules<Row> {
  const named = (id: string): Column<Row> | undefined => columns.find((column) => column.id === id);
  const sort: SortRule<Row>[] = [];
  for (const { column, descending } of order.sort) {
    const found = named(column);
    if (found?.value) sort.push({ value: (row) => found.value!(row), source: found.value, descending });
  }
  const group = order.group === null ? undefined : named(order.group);
  return {
    sort,
    filter: readFilter(order, columns, shown),
    group: group?.value ? (row) => groupKey(group.value!(row)) : null,
  };
}

/** Whether two sorts lead to the same order, or one that is the other's reverse. */
export function compareSorts<Row>(former: readonly SortRule<Row>[], now: readonly SortRule<Row>[]): 'same' | 'reverse' | 'other' {
  if (former.length !== now.length || former.some(({ source }, at) => source !== now[at]!.source)) return 'other';
  if (former.every(({ descending }, at) => descending === now[at]!.descending)) return 'same';
  return now.length === 1 ? 'reverse' : 'other';
}

/** By the keys of a sort, the first that tells rows apart decides; 0 = none does. */
export function compareRows<Row>(a: Row, b: Row, sort: readonly SortRule<Row>[], collator: Intl.Collator): number {
  for (const { value, descending } of sort) {
    const [ofA, ofB] = [value(a), value(b)];
    if (ofA === ofB) continue;
    const [noA, noB] = [isEmpty(ofA), isEmpty(ofB)];
    if (noA && noB) continue;
    if (noA || noB) return noA ? 1 : -1;
    const order = compareValues(ofA, ofB, collator);
    if (order !== 0) return descending ? -order : order;
  }
  return 0;
}
