import { Bits } from './bits.ts';
import { IdIndex } from './id-index.ts';

/** So many empty slots are never worth closing up. */
const FEW = 1_000;

/**
 * Rows in slots, in the order given, and which of them are selected. A slot is a place in an array, so a row costs no object
 * of its own. A row that goes leaves its slot empty until slots are closed up.
 */
export class RowTable<Row> {
  readonly #idOf: (row: Row) => string;
  #rows: readonly (Row | undefined)[];
  /** The array is not the caller's. */
  #own = false;
  #empty = 0;
  #index: IdIndex | undefined;
  #selected = new Bits();

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

  get selected(): Bits {
    return this.#selected;
  }

  /** Undefined where a row has gone. */
  at(slot: number): Row | undefined {
    return this.#rows[slot];
  }

  /** −1: not here. Looks through all rows, unless they are to change: then there is an index. */
  slotOf(id: string): number {
    return this.#index ? this.#index.get(id) : this.#rows.findIndex((row) => row !== undefined && this.#idOf(row) === id);
  }

  /** To be called before many ids are looked for. */
  index(): void {
    if (this.#index) return;
    const index = new IdIndex((slot) => this.#idOf(this.#rows[slot]!));
    index.reserve(this.size);
    for (let slot = 0; slot < this.#rows.length; slot++) if (this.#rows[slot] !== undefined) index.add(slot);
    this.#index = index;
  }

  /** @returns its slot */
  add(row: Row): number {
    const slot = this.#writable().push(row) - 1;
    this.#index?.add(slot);
    return slot;
  }

  /** The new row has the same id. */
  put(slot: number, row: Row): void {
    this.#writable()[slot] = row;
  }

  remove(slot: number): void {
    if (this.#rows[slot] === undefined) return;
    this.#index?.delete(slot);
    this.#writable()[slot] = undefined;
    this.#selected.set(slot, false);
    this.#empty++;
  }

  /** Whether there are so many empty slots that closing up is worth it. */
  get sparse(): boolean {
    return this.#empty > FEW && this.#empty > this.size / 4;
  }

  /** Closes slots up. @returns by slot, its new number */
  close(): Uint32Array {
    const to = new Uint32Array(this.#rows.length);
    const selected = new Bits();
    const rows: Row[] = [];
    for (let slot = 0; slot < to.length; slot++) {
      const row = this.#rows[slot];
      to[slot] = rows.length;
      if (row === undefined) continue;
      if (this.#selected.has(slot)) selected.set(rows.length, true);
      rows.push(row);
    }
    this.#rows = rows;
    this.#own = true;
    this.#empty = 0;
    this.#selected = selected;
    this.#index?.renumber(to);
    return to;
  }

  *[Symbol.iterator](): Iterator<Row> {
    for (const row of this.#rows) if (row !== undefined) yield row;
  }

  #writable(): (Row | undefined)[] {
    if (!this.#own) this.#rows = this.#rows.slice();
    this.#own = true;
    return this.#rows as (Row | undefined)[];
  }
}
