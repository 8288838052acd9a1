import { Bits } from './bits.ts';
import { compareFilters } from './filter.ts';
import { Groups } from './groups.ts';
import type { RowTable } from './row-table.ts';
import { type Rules, compareRows, compareSorts } from './rules.ts';
import { SlotList } from './slot-list.ts';
import { type Sorted, type Ties, reverseSlots, sortTable } from './sorted-slots.ts';

/** Rows looked at between two yields. */
const STEP = 512;

export interface ArrangementOptions<Row> {
  readonly collator: Intl.Collator;
  /** Whether a group is open. */
  isOpen(key: string): boolean;
  /** What to start from; null: nothing that could be of use. */
  readonly former: Arrangement<Row> | null;
}

/** A table's rows as rules want them: sorted, then filtered, then grouped. Changes of single rows are merged in. */
export class Arrangement<Row> {
  readonly table: RowTable<Row>;
  readonly rules: Rules<Row>;
  readonly groups: Groups | null;
  readonly #options: Pick<ArrangementOptions<Row>, 'collator' | 'isOpen'>;
  /** All rows, sorted. */
  readonly #sorted: SlotList;
  /** Those that match; the same list when all do. */
  readonly #matching: SlotList;
  #ties: Ties | null;
  /** Slots from here on are not here yet. */
  #end: number;

  private constructor(table: RowTable<Row>, rules: Rules<Row>, { collator, isOpen }: ArrangementOptions<Row>, { slots, ties }: Sorted, matching: Uint32Array, groups: Groups | null) {
    this.table = table;
    this.rules = rules;
    this.groups = groups;
    this.#options = { collator, isOpen };
    this.#sorted = new SlotList(slots);
    this.#matching = matching === slots ? this.#sorted : new SlotList(matching);
    this.#ties = ties;
    this.#end = table.end;
  }

  static empty<Row>(table: RowTable<Row>, rules: Rules<Row>, options: ArrangementOptions<Row>): Arrangement<Row> {
    const slots = new Uint32Array(0);
    return new Arrangement(table, rules, options, { slots, ties: null }, slots, null);
  }

  /** Yields often. The table may change meanwhile; what changed is to be told to `change` afterwards. */
  static *make<Row>(table: RowTable<Row>, rules: Rules<Row>, options: ArrangementOptions<Row>): Generator<void, Arrangement<Row>> {
    const { former } = options;
    const sorts = former ? compareSorts(former.rules.sort, rules.sort) : 'other';
    const filters = former && sorts === 'same' ? compareFilters(former.rules.filter, rules.filter) : 'other';
    // The former order lives on meanwhile, so it is copied before the first yield.
    const candidates = filters === 'other' || !rules.filter ? null : former!.#matching.slots.slice();
    const sorted = yield* sort(table, rules, options, sorts);

    let matching = sorted.slots;
    if (filters === 'same' && rules.filter) matching = candidates!;
    else if (rules.filter) matching = yield* filter(table, rules.filter.matches, candidates ?? sorted.slots);

    const groups = rules.group && new Groups();
    if (groups) {
      for (let at = 0; at < matching.length; at++) {
        if (at % STEP === 0) yield;
        const row = table.at(matching[at]!);
        groups.assign(matching[at]!, row === undefined ? '' : rules.group!(row));
      }
      groups.lay(matching, options.isOpen);
    }
    return new Arrangement(table, rules, options, sorted, matching, groups);
  }

  /** Rows that match, in order, those of closed groups included. */
  get slots(): Uint32Array {
    return this.groups?.slots ?? this.#matching.slots;
  }

  /** All rows, sorted; and how to turn them round, unless some have changed since. */
  get sorted(): Sorted {
    return { slots: this.#sorted.slots, ties: this.#ties };
  }

  /** Positions there are. */
  get length(): number {
    return this.groups?.length ?? this.#matching.length;
  }

  get matching(): number {
    return this.#matching.length;
  }

  /** Whether a row stays where it is when it becomes another. */
  staysPut(before: Row, after: Row): boolean {
    const { sort, filter, group } = this.rules;
    return (
      compareRows(before, after, sort, this.#options.collator) === 0 &&
      (!filter || filter.matches(before) === filter.matches(after)) &&
      (!group || group(before) === group(after))
    );
  }

  /** Takes slots in that were added, moves those that changed, lets those go that are empty. */
  change(changed: Bits): void {
    const { table } = this;
    const { sort, filter, group } = this.rules;
    const { collator, isOpen } = this.#options;
    // Rows that are equal stand as they were given, which is the order of slots.
    const compare = (a: number, b: number): number => compareRows(table.at(a)!, table.at(b)!, sort, collator) || a - b;
    const before = (a: number, b: number): boolean => compare(a, b) < 0;
    const slots = [...changed];
    const here = slots.filter((slot) => table.at(slot) !== undefined).sort(compare);
    const known = slots.some((slot) => slot < this.#end);
    this.#end = table.end;
    this.#ties = null;
    if (known) this.#sorted.remove(changed);
    this.#sorted.insert(here, before);
    if (this.#matching !== this.#sorted) {
      if (known) this.#matching.remove(changed);
      this.#matching.insert(here.filter((slot) => filter!.matches(table.at(slot)!)), before);
    }
    if (!this.groups) return;
    for (const slot of here) this.groups.assign(slot, group!(table.at(slot)!));
    this.groups.lay(this.#matching.slots, isOpen);
  }

  /** After slots were closed up. Nothing else may be left to `change`. */
  renumber(to: Uint32Array): void {
    this.#sorted.renumber(to);
    if (this.#matching !== this.#sorted) this.#matching.renumber(to);
    this.groups?.renumber(to);
    this.#end = this.table.end;
  }

  /** −1: does not match, or is in a closed group. */
  positionOf(slot: number): number {
    return this.groups ? this.groups.positionOf(slot) : this.#matching.indexOf(slot);
  }

  /** The row's slot there, or undefined. */
  slotAt(position: number): number | undefined {
    if (!this.groups) return this.#matching.at(position);
    const place = this.groups.at(position);
    return place && 'slot' in place ? place.slot : undefined;
  }
}

function* sort<Row>(table: RowTable<Row>, rules: Rules<Row>, { former, collator }: ArrangementOptions<Row>, sorts: ReturnType<typeof compareSorts>): Generator<void, Sorted> {
  if (former && sorts !== 'other') {
    const { slots, ties } = former.sorted;
    const copy = { slots: slots.slice(), ties };
    if (sorts === 'same') return copy;
    if (ties) return yield* reverseSlots(copy.slots, ties);
  }
  return yield* sortTable(table, rules.sort, collator);
}

/** Rows are looked at in the order they came, not as they are sorted: they lie so in memory, and it takes a third of the time. */
function* filter<Row>(table: RowTable<Row>, matches: (row: Row) => boolean, slots: Uint32Array): Generator<void, Uint32Array> {
  const asked = new Bits();
  const found = new Bits();
  for (let at = 0; at < slots.length; at++) {
    if (at % STEP === 0) yield;
    asked.set(slots[at]!, true);
  }
  for (let slot = 0, end = table.end; slot < end; slot++) {
    if (slot % STEP === 0) yield;
    const row = asked.has(slot) ? table.at(slot) : undefined;
    if (row !== undefined && matches(row)) found.set(slot, true);
  }
  const matching = new Uint32Array(found.count);
  for (let at = 0, count = 0; at < slots.length; at++) {
    if (at % STEP === 0) yield;
    if (found.has(slots[at]!)) matching[count++] = slots[at]!;
  }
  return matching;
}
