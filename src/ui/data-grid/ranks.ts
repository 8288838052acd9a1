import { mergeSort } from './merge-sort.ts';
import { orderTexts } from './text-order.ts';
import { isEmpty } from './values.ts';

/** Values looked at between two yields. */
const STEP = 1_024;
/** After so many rows it shows whether a column's texts repeat. */
const ENOUGH = 4_096;

/** By slot, the place of its value among all values of the column: small numbers instead of values. Those without one have the last. */
export interface Ranks {
  readonly of: Uint32Array;
  /** How many different ones there are, the last among them. */
  readonly count: number;
}

/**
 * Ranks values as they sort: numbers, then text, then what is empty; alike ones alike. Each value is asked for once, so it
 * does no harm when rows change meanwhile. Yields every so often.
 */
export function* rankValues(length: number, valueAt: (at: number) => string | number | null, collator: Intl.Collator): Generator<void, Ranks> {
  const of = new Uint32Array(length);
  const numbers = new Float64Array(length);
  const numbered = new Uint32Array(length);
  const texts: string[] = [];
  /** By slot: the number of its text. */
  const text = new Uint32Array(length).fill(NONE);
  let known: Map<string, number> | null = new Map();
  let [count, written] = [0, 0];
  for (let at = 0; at < length; at++) {
    if (at % STEP === 0) yield;
    const value = valueAt(at);
    if (isEmpty(value)) of[at] = NONE;
    else if (typeof value === 'number') {
      numbers[at] = value;
      numbered[count++] = at;
    } else {
      const number = known?.get(value!) ?? texts.push(value!) - 1;
      text[at] = number;
      written++;
      known?.set(value!, number);
      // Hardly any text comes twice: looking for those that do costs more than it saves.
      if (known && written === ENOUGH && texts.length > ENOUGH / 2) known = null;
    }
  }
  const index = numbered.subarray(0, count);
  yield* mergeSort(index, (a, b) => numbers[a]! - numbers[b]!);
  let rank = 0;
  for (let at = 0; at < count; at++) {
    if (at % STEP === 0) yield;
    if (at > 0 && numbers[index[at]!] !== numbers[index[at - 1]!]) rank++;
    of[index[at]!] = rank;
  }
  if (count > 0) rank++;
  if (texts.length) {
    const order = yield* orderTexts(texts, collator);
    const rankOf = new Uint32Array(texts.length);
    for (let at = 0; at < texts.length; at++) {
      if (at % STEP === 0) yield;
      if (order.differs[at]) rank++;
      rankOf[order.index[at]!] = rank;
    }
    rank++;
    for (let at = 0; at < length; at++) {
      if (at % STEP === 0) yield;
      if (text[at] !== NONE) of[at] = rankOf[text[at]!]!;
    }
  }
  for (let at = 0; at < length; at++) {
    if (at % STEP === 0) yield;
    if (of[at] === NONE) of[at] = rank;
  }
  return { of, count: rank + 1 };
}

const NONE = 0xffff_ffff;

/** Sorts by ranks, counting how many there are of each; yields every so often. Stable. Descending, too, the last rank stays last. */
export function* sortByRank(slots: Uint32Array, { of, count }: Ranks, descending: boolean): Generator<void, Uint32Array> {
  const ends = new Uint32Array(count);
  const placed = (rank: number): number => (descending && rank < count - 1 ? count - 2 - rank : rank);
  for (let at = 0; at < slots.length; at++) {
    if (at % STEP === 0) yield;
    ends[placed(of[slots[at]!]!)]!++;
  }
  for (let rank = 0, sum = 0; rank < count; rank++) {
    if (rank % STEP === 0) yield;
    const size = ends[rank]!;
    ends[rank] = sum;
    sum += size;
  }
  const sorted = new Uint32Array(slots.length);
  for (let at = 0; at < slots.length; at++) {
    if (at % STEP === 0) yield;
    const slot = slots[at]!;
    sorted[ends[placed(of[slot]!)]!++] = slot;
  }
  return sorted;
}
