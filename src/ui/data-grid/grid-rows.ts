import type { Column } from './column.ts';

export interface SortKey {
  readonly column: string;
  readonly descending: boolean;
}

/** Which rows, in which order. */
export interface Order {
  /** The first sorts, the next decides ties, and so on; what is still equal stays in the order given. */
  readonly sort: readonly SortKey[];
  /** Text that a row contains in a column that is searched; any case. See `Column.searched`. */
  readonly search: string;
  /** By column: text it contains, or the values it is one of. */
  readonly filters: Readonly<Record<string, string | readonly string[]>>;
  /** Column whose equal values make a group; null = no groups. */
  readonly group: string | null;
}

export const plainOrder: Order = { sort: [], search: '', filters: {}, group: null };

/** The heading of a group stands at a position of its own, before its rows. */
export interface Heading<Row> {
  /** The group's value, as its rows have it. */
  readonly key: string;
  readonly count: number;
  /** First of its rows in the present order. */
  readonly first: Row;
  readonly open: boolean;
}

/**
 * What may have changed. `order`: everything may stand elsewhere. `rows`: rows changed in place (positions are as before).
 * `selection`. `state`: `busy`, `matching` or `more`.
 */
export type RowsChange = 'order' | 'rows' | 'selection' | 'state';

/**
 * What a grid draws from: rows in an order, and which of them are selected. Positions count from 0 through all that can
 * be scrolled to: rows that match, and headings. Selection is by row, not by position, and survives sorting, filtering and
 * changes; it is never wider than what `selectable` allows.
 */
export interface GridRows<Row> {
  /** How many positions there are now. Paged rows: those that can be scrolled to so far. */
  readonly length: number;
  /** Rows that match, headings not counted. `exact` false: more than that. */
  readonly matching: { readonly count: number; readonly exact: boolean };
  /** The row there; undefined for a heading, and for a page that is still on its way. */
  rowAt(position: number): Row | undefined;
  headingAt(position: number): Heading<Row> | undefined;
  /** Opens or closes a group; all of them without a key. */
  toggle(key: string | null, open: boolean): void;
  idOf(row: Row): string;
  /** Where a row stands; −1 when it does not match, is in a closed group, or is not here. */
  positionOf(id: string): number;

  /** How many are selected. With `allSelected` on paged rows: all that match, those not yet here included. */
  readonly selectedCount: number;
  /** Everything that matches and may be selected, is. */
  readonly allSelected: boolean;
  isSelected(position: number): boolean;
  /** Whether a row may be selected at all; a heading: whether any of its rows may. */
  isSelectable(position: number): boolean;
  /** Selects or unselects a range, both ends included, in whichever direction; a heading stands for its rows. */
  select(from: number, to: number, on: boolean): void;
  /** All that match (not those hidden by a filter), or none at all. */
  selectAll(on: boolean): void;
  /** The selected rows that are here, in no particular order. */
  selectedRows(): Iterable<Row>;

  /**
   * Reorders; resolves when the new order is in place. Never blocks longer than a few milliseconds at a time; a later call
   * supersedes.
   * @param columns all of them, `hidden` as they are now: what is hidden is not searched
   */
  arrange(order: Order, columns: readonly Column<Row>[]): Promise<void>;
  /** A reordering is under way; meanwhile the former order stands. */
  readonly busy: boolean;

  /** Paged rows: what is on screen, so that pages are fetched in time. */
  near(from: number, to: number): void;
  /** Paged rows: whether more are on their way or could not be had. */
  readonly more: 'none' | 'loading' | 'failed';
  /** Fetches again what could not be had. */
  retry(): void;

  /** Told at once and often; whoever draws waits for the next frame. Answers what ends it. */
  subscribe(listener: (change: RowsChange) => void): () => void;
}
