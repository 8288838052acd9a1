import type { GridRows } from './grid-rows.ts';

/** Selects ranges: from where one began to wherever it goes, and back again. */
export class Range<Row> {
  #anchor: { readonly position: number; readonly id: string | null } | undefined;
  #end = -1;
  #on = true;
  #live = false;

  /** A range may begin here. `on`: whether it selects. */
  begin(rows: GridRows<Row>, position: number, on = true): void {
    const row = rows.rowAt(position);
    this.#anchor = { position, id: row === undefined ? null : rows.idOf(row) };
    this.#end = position;
    this.#on = on;
    this.#live = true;
  }

  /** There is somewhere to go on from. */
  get begun(): boolean {
    return !!this.#anchor;
  }

  /** The focus went elsewhere: arrows begin anew there, what is taken as far as a row still goes on from where it began. */
  pause(): void {
    this.#live = false;
  }

  /** Goes on by an arrow, from `position`. */
  step(rows: GridRows<Row>, position: number, to: number): void {
    if (!this.#live) this.begin(rows, position);
    this.extend(rows, to);
  }

  /** The order is another one, so what was between is elsewhere. */
  forgetEnd(): void {
    this.#end = -1;
  }

  forget(): void {
    this.#anchor = undefined;
    this.#live = false;
  }

  /** The range goes on, or back, to here. */
  extend(rows: GridRows<Row>, position: number): void {
    if (!this.#anchor) this.begin(rows, position);
    const { id, position: first } = this.#anchor!;
    const found = id === null ? first : rows.positionOf(id);
    const anchor = found < 0 ? Math.min(first, rows.length - 1) : found;
    const end = this.#end < 0 ? anchor : this.#end;
    // What is beyond the new end, seen from the anchor, is given up.
    if (end > anchor && end > position) rows.select(Math.max(position, anchor) + 1, end, !this.#on);
    if (end < anchor && end < position) rows.select(end, Math.min(position, anchor) - 1, !this.#on);
    rows.select(anchor, position, this.#on);
    this.#end = position;
    this.#live = true;
  }
}
