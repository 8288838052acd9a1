import type { Column } from './column.ts';
import { type SortKey, plainOrder } from './grid-rows.ts';
import type { GridView } from './grid-view.ts';

/** As the columns declare it. */
export const plainView: GridView = { ...plainOrder, columns: [], hidden: [], widths: {} };

const defaultWidth = 10;
/** In em: what fits a word and a button, and what fits a sentence. */
const widths = { least: 4, most: 60 };

/** A column as it is shown: `pinned`, `hidden` and `width` are what the view says. */
export interface Placed<Row> extends Column<Row> {
  readonly pinned: boolean;
  readonly hidden: boolean;
  readonly width: number;
  /** Its width was chosen, so it gets no share of room left over. */
  readonly fixed: boolean;
}

/** All columns in the order of a view, pinned ones first. What it says of columns there are not is ignored. */
export function placeColumns<Row>(columns: readonly Column<Row>[], view: GridView): Placed<Row>[] {
  const rank = (id: string): number => (view.columns.includes(id) ? view.columns.indexOf(id) : view.columns.length);
  const placed = columns.map((column): Placed<Row> => {
    const { id } = column;
    const chosen = view.widths[id];
    return {
      ...column,
      pinned: view.pinned ? view.pinned.includes(id) : !!column.pinned,
      hidden: !column.required && (view.columns.includes(id) || view.hidden.includes(id) ? view.hidden.includes(id) : !!column.hidden),
      width: clampWidth(chosen ?? column.width ?? defaultWidth),
      fixed: chosen !== undefined,
    };
  });
  return placed.sort((a, b) => Number(b.pinned) - Number(a.pinned) || rank(a.id) - rank(b.id));
}

/** Whether rows need no other cells to show the one instead of the other. */
export function haveSameCells(before: readonly Placed<never>[], after: readonly Placed<never>[]): boolean {
  return before.length === after.length && after.every(({ id, pinned }, at) => id === before[at]!.id && pinned === before[at]!.pinned);
}

export function clampWidth(width: number): number {
  return Math.max(widths.least, Math.min(Math.round(width * 4) / 4, widths.most));
}

/** What a click on a head leads to: this column alone, or as a further key; the other way round; with `add`, not at all. */
export function nextSort(sort: readonly SortKey[], column: string, add: boolean): readonly SortKey[] {
  const key = sort.find((key) => key.column === column);
  if (!add) return [{ column, descending: sort.length === 1 && !!key && !key.descending }];
  if (!key) return [...sort, { column, descending: false }];
  return key.descending ? sort.filter((other) => other !== key) : sort.map((other) => (other === key ? { column, descending: true } : other));
}

export function isFiltered({ search, filters }: Pick<GridView, 'search' | 'filters'>): boolean {
  return search !== '' || Object.values(filters).some((wanted) => wanted.length > 0);
}
