import { Groups } from './groups.ts';
import type { RowTable } from './row-table.ts';
import { type Rules, compareRows } from './rules.ts';
import { mergeSort } from './merge-sort.ts';
import { SlotList } from './slot-list.ts';

/** Rows looked at between two yields. */
const STEP = 512;

/** A table's rows as rules want them: sorted, then filtered, then grouped. Changes of single rows are merged in. */
export class Arrangement<Row> {
  readonly table: RowTable<Row>;
  readonly rules: Rules<Row>;
  /** All rows, sorted. */
  readonly #sorted: SlotList;
  /** Those that match; the same list when all do. */
  readonly #matching: SlotList;
  readonly #groups: Groups | null;
  readonly #collator: Intl.Collator;

  private constructor(table: RowTable<Row>, rules: Rules<Row>, collator: Intl.Collator, lists: { sorted: SlotList; matching: SlotList; groups: Groups | null }) {
    this.table = table;
    this.rules = rules;
    this.#collator = collator;
    this.#sorted = lists.sorted;
    this.#matching = lists.matching;
    this.#groups = lists.groups;
  }

  static empty<Row>(table: RowTable<Row>, rules: Rules<Row>, collator: Intl.Collator): Arrangement<Row> {
    const sorted = new SlotList(new Uint32Array(0));
    return new Arrangement(table, rules, collator, { sorted, matching: sorted, groups: null });
  }

  /** Yields often. The table may change meanwhile; what changed is to be told to `change` afterwards. */
  static *make<Row>(table: RowTable<Row>, rules: Rules<Row>, collator: Intl.Collator, isOpen: (key: string) => boolean): Generator<void, Arrangement<Row>> {
    const slots = new Uint32Array(table.end);
    let count = 0;
    for (let slot = 0; slot < slots.length; slot++) if (table.at(slot) !== undefined) slots[count++] = slot;
    const sorted = new SlotList(slots, count);
    if (rules.sort.length) yield* mergeSort(sorted.slots, compareSlots(table, rules, collator));
    let matching = sorted;
    if (rules.matches) {
      const found = new Uint32Array(count);
      let length = 0;
      for (let at = 0; at < count; at++) {
        if (at % STEP === 0) yield;
        const row = table.at(slots[at]!);
        if (row !== undefined && rules.matches(row)) found[length++] = slots[at]!;
      }
      matching = new SlotList(found.slice(0, length));
    }
    const groups = rules.group && new Groups();
    if (groups) {
      for (let at = 0; at < count; at++) {
        if (at % STEP === 0) yield;
        const row = table.at(slots[at]!);
        if (row !== undefined) groups.assign(slots[at]!, rules.group!(row));
      }
      groups.lay(matching, isOpen);
    }
    return new Arrangement(table, rules, collator, { sorted, matching, groups });
  }

  get groups(): Groups | null {
    return this.#groups;
  }

  /** Rows that match, in order, those of closed groups included. */
  get slots(): Uint32Array {
    return this.#groups?.slots ?? this.#matching.slots;
  }

  /** Positions there are. */
  get length(): number {
    return this.#groups?.length ?? this.#matching.length;
  }

  get matching(): number {
    return this.#matching.length;
  }

  /** Whether a row stays where it is when it becomes another. */
  staysPut(before: Row, after: Row): boolean {
    const { sort, matches, group } = this.rules;
    return (
      compareRows(before, after, sort, this.#collator) === 0 &&
      (!matches || matches(before) === matches(after)) &&
      (!group || group(before) === group(after))
    );
  }

  /** Takes slots in that were added, moves those that changed, lets those go that are empty. */
  change(changed: ReadonlySet<number>, isOpen: (key: string) => boolean): void {
    const { table, rules } = this;
    const compare = compareSlots(table, rules, this.#collator);
    const here = [...changed].filter((slot) => table.at(slot) !== undefined).sort(compare);
    const before = (a: number, b: number): boolean => compare(a, b) < 0;
    const leaves = (slot: number): boolean => changed.has(slot);
    this.#sorted.remove(leaves);
    this.#sorted.insert(here, before);
    if (this.#matching !== this.#sorted) {
      this.#matching.remove(leaves);
      this.#matching.insert(here.filter((slot) => rules.matches!(table.at(slot)!)), before);
    }
    if (!this.#groups) return;
    for (const slot of here) this.#groups.assign(slot, rules.group!(table.at(slot)!));
    this.#groups.lay(this.#matching, isOpen);
  }

  /** −1: does not match, or is in a closed group. */
  positionOf(slot: number): number {
    return this.#groups ? this.#groups.positionOf(slot) : this.#matching.indexOf(slot);
  }

  /** The row's slot there, or undefined. */
  slotAt(position: number): number | undefined {
    if (!this.#groups) return this.#matching.at(position);
    const place = this.#groups.at(position);
    return place && 'slot' in place ? place.slot : undefined;
  }
}

/** A total order: rows that are equal stand as they were given, which is the order of slots. */
function compareSlots<Row>(table: RowTable<Row>, { sort }: Rules<Row>, collator: Intl.Collator): (a: number, b: number) => number {
  return (a, b) => {
    const [rowA, rowB] = [table.at(a), table.at(b)];
    // A row that goes while its table is being sorted is taken out afterwards.
    return (rowA === undefined || rowB === undefined ? 0 : compareRows(rowA, rowB, sort, collator)) || a - b;
  };
}
