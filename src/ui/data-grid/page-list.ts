/** What a host answers when it is asked for a page. */
export interface RowPage<Row> {
  readonly items: readonly Row[];
  /** How many match, on whatever page. `exact` false = more than that. */
  readonly total: { readonly count: number; readonly exact: boolean };
  /** Where the next page begins; null = this is the last. */
  readonly next: string | null;
}

/** A page that has been here. Its rows may have been let go; who they are is kept, so that positions and selection hold. */
export interface Page<Row> {
  /** Where it begins; null = at the beginning. */
  cursor: string | null;
  ids: string[];
  rows: Row[] | null;
  /** It has begun elsewhere since it was fetched, or may have changed. */
  stale: boolean;
}

/** Pages one after the other, each beginning where the one before ends. */
export class PageList<Row> {
  readonly #idOf: (row: Row) => string;
  readonly #pages: Page<Row>[] = [];
  /** Pages with their rows, by the ids of these. */
  readonly #here = new Map<string, Page<Row>>();
  /** Where each page begins, and where the last ends; null = to be counted anew. */
  #starts: number[] | null = null;
  /** Where the page after the last one begins; null = there is none. */
  next: string | null = null;

  constructor(idOf: (row: Row) => string) {
    this.#idOf = idOf;
  }

  /** Pages there are. */
  get count(): number {
    return this.#pages.length;
  }

  get length(): number {
    return this.#positions.at(-1)!;
  }

  /** Its number is `count` when the position is beyond the last. */
  numberAt(position: number): number {
    const starts = this.#positions;
    let [low, high] = [0, this.#pages.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (starts[middle + 1]! <= position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Rows are here, and are the ones that belong here. */
  isFresh(number: number): boolean {
    const page = this.#pages[number];
    return page !== undefined && page.rows !== null && !page.stale;
  }

  /** Rows may have changed since: no page is fresh any more. */
  doubt(): void {
    for (const page of this.#pages) page.stale = true;
  }

  cursorOf(number: number): string | null {
    return number < this.#pages.length ? this.#pages[number]!.cursor : this.next;
  }

  idAt(position: number): string | undefined {
    const number = this.numberAt(position);
    return this.#pages[number]?.ids[position - this.#positions[number]!];
  }

  /** Undefined, too, when the page was let go. */
  rowAt(position: number): Row | undefined {
    const number = this.numberAt(position);
    return this.#pages[number]?.rows?.[position - this.#positions[number]!];
  }

  positionOf(id: string): number {
    for (const [number, { ids }] of this.#pages.entries()) {
      const at = ids.indexOf(id);
      if (at >= 0) return this.#positions[number]! + at;
    }
    return -1;
  }

  get(id: string): Row | undefined {
    const page = this.#here.get(id);
    return page?.rows?.[page.ids.indexOf(id)];
  }

  *rows(): Iterable<Row> {
    for (const { rows } of this.#pages) if (rows) yield* rows;
  }

  /** Puts a page there that has been fetched. A row that stood on another page has moved. */
  put(number: number, { items, next }: RowPage<Row>): void {
    const page = { cursor: this.cursorOf(number), ids: items.map(this.#idOf), rows: [...items], stale: false };
    const ids = new Set(page.ids);
    if (number < this.#pages.length) this.release(number);
    for (const [other, { ids: those }] of this.#pages.entries()) {
      if (other !== number && those.some((id) => ids.has(id))) for (const id of those.filter((one) => ids.has(one))) this.#takeOut(other, id);
    }
    this.#pages[number] = page;
    for (const id of page.ids) this.#here.set(id, page);
    this.#starts = null;

    const after = this.#pages[number + 1];
    if (!after || next === null) {
      for (let gone = this.#pages.length - 1; gone > number; gone--) this.release(gone);
      this.#pages.length = number + 1;
      this.next = next;
    } else if (after.cursor !== next) {
      after.cursor = next;
      after.stale = true;
    }
  }

  /** A row that is here has become another. @returns whether it is here */
  replace(row: Row): boolean {
    const page = this.#here.get(this.#idOf(row));
    if (!page) return false;
    page.rows![page.ids.indexOf(this.#idOf(row))] = row;
    return true;
  }

  /** @returns whether it had a position */
  remove(id: string): boolean {
    const page = this.#here.get(id) ?? this.#pages.find(({ rows, ids }) => !rows && ids.includes(id));
    if (page) this.#takeOut(this.#pages.indexOf(page), id);
    return page !== undefined;
  }

  /** Lets the rows of a page go. */
  release(number: number): void {
    const page = this.#pages[number]!;
    if (page.rows) for (const id of page.ids) this.#here.delete(id);
    page.rows = null;
  }

  /** Numbers of the pages that have rows. */
  get held(): number[] {
    return [...this.#pages.keys()].filter((number) => this.#pages[number]!.rows !== null);
  }

  #takeOut(number: number, id: string): void {
    const page = this.#pages[number]!;
    const at = page.ids.indexOf(id);
    page.ids.splice(at, 1);
    page.rows?.splice(at, 1);
    if (page.rows) this.#here.delete(id);
    this.#starts = null;
  }

  get #positions(): number[] {
    if (this.#starts) return this.#starts;
    const starts = [0];
    for (const { ids } of this.#pages) starts.push(starts.at(-1)! + ids.length);
    return (this.#starts = starts);
  }
}
