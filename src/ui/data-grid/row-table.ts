import { Bits } from './bits.ts';

/**
 * Rows in slots, in the order given, and which of them are selected. A slot is a place in an array, so a row costs no object
 * of its own. A row that goes leaves its slot empty; places are closed up now and then.
 */
export class RowTable<Row> {
  readonly selected = new Bits();
  readonly #idOf: (row: Row) => string;
  #rows: readonly (Row | undefined)[];
  /** The array is not the caller's. */
  #own = false;
  #empty = 0;
  #slots: Map<string, number> | undefined;

  constructor(rows: readonly Row[], idOf: (row: Row) => string) {
    this.#rows = rows;
    this.#idOf = idOf;
  }

  /** One above the last slot. */
  get end(): number {
    return this.#rows.length;
  }

  get size(): number {
    return this.#rows.length - this.#empty;
  }

  /** Undefined where a row has gone. */
  at(slot: number): Row | undefined {
    return this.#rows[slot];
  }

  /** −1: not here. */
  slotOf(id: string): number {
    return this.#index().get(id) ?? -1;
  }

  /** @returns its slot */
  add(row: Row): number {
    const rows = this.#writable();
    const slot = rows.push(row) - 1;
    this.#slots?.set(this.#idOf(row), slot);
    return slot;
  }

  /** The new row has the same id. */
  put(slot: number, row: Row): void {
    this.#writable()[slot] = row;
  }

  remove(slot: number): void {
    const row = this.#rows[slot];
    if (row === undefined) return;
    this.#slots?.delete(this.#idOf(row));
    this.#writable()[slot] = undefined;
    this.selected.set(slot, false);
    this.#empty++;
  }

  *[Symbol.iterator](): Iterator<Row> {
    for (const row of this.#rows) if (row !== undefined) yield row;
  }

  #writable(): (Row | undefined)[] {
    if (!this.#own) this.#rows = [...this.#rows];
    this.#own = true;
    return this.#rows as (Row | undefined)[];
  }

  #index(): Map<string, number> {
    if (this.#slots) return this.#slots;
    this.#slots = new Map();
    for (let slot = 0; slot < this.#rows.length; slot++) {
      const row = this.#rows[slot];
      if (row !== undefined) this.#slots.set(this.#idOf(row), slot);
    }
    return this.#slots;
  }
}
