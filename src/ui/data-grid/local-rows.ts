import { Arrangement } from './arrangement.ts';
import type { Column } from './column.ts';
import { type GridRows, type Heading, type Order, type RowsChange, plainOrder } from './grid-rows.ts';
import { RowTable } from './row-table.ts';
import { type Rules, readOrder } from './rules.ts';
import { Selection } from './selection.ts';
import { createShownText } from './shown-text.ts';
import { type SliceHooks, browserHooks, inSlices } from './slices.ts';

export interface LocalRowsOptions<Row> {
  idOf(row: Row): string;
  /** Default: every row. */
  selectable?(row: Row): boolean;
  /** How text sorts, and how numbers and dates are searched. */
  readonly locale: string;
  /** Default: the browser's. */
  readonly timeZone?: string;
  /** For tests. */
  readonly hooks?: SliceHooks;
}

/** So many changes at once cost less arranged anew, in slices, than merged in. */
const AT_ONCE = 1000;

/** Live changes. A row whose id is new goes last where nothing else says where. */
export interface RowChanges<Row> {
  readonly upsert?: readonly Row[];
  readonly remove?: readonly string[];
}

/**
 * Rows that are all here. Iterating yields them in the order given.
 *
 * Rows as given, an array of their numbers in order, a bit for each that is selected, and nothing else: no object per row.
 */
export class LocalRows<Row> implements GridRows<Row> {
  readonly more = 'none';
  readonly #options: LocalRowsOptions<Row>;
  readonly #hooks: SliceHooks;
  readonly #collator: Intl.Collator;
  readonly #shown: ReturnType<typeof createShownText>;
  readonly #selection: Selection<Row>;
  readonly #listeners = new Set<(change: RowsChange) => void>();
  /** All rows there are. While a new table is being arranged, positions still show the former one. */
  #table: RowTable<Row>;
  #view: Arrangement<Row>;
  /** What the next arrangement goes by. */
  #rules: Rules<Row>;
  /** Slots that changed since the view was made. Merged in when somebody looks: once a frame, however often rows change. */
  #changed = new Set<number>();
  /** The arranging under way; `changed`: slots that changed since it began. */
  #run: { readonly changed: Set<number> } | null = null;
  #arranged: Promise<void> = Promise.resolve();
  #openByDefault = true;
  /** Groups that are not as by default. */
  readonly #otherwise = new Set<string>();

  constructor(options: LocalRowsOptions<Row>) {
    this.#options = options;
    this.#hooks = options.hooks ?? browserHooks;
    this.#selection = new Selection((row) => options.selectable?.(row) ?? true);
    this.#collator = new Intl.Collator(options.locale, { numeric: true });
    this.#shown = createShownText(options.locale, options.timeZone);
    this.#rules = readOrder<Row>(plainOrder, [], this.#shown);
    this.#table = new RowTable<Row>([], options.idOf);
    this.#view = Arrangement.empty(this.#table, this.#rules, this.#collator);
  }

  // Rows

  get size(): number {
    return this.#table.size;
  }

  [Symbol.iterator](): Iterator<Row> {
    return this.#table[Symbol.iterator]();
  }

  get(id: string): Row | undefined {
    return this.#table.at(this.#table.slotOf(id));
  }

  /** Those that match, in order, those of closed groups included. */
  *matchingRows(): Iterable<Row> {
    const { table, slots } = this.#settled();
    for (const slot of slots) yield table.at(slot)!;
  }

  /** Other rows from now on. The array must not change afterwards. What was selected and is still there, is selected. */
  replace(rows: readonly Row[]): void {
    this.#table = new RowTable(rows, this.#options.idOf);
    this.#changed.clear();
    void this.#rearrange();
  }

  /** More rows, last in the order given. One that is here already is replaced. */
  append(rows: readonly Row[]): void {
    this.apply({ upsert: rows });
  }

  apply({ upsert = [], remove = [] }: RowChanges<Row>): void {
    const table = this.#table;
    const selected = table.selected.count;
    let moved = false;
    for (const row of upsert) {
      const slot = table.slotOf(this.idOf(row));
      const before = table.at(slot);
      if (before === undefined) {
        moved = true;
        this.#note(table.add(row), true);
      } else {
        const stays = this.#view.staysPut(before, row);
        table.put(slot, row);
        this.#selection.check(table, slot);
        moved ||= !stays;
        this.#note(slot, !stays);
      }
    }
    for (const id of remove) {
      const slot = table.slotOf(id);
      if (slot < 0) continue;
      moved = true;
      table.remove(slot);
      this.#note(slot, true);
    }
    if (this.#changed.size > AT_ONCE) void this.#rearrange();
    if (moved || upsert.length) this.#tell(moved ? 'order' : 'rows');
    if (moved) this.#tell('state');
    if (selected !== table.selected.count) this.#tell('selection');
  }

  // Positions

  get length(): number {
    return this.#settled().length;
  }

  get matching(): { readonly count: number; readonly exact: boolean } {
    return { count: this.#settled().matching, exact: true };
  }

  rowAt(position: number): Row | undefined {
    const view = this.#settled();
    const slot = view.slotAt(position);
    return slot === undefined ? undefined : view.table.at(slot);
  }

  headingAt(position: number): Heading<Row> | undefined {
    const { groups, table } = this.#settled();
    const place = groups?.at(position);
    if (!groups || !place || 'slot' in place) return undefined;
    const heading = groups.heading(place.heading);
    return { ...heading, first: table.at(heading.first)! };
  }

  toggle(key: string | null, open: boolean): void {
    if (key === null) {
      this.#openByDefault = open;
      this.#otherwise.clear();
    } else if (open === this.#openByDefault) this.#otherwise.delete(key);
    else this.#otherwise.add(key);
    this.#settled().groups?.open(this.#isOpen);
    this.#tell('order');
  }

  idOf(row: Row): string {
    return this.#options.idOf(row);
  }

  positionOf(id: string): number {
    const view = this.#settled();
    const slot = view.table.slotOf(id);
    return slot < 0 ? -1 : view.positionOf(slot);
  }

  // Selection

  get selectedCount(): number {
    return this.#view.table.selected.count;
  }

  get allSelected(): boolean {
    return this.selectedCount > 0 && this.#selection.all(this.#view.table, this.#settled().slots);
  }

  isSelected(position: number): boolean {
    return this.#selection.all(this.#view.table, this.#slotsAt(position));
  }

  isSelectable(position: number): boolean {
    return this.#selection.possible(this.#view.table, this.#slotsAt(position));
  }

  select(from: number, to: number, on: boolean): void {
    const end = Math.min(Math.max(from, to), this.length - 1);
    for (let position = Math.max(Math.min(from, to), 0); position <= end; position++) this.#selection.set(this.#view.table, this.#slotsAt(position), on);
    this.#tell('selection');
  }

  selectAll(on: boolean): void {
    const { table, slots } = this.#settled();
    table.selected.clear();
    if (on) this.#selection.set(table, slots, true);
    this.#tell('selection');
  }

  *selectedRows(): Iterable<Row> {
    const { table } = this.#view;
    for (const slot of table.selected) yield table.at(slot)!;
  }

  // Order

  arrange(order: Order, columns: readonly Column<Row>[]): Promise<void> {
    this.#rules = readOrder(order, columns, this.#shown);
    return this.#rearrange();
  }

  get busy(): boolean {
    return this.#run !== null;
  }

  near(): void {
    // All rows are here.
  }

  retry(): void {
    // All rows are here.
  }

  subscribe(listener: (change: RowsChange) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  async #rearrange(): Promise<void> {
    const run = { changed: new Set<number>() };
    const work = Arrangement.make(this.#table, this.#rules, this.#collator, this.#isOpen);
    const wasBusy = this.busy;
    this.#run = run;
    const arranging = inSlices(work, this.#hooks, (view) => this.#show(view, run.changed), () => this.#run !== run);
    this.#arranged = arranging;
    if (this.busy !== wasBusy) this.#tell('state');
    try {
      for (let last = null; last !== this.#arranged; ) await (last = this.#arranged);
    } finally {
      // Somebody's column has failed: the former order stands.
      if (this.#run === run) this.#run = null;
    }
  }

  #show(view: Arrangement<Row>, changed: Set<number>): void {
    const former = this.#view.table;
    this.#run = null;
    this.#view = view;
    this.#changed = changed;
    if (former !== view.table) {
      this.#selection.carry(former, view.table, this.#options.idOf);
      if (former.selected.count !== view.table.selected.count) this.#tell('selection');
    }
    this.#tell('order');
    this.#tell('state');
  }

  #settled(): Arrangement<Row> {
    if (this.#changed.size > 0 && this.#view.table === this.#table) {
      this.#view.change(this.#changed, this.#isOpen);
      this.#changed.clear();
    }
    return this.#view;
  }

  #note(slot: number, moved: boolean): void {
    // What is being made may go by other rules.
    this.#run?.changed.add(slot);
    if (moved) this.#changed.add(slot);
  }

  /** A row's slot, or those under a heading. */
  #slotsAt(position: number): Uint32Array | number[] {
    const view = this.#settled();
    const place = view.groups?.at(position);
    if (place && 'heading' in place) return view.groups!.slotsOf(place.heading);
    const slot = view.slotAt(position);
    return slot === undefined ? [] : [slot];
  }

  readonly #isOpen = (key: string): boolean => this.#openByDefault !== this.#otherwise.has(key);

  #tell(change: RowsChange): void {
    for (const listener of [...this.#listeners]) listener(change);
  }
}
