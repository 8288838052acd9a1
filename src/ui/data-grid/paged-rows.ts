import { type GridRows, type Order, type RowsChange, plainOrder } from './grid-rows.ts';
import { type IdSelection, SelectedIds } from './id-selection.ts';
import type { RowChanges } from './local-rows.ts';
import { PageList, type RowPage } from './page-list.ts';
import { Start, sameRows } from './start-over.ts';

/** What a host is asked. Groups are not for it to make. */
export interface PageRequest {
  readonly order: Order;
  /** Null: the first page. */
  readonly cursor: string | null;
  readonly limit: number;
  readonly signal: AbortSignal;
}

export interface PagedRowsOptions<Row> {
  idOf(row: Row): string;
  /** Default: every row. */
  selectable?(row: Row): boolean;
  fetchPage(request: PageRequest): Promise<RowPage<Row>>;
  /** Rows a page; default 200. */
  readonly limit?: number;
  /** Pages whose rows are kept at most; default 50. Those farthest from what is on screen go, and are fetched again when it comes near. */
  readonly keep?: number;
}

/**
 * Rows that a host has too many of: fetched page by page, as what is on screen comes near. The host sorts and filters. There
 * are no groups.
 */
export class PagedRows<Row> implements GridRows<Row> {
  readonly #options: PagedRowsOptions<Row>;
  readonly #limit: number;
  readonly #keep: number;
  readonly #listeners = new Set<(change: RowsChange) => void>();
  readonly #selected = new SelectedIds();
  #pages: PageList<Row>;
  #total = { count: 0, exact: true };
  #order: Order = plainOrder;
  /** Requests under way, by page. */
  readonly #asked = new Map<number, AbortController>();
  /** Pages that could not be had, and why. */
  readonly #failed = new Map<number, unknown>();
  /** Positions on screen. */
  #screen = { from: 0, to: 0 };
  /** Starting over, until the first page is here. */
  #start: Start | null = null;

  constructor(options: PagedRowsOptions<Row>) {
    this.#options = options;
    this.#limit = options.limit ?? 200;
    this.#keep = Math.max(options.keep ?? 50, 4);
    this.#pages = new PageList(options.idOf);
  }

  /** Of those that are here. */
  get(id: string): Row | undefined {
    return this.#pages.get(id);
  }

  /** What is selected, rows that are not here included. */
  get selection(): IdSelection {
    return this.#selected.value;
  }

  /** Why `more` has failed: what `fetchPage` rejected with. */
  get trouble(): unknown {
    return this.#start ? this.#start.failure?.reason : [...this.#failed.values()][0];
  }

  /** Changes of rows, as far as they are here. New ones are not: where they belong, only the host knows. */
  apply({ upsert = [], remove = [] }: RowChanges<Row>): void {
    let [replaced, removed] = [false, false];
    for (const row of upsert) {
      if (!this.#pages.replace(row)) continue;
      replaced = true;
      this.#see(row);
    }
    for (const id of remove) {
      this.#selected.forget(id);
      if (!this.#pages.remove(id)) continue;
      removed = true;
      this.#total = { ...this.#total, count: Math.max(0, this.#total.count - 1) };
    }
    if (removed) this.#tell('order', 'state', 'selection');
    else if (replaced || remove.length) this.#tell('rows', 'selection');
    this.#want();
  }

  /** Asks the host anew; what is here stays until the answer. */
  reload(): Promise<void> {
    return this.#begin(this.#start?.order ?? this.#order);
  }

  /** Asks anew for what is near, and for the rest when it comes near; until then all stays where it is. */
  refresh(): void {
    this.#drop();
    this.#pages.doubt();
    this.#want();
  }

  /** Asks the host nothing more. */
  stop(): void {
    this.#start?.asked.abort();
    this.#drop();
  }

  #drop(pages = [...this.#asked.keys()]): void {
    for (const number of pages) {
      this.#asked.get(number)!.abort();
      this.#asked.delete(number);
    }
  }

  // Positions

  get length(): number {
    return this.#pages.length;
  }

  get matching(): { readonly count: number; readonly exact: boolean } {
    return this.#total;
  }

  rowAt(position: number): Row | undefined {
    return this.#pages.rowAt(position);
  }

  headingAt(): undefined {
    return undefined;
  }

  toggle(): void {}

  idOf(row: Row): string {
    return this.#options.idOf(row);
  }

  positionOf(id: string): number {
    return this.#pages.positionOf(id);
  }

  // Selection

  get selectedCount(): number {
    return this.#selected.count(this.#total.count);
  }

  get allSelected(): boolean {
    return this.#selected.isAll(this.#total.count, this.#pages.count > 0 && this.#pages.next === null);
  }

  isSelected(position: number): boolean {
    const id = this.#pages.idAt(position);
    return id !== undefined && this.#selected.has(id);
  }

  isSelectable(position: number): boolean {
    const id = this.#pages.idAt(position);
    return id !== undefined && this.#selected.canBe(id);
  }

  select(from: number, to: number, on: boolean): void {
    const end = Math.min(Math.max(from, to), this.length - 1);
    for (let position = Math.max(Math.min(from, to), 0); position <= end; position++) this.#selected.set(this.#pages.idAt(position)!, on);
    this.#tell('selection');
  }

  selectAll(on: boolean): void {
    this.#selected.setAll(on);
    this.#tell('selection');
  }

  *selectedRows(): Iterable<Row> {
    for (const row of this.#pages.rows()) if (this.#selected.has(this.idOf(row))) yield row;
  }

  // Pages

  /** Starts over, unless the order is the present one already. A failure is told by `more`, and ended by `retry`. */
  arrange(order: Order): Promise<void> {
    const present = this.#start ? this.#start.order : this.#pages.count > 0 ? this.#order : null;
    return present && JSON.stringify(present) === JSON.stringify(order) ? (this.#start?.done ?? Promise.resolve()) : this.#begin(order);
  }

  get busy(): boolean {
    return this.#start !== null && !this.#start.failure;
  }

  near(from: number, to: number): void {
    this.#screen = { from, to };
    this.#want();
  }

  get more(): 'none' | 'loading' | 'failed' {
    if (this.#start) return this.#start.failure ? 'failed' : 'loading';
    return this.#failed.size ? 'failed' : this.#asked.size ? 'loading' : 'none';
  }

  retry(): void {
    this.#failed.clear();
    if (this.#start?.failure) void this.#begin(this.#start.order);
    this.#want();
    this.#tell('state');
  }

  subscribe(listener: (change: RowsChange) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #begin(order: Order): Promise<void> {
    this.#start?.asked.abort();
    const start = new Start(order, this.#start);
    this.#start = start;
    this.#tell('state');
    this.#fetch(order, null, start.asked.signal).then(
      (page) => {
        if (this.#start !== start) return;
        this.stop();
        this.#start = null;
        this.#failed.clear();
        if (!sameRows(this.#order, order)) this.#selected.rematch();
        this.#order = order;
        this.#pages = new PageList(this.#options.idOf);
        this.#take(0, page);
        this.#tell('selection');
        start.succeed();
      },
      (reason: unknown) => {
        if (this.#start !== start || start.asked.signal.aborted) return;
        start.failure = { reason };
        this.#tell('state');
      },
    );
    return start.done;
  }

  /** Asks for what is near and not here, and for nothing else. */
  #want(): void {
    const pages = this.#pages;
    if (pages.count === 0) return;
    const first = pages.numberAt(Math.max(0, this.#screen.from - this.#limit));
    const last = Math.min(pages.numberAt(this.#screen.to + this.#limit), pages.next === null ? pages.count - 1 : pages.count);
    const far = (number: number): boolean => number < first || number > last;
    for (const number of [...this.#failed.keys()].filter(far)) this.#failed.delete(number);
    this.#drop([...this.#asked.keys()].filter(far));
    const asked = this.#asked.size;
    for (let number = first; number <= last; number++) {
      if (!pages.isFresh(number) && !this.#asked.has(number) && !this.#failed.has(number)) this.#ask(number);
    }
    const middle = (first + last) / 2;
    const held = pages.held.sort((a, b) => Math.abs(b - middle) - Math.abs(a - middle));
    for (const number of held.slice(0, Math.max(0, held.length - this.#keep)).filter(far)) pages.release(number);
    if (this.#asked.size > asked) this.#tell('state');
  }

  #ask(number: number): void {
    const pages = this.#pages;
    const cursor = pages.cursorOf(number);
    const asked = new AbortController();
    this.#asked.set(number, asked);
    const current = (): boolean => this.#asked.get(number) === asked && this.#asked.delete(number);
    this.#fetch(this.#order, cursor, asked.signal).then(
      (page) => {
        if (!current()) return;
        // Unless the page before has come anew meanwhile, and ends elsewhere.
        if (pages.cursorOf(number) === cursor) this.#take(number, page);
        else this.#want();
      },
      (reason: unknown) => {
        if (!current()) return;
        this.#failed.set(number, reason);
        this.#tell('state');
      },
    );
  }

  async #fetch(order: Order, cursor: string | null, signal: AbortSignal): Promise<RowPage<Row>> {
    const page = await this.#options.fetchPage({ order, cursor, limit: this.#limit, signal });
    if (page.next !== null && page.next === cursor) throw new Error('a page that ends where it begins');
    return page;
  }

  #take(number: number, page: RowPage<Row>): void {
    this.#total = page.total;
    for (const row of page.items) this.#see(row);
    this.#pages.put(number, page);
    this.#tell('order', 'state');
    this.#want();
  }

  #see(row: Row): void {
    this.#selected.see(this.idOf(row), this.#options.selectable?.(row) ?? true);
  }

  #tell(...changes: RowsChange[]): void {
    for (const change of changes) for (const listener of [...this.#listeners]) listener(change);
  }
}
