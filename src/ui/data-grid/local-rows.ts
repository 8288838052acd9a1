import { Arrangement } from './arrangement.ts';
import { Bits } from './bits.ts';
import type { Column } from './column.ts';
import { type GridRows, type Heading, type Order, type RowsChange, plainOrder } from './grid-rows.ts';
import { OpenGroups } from './open-groups.ts';
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
  #changed = new Bits();
  /** The view lacks rows that are being arranged, so nothing can be made from it. */
  #stale = false;
  /** The arranging under way; `changed`: slots that changed since it began. */
  #run: { readonly changed: Bits; done: Promise<void> } | null = null;
  readonly #open = new OpenGroups();

  constructor(options: LocalRowsOptions<Row>) {
    this.#options = options;
    this.#hooks = options.hooks ?? browserHooks;
    this.#selection = new Selection((row) => options.selectable?.(row) ?? true);
    this.#collator = new Intl.Collator(options.locale, { numeric: true });
    this.#shown = createShownText(options.locale, options.timeZone);
    this.#rules = readOrder<Row>(plainOrder, [], this.#shown);
    this.#table = new RowTable<Row>([], options.idOf);
    this.#view = Arrangement.empty(this.#table, this.#rules, { collator: this.#collator, isOpen: this.#open.isOpen, former: null });
  }

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
    // The former rows are shown a little longer, but none that has gone.
    this.#settled();
    this.#table = new RowTable(rows, this.#options.idOf);
    this.#changed = new Bits();
    void this.#rearrange();
  }

  /** More rows, last in the order given. One that is here already is replaced. */
  append(rows: readonly Row[]): void {
    this.apply({ upsert: rows });
  }

  apply({ upsert = [], remove = [] }: RowChanges<Row>): void {
    const table = this.#table;
    const selected = table.selected.count;
    table.index();
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
    this.#relieve();
    if (moved) this.#tell('order', 'state');
    else if (upsert.length) this.#tell('rows');
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
    this.#open.toggle(key, open);
    this.#settled().groups?.open(this.#open.isOpen);
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
    const { table, groups, slots, length } = this.#settled();
    const first = Math.max(Math.min(from, to), 0);
    const end = Math.min(Math.max(from, to) + 1, length);
    if (groups) for (let position = first; position < end; position++) this.#selection.set(table, this.#slotsAt(position), on);
    else this.#selection.set(table, slots.subarray(first, end), on);
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

  async arrange(order: Order, columns: readonly Column<Row>[]): Promise<void> {
    this.#rules = readOrder(order, columns, this.#shown);
    await this.#rearrange();
    // By a later order, or of what came meanwhile.
    while (this.#run) await this.#run.done;
  }

  get busy(): boolean {
    return this.#run !== null;
  }

  // All rows are here: there is nothing to fetch.
  near(): void {}
  retry(): void {}

  subscribe(listener: (change: RowsChange) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  async #rearrange(): Promise<void> {
    const run = { changed: new Bits(), done: Promise.resolve() };
    const former = this.#stale || this.#view.table !== this.#table ? null : this.#settled();
    const work = Arrangement.make(this.#table, this.#rules, { collator: this.#collator, isOpen: this.#open.isOpen, former });
    const wasBusy = this.busy;
    this.#run = run;
    run.done = inSlices(work, this.#hooks, (view) => this.#show(view, run.changed), () => this.#run !== run);
    if (this.busy !== wasBusy) this.#tell('state');
    try {
      await run.done;
    } finally {
      // Somebody's column has failed: the former order stands.
      if (this.#run === run) this.#run = null;
    }
  }

  #show(view: Arrangement<Row>, changed: Bits): void {
    const former = this.#view.table;
    this.#run = null;
    this.#view = view;
    this.#changed = changed;
    this.#stale = false;
    this.#relieve();
    if (former !== view.table) {
      this.#selection.carry(former, view.table, this.#options.idOf);
      if (former.selected.count !== view.table.selected.count) this.#tell('selection');
    }
    this.#tell('order', 'state');
  }

  #settled(): Arrangement<Row> {
    if (this.#changed.count > 0 && this.#view.table === this.#table) {
      this.#view.change(this.#changed);
      this.#changed.clear();
      if (this.#table.sparse && !this.busy) this.#view.renumber(this.#table.close());
    }
    return this.#view;
  }

  /** What is too much to merge in while somebody waits is arranged anew; only what has gone, goes at once. */
  #relieve(): void {
    if (this.#changed.count <= AT_ONCE) return;
    for (const slot of this.#changed) if (this.#table.at(slot) !== undefined) this.#changed.set(slot, false);
    this.#stale = true;
    if (!this.busy) void this.#rearrange();
  }

  #note(slot: number, moved: boolean): void {
    // What is being made may go by other rules.
    this.#run?.changed.set(slot, true);
    if (moved) this.#changed.set(slot, true);
  }

  /** A row's slot, or those under a heading. */
  #slotsAt(position: number): Uint32Array | number[] {
    const view = this.#settled();
    const place = view.groups?.at(position);
    if (place && 'heading' in place) return view.groups!.slotsOf(place.heading);
    const slot = view.slotAt(position);
    return slot === undefined ? [] : [slot];
  }

  #tell(...changes: RowsChange[]): void {
    for (const change of changes) for (const listener of [...this.#listeners]) listener(change);
  }
}
