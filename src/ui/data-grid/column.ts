/**
 * `date`: an instant, as day and time. `ago`: an instant, as "12 min ago"; `elapsed`: the time since an instant, as "12 min";
 * both tick by themselves. `badge`: a few values, with a tone. `actions`: buttons.
 */
export type ColumnKind = 'text' | 'number' | 'date' | 'ago' | 'elapsed' | 'badge' | 'actions';

export type Tone = 'neutral' | 'accent' | 'success' | 'warning' | 'danger';

/** Something to do with one row. */
export interface RowAction<Row> {
  readonly id: string;
  /** On the button. */
  readonly text: string;
  /** For assistive technology; contains `text`, and names the row. */
  label(row: Row): string;
  /** Why it can't be done with this row; null = it can. `'hidden'`: the button is left out. */
  disabled?(row: Row): string | 'hidden' | null;
}

/** A column, declared as data. */
export interface Column<Row> {
  readonly id: string;
  /** In the head. */
  readonly label: string;
  readonly kind: ColumnKind;
  /**
   * What sorts and filters: text, or a number (instants in milliseconds since the epoch). Null or empty text comes last
   * whichever way it sorts. An actions column has none.
   */
  value?(row: Row): string | number | null;
  /** What is shown, when that is not the value formatted by its kind. Filters match what is shown. */
  display?(row: Row): string;
  tone?(row: Row): Tone;
  /** Explains the cell on hover, and to assistive technology; null = nothing to explain. */
  hint?(row: Row): string | null;
  readonly actions?: readonly RowAction<Row>[];
  /** Width in em; default 10. */
  readonly width?: number;
  /** Stays in place while the others scroll sideways; only the first columns may. */
  readonly pinned?: boolean;
  /** Hidden until asked for. */
  readonly hidden?: boolean;
  /** Can't be hidden. */
  readonly required?: boolean;
  readonly sortable?: boolean;
  /** The search looks here, hidden or not. When no column says so, it looks in all that are shown. */
  readonly searched?: boolean;
  /** A filter of its own in the head: text to contain, or one of the values there are. Default none. */
  readonly filter?: 'text' | 'choice';
  /** With `choice`: the values that can be chosen, as `value` has them, and what they read as. */
  readonly choices?: readonly { readonly value: string; readonly text: string }[];
}
