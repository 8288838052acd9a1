import type { Column } from './column.ts';
import type { Order } from './grid-rows.ts';
import type { ShownText } from './shown-text.ts';

type Value = string | number | null;

/** One key of a sort, ready for use. */
export interface SortRule<Row> {
  value(row: Row): Value;
  readonly descending: boolean;
}

/** An order, ready for use. */
export interface Rules<Row> {
  readonly sort: readonly SortRule<Row>[];
  /** Null: all rows match. */
  readonly matches: ((row: Row) => boolean) | null;
  /** The value that puts a row into its group; null = no groups. */
  readonly group: ((row: Row) => string) | null;
}

/** Null, empty text and what is no number: last, whichever way it sorts. */
export function isEmpty(value: Value | undefined): boolean {
  return value == null || value === '' || value !== value;
}

/** Compares values of one column, neither of them empty. Numbers come before text. */
export function compareValues(a: Value, b: Value, collator: Intl.Collator): number {
  if (typeof a === 'string') return typeof b === 'string' ? collator.compare(a, b) : 1;
  return typeof b === 'string' ? -1 : a! - b!;
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

/** Readies an order for use. Columns it names and that are not there, or have no value, are passed over. */
export function readOrder<Row>(order: Order, columns: readonly Column<Row>[], shown: ShownText): Rules<Row> {
  const named = (id: string): Column<Row> | undefined => columns.find((column) => column.id === id);
  const sort: SortRule<Row>[] = [];
  for (const { column, descending } of order.sort) {
    const found = named(column);
    if (found?.value) sort.push({ value: (row) => found.value!(row), descending });
  }
  const group = order.group === null ? undefined : named(order.group);
  return {
    sort,
    matches: readFilters(order, columns, shown),
    group: group?.value ? (row) => groupKey(group.value!(row)) : null,
  };
}

/** A group's key, from the value its rows have in common. */
export function groupKey(value: Value): string {
  return isEmpty(value) ? '' : String(value);
}

function readFilters<Row>(order: Order, columns: readonly Column<Row>[], shown: ShownText): ((row: Row) => boolean) | null {
  const tests: ((row: Row) => boolean)[] = [];
  for (const [id, wanted] of Object.entries(order.filters)) {
    const column = columns.find((one) => one.id === id);
    if (!column || wanted.length === 0) continue;
    if (typeof wanted === 'string') {
      const pattern = containing(wanted);
      tests.push((row) => pattern.test(shown(column, row)));
    } else {
      const values = new Set(wanted);
      tests.push((row) => values.has(groupKey(column.value?.(row) ?? null)));
    }
  }
  if (order.search !== '') {
    const pattern = containing(order.search);
    const searched = columns.filter(({ kind, hidden }) => kind !== 'actions' && !hidden);
    tests.push((row) => searched.some((column) => pattern.test(shown(column, row))));
  }
  if (tests.length < 2) return tests[0] ?? null;
  return (row) => tests.every((test) => test(row));
}

/** Finds text in any case. A pattern needs neither a copy of the text in lower case nor a place to keep it, and is as fast as with one. */
export function containing(text: string): RegExp {
  return new RegExp(text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'), 'iu');
}
