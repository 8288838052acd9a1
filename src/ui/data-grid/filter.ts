import type { Column } from './column.ts';
import type { Order } from './grid-rows.ts';
import type { ShownText } from './shown-text.ts';
import { groupKey } from './values.ts';

/** What an order asks of rows. */
export interface Filter<Row> {
  matches(row: Row): boolean;
  readonly search: string;
  readonly filters: Order['filters'];
  readonly columns: readonly Column<Row>[];
}

/** Null: all rows match. */
export function readFilter<Row>({ search, filters }: Order, columns: readonly Column<Row>[], shown: ShownText): Filter<Row> | null {
  const tests: ((row: Row) => boolean)[] = [];
  for (const [id, wanted] of Object.entries(filters)) {
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
  if (search !== '') {
    const pattern = containing(search);
    const named = columns.filter((column) => column.searched);
    const searched = named.length ? named : columns.filter(({ kind, hidden }) => kind !== 'actions' && !hidden);
    tests.push((row) => searched.some((column) => pattern.test(shown(column, row))));
  }
  if (tests.length === 0) return null;
  const matches = tests.length === 1 ? tests[0]! : (row: Row) => tests.every((test) => test(row));
  return { matches, search, filters, columns };
}

/** Whether what matches now is what matched (`same`), some of it (`less`), or who knows what. */
export function compareFilters<Row>(former: Filter<Row> | null, now: Filter<Row> | null): 'same' | 'less' | 'other' {
  if (!now) return former ? 'other' : 'same';
  if (!former) return 'less';
  const sameColumns =
    former.columns.length === now.columns.length &&
    former.columns.every((column, at) => {
      const other = now.columns[at]!;
      return column === other || (['id', 'kind', 'hidden', 'searched', 'value', 'display'] as const).every((key) => column[key] === other[key]);
    });
  if (!sameColumns) return 'other';
  const kept = Object.entries(former.filters).map(([id, wanted]) => compareWanted(wanted, now.filters[id] ?? ''));
  const added = Object.keys(now.filters).some((id) => !(id in former.filters));
  const all = [...kept, compareWanted(former.search, now.search)];
  if (all.includes('other')) return 'other';
  return added || all.includes('less') ? 'less' : 'same';
}

function compareWanted(former: string | readonly string[], now: string | readonly string[]): 'same' | 'less' | 'other' {
  if (typeof former === 'string' && typeof now === 'string') return now === former ? 'same' : now.includes(former) ? 'less' : 'other';
  return typeof former !== 'string' && typeof now !== 'string' && former.length === now.length && former.every((one, at) => one === now[at]) ? 'same' : 'other';
}

/** Finds text in any case. A pattern is as fast as a copy in lower case, and takes no place. */
export function containing(text: string): RegExp {
  return new RegExp(text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'), 'iu');
}
