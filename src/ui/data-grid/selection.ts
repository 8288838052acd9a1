import type { RowTable } from './row-table.ts';

/** Selects rows of a table, never more than may be. */
export class Selection<Row> {
  readonly #selectable: (row: Row) => boolean;

  constructor(selectable: (row: Row) => boolean = () => true) {
    this.#selectable = selectable;
  }

  // By index, here and below: of 100,000 rows an iterator costs more than what is done with each.
  set(table: RowTable<Row>, slots: ArrayLike<number>, on: boolean): void {
    for (let at = 0; at < slots.length; at++) {
      const slot = slots[at]!;
      if (!on || this.#selectable(table.at(slot)!)) table.selected.set(slot, on);
    }
  }

  /** All that may be are, and there is one. */
  all(table: RowTable<Row>, slots: ArrayLike<number>): boolean {
    let any = false;
    for (let at = 0; at < slots.length; at++) {
      const slot = slots[at]!;
      if (table.selected.has(slot)) any = true;
      else if (this.#selectable(table.at(slot)!)) return false;
    }
    return any;
  }

  /** Whether any may be. */
  possible(table: RowTable<Row>, slots: ArrayLike<number>): boolean {
    for (let at = 0; at < slots.length; at++) if (this.#selectable(table.at(slots[at]!)!)) return true;
    return false;
  }

  /** What is selected in one table, and is in another, is selected there. */
  carry(from: RowTable<Row>, to: RowTable<Row>, idOf: (row: Row) => string): void {
    if (from.selected.count > 0) to.index();
    for (const slot of from.selected) {
      const now = to.slotOf(idOf(from.at(slot)!));
      if (now >= 0) this.set(to, [now], true);
    }
  }

  /** After a row became another. */
  check(table: RowTable<Row>, slot: number): void {
    if (table.selected.has(slot) && !this.#selectable(table.at(slot)!)) table.selected.set(slot, false);
  }
}
