import { Bits } from './bits.ts';
import { rankValues, sortByRank } from './ranks.ts';
import type { RowTable } from './row-table.ts';
import type { SortRule } from './rules.ts';

/** Steps between two yields. */
const STEP = 4_096;

/** What tells how to turn an order round, as long as no row changes. */
export interface Ties {
  /** Places whose row sorts like the one before. */
  readonly tied: Bits;
  /** From here on rows have no value. */
  readonly empty: number;
}

export interface Sorted {
  readonly slots: Uint32Array;
  /** Null: sorted by no key, or by several. */
  readonly ties: Ties | null;
}

/** All rows of a table, sorted from scratch. Yields every so often. */
export function* sortTable<Row>(table: RowTable<Row>, sort: readonly SortRule<Row>[], collator: Intl.Collator): Generator<void, Sorted> {
  const given = new Uint32Array(table.end);
  let count = 0;
  for (let slot = 0; slot < given.length; slot++) {
    if (slot % STEP === 0) yield;
    if (table.at(slot) !== undefined) given[count++] = slot;
  }
  let slots: Uint32Array = given.subarray(0, count);
  let ties: Ties | null = null;
  // The last key first: each sort leaves alike ones as they are.
  for (const { value, descending } of [...sort].reverse()) {
    const valueAt = (slot: number): string | number | null => {
      const row = table.at(slot);
      return row === undefined ? null : value(row);
    };
    const ranks = yield* rankValues(given.length, valueAt, collator);
    slots = yield* sortByRank(slots, ranks, descending);
    if (sort.length === 1) ties = yield* findTies(slots, ranks.of, ranks.count - 1);
  }
  return { slots, ties };
}

function* findTies(slots: Uint32Array, rank: Uint32Array, last: number): Generator<void, Ties> {
  const tied = new Bits();
  let empty = slots.length;
  for (let at = 0; at < slots.length; at++) {
    if (at % STEP === 0) yield;
    if (rank[slots[at]!] === last) {
      empty = at;
      break;
    }
    if (at > 0 && rank[slots[at]!] === rank[slots[at - 1]!]) tied.set(at, true);
  }
  return { tied, empty };
}

/** Turns an order round: alike rows stay as they were given, and those without a value stay last. */
export function* reverseSlots(slots: Uint32Array, { tied, empty }: Ties): Generator<void, Sorted> {
  const turned = new Uint32Array(slots);
  const ties = { tied: new Bits(), empty };
  let to = 0;
  for (let end = empty; end > 0; ) {
    let start = end - 1;
    while (tied.has(start)) start--;
    for (let at = start; at < end; at++) {
      if (to % STEP === 0) yield;
      if (at > start) ties.tied.set(to, true);
      turned[to++] = slots[at]!;
    }
    end = start;
  }
  return { slots: turned, ties };
}
