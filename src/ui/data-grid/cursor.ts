import type { GridRows } from './grid-rows.ts';

/** Position of the head. */
export const HEAD = -1;

/** The active cell: by row and column, not by where they stand, so that it goes where they go. */
export class Cursor<Row> {
  /** Of the row, or `HEAD`. */
  position = 0;
  /** Which of the cells, from 0. */
  at = 0;
  #id: string | null = null;

  go(rows: GridRows<Row>, position: number, at = this.at): void {
    this.position = Math.max(HEAD, Math.min(position, rows.length - 1));
    this.at = at;
    this.#remember(rows);
  }

  /** Rows stand elsewhere: goes where its row went, or stays near when that is gone. */
  follow(rows: GridRows<Row>): void {
    if (this.position === HEAD) return;
    const found = this.#id === null ? -1 : rows.positionOf(this.#id);
    this.position = Math.max(0, Math.min(found < 0 ? this.position : found, rows.length - 1));
    this.#remember(rows);
  }

  /** A page has come: the row is known now. */
  #remember(rows: GridRows<Row>): void {
    const row = this.position === HEAD ? undefined : rows.rowAt(this.position);
    this.#id = row === undefined ? null : rows.idOf(row);
  }
}
