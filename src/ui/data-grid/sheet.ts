import { Body } from './body.ts';
import { Cursor, HEAD } from './cursor.ts';
import type { RowsChange } from './grid-rows.ts';
import type { Drawing } from './row-node.ts';
import { Viewport } from './viewport.ts';

/** `arranged`: the order is what the user just asked for. `still`: what changed is below what is in sight. */
export type SheetChange = RowsChange | 'arranged' | 'still';

export interface SheetParts {
  /** Scrolls. */
  readonly scroller: HTMLElement;
  /** Sticks to its upper edge. */
  readonly head: HTMLElement;
  /** Holds the rows. */
  readonly body: HTMLElement;
  /** As tall as a row. */
  readonly probe: HTMLElement;
}

/** Rows below a head, scrolled, drawn once a frame whatever changes meanwhile, with one active cell. */
export class Sheet<Row> {
  readonly cursor = new Cursor<Row>();
  readonly #parts: SheetParts;
  readonly #drawing: Drawing<Row>;
  readonly #drawn: (changes: ReadonlySet<SheetChange>) => void;
  readonly #viewport = new Viewport();
  readonly #body: Body<Row>;
  readonly #sizes: ResizeObserver;
  /** Since the last frame; `#taken`: those that positions know of already. */
  #changes = new Set<SheetChange>();
  #taken = new Set<SheetChange>();
  #request = 0;
  #tall = -1;
  /** The cell that Tab leads to. */
  #stop: HTMLElement | undefined;
  #hadFocus = false;

  /** @param drawn told after each frame what has changed in it */
  constructor(parts: SheetParts, drawing: Drawing<Row>, drawn: (changes: ReadonlySet<SheetChange>) => void) {
    this.#parts = parts;
    this.#drawing = drawing;
    this.#drawn = drawn;
    this.#body = new Body(parts.body, this.#viewport, drawing);
    const { scroller, head, probe } = parts;
    scroller.addEventListener('scroll', this.#onScroll, { passive: true });
    scroller.addEventListener('scrollend', this.#onRest);
    scroller.addEventListener('focusin', this.#onFocus);
    scroller.addEventListener('focusout', this.#onBlur);
    this.#sizes = new ResizeObserver(this.#onResize);
    for (const part of [scroller, head, probe]) this.#sizes.observe(part);
  }

  dispose(): void {
    cancelAnimationFrame(this.#request);
    this.#sizes.disconnect();
    const { scroller } = this.#parts;
    scroller.removeEventListener('scroll', this.#onScroll);
    scroller.removeEventListener('scrollend', this.#onRest);
    scroller.removeEventListener('focusin', this.#onFocus);
    scroller.removeEventListener('focusout', this.#onBlur);
    this.#body.rebuild();
  }

  /** Rows in sight, those cut at the edge left out. */
  get page(): number {
    return Math.max(1, this.#viewport.capacity - 2);
  }

  tick(): void {
    this.#body.tick();
  }

  /** Something has changed: it is drawn in the next frame. */
  changed(...changes: SheetChange[]): void {
    for (const change of changes) this.#changes.add(change);
    this.#request ||= requestAnimationFrame(this.#frame);
  }

  /** Other cells are shown from now on. `at`: where the active one went. */
  rebuild(at: number): void {
    const hadFocus = this.#hasFocus;
    this.cursor.at = at;
    this.#body.rebuild();
    this.#hadFocus = hadFocus;
    this.changed('order', 'still');
  }

  /** Everything may read otherwise. */
  forget(): void {
    this.#body.forget();
    this.changed('rows');
  }

  /** Makes a cell the active one, scrolls no further than needed, and gives it the focus. */
  go(position: number, at = this.cursor.at): void {
    const { rows } = this.#drawing;
    this.#settle();
    this.cursor.go(rows, position, at);
    this.#body.hold();
    if (this.cursor.position !== HEAD) this.#scroll(this.#viewport.reveal(this.cursor.position));
    this.#frame();
    // Back where it was, an element tells nobody that it shows another row.
    if (this.#hasFocus && this.#active === this.#stop) this.#stop?.blur();
    this.#stop?.focus({ preventScroll: true });
    if (this.#parts.scroller.scrollWidth > this.#parts.scroller.clientWidth) this.#stop?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  /** Gives the active cell the focus. */
  focus(): void {
    this.go(this.cursor.position);
  }

  scrollTo(position: number): void {
    this.#settle();
    this.#scroll(this.#viewport.reveal(position));
    this.changed();
  }

  /** The position at a height of the window; one beyond what is in sight when it is outside. */
  positionAt(clientY: number): number {
    const { scroller, head } = this.#parts;
    const { top, rowHeight, height, first } = this.#viewport;
    const y = clientY - scroller.getBoundingClientRect().top - head.offsetHeight;
    const position = y < 0 ? first - 1 : Math.floor((top + Math.min(y, height)) / rowHeight);
    return Math.max(0, Math.min(position, this.#drawing.rows.length - 1));
  }

  get #active(): Element | null {
    return (this.#parts.scroller.getRootNode() as ShadowRoot).activeElement;
  }

  get #hasFocus(): boolean {
    return this.#parts.scroller.contains(this.#active);
  }

  readonly #frame = (): void => {
    cancelAnimationFrame(this.#request);
    this.#request = 0;
    const { rowHeight, height } = this.#viewport;
    if (!rowHeight || height <= 0) return;
    this.#settle();
    const [from, to] = this.#body.draw(this.cursor.position);
    this.#drawing.rows.near(from, to);
    this.#placeStop();
    const changes = this.#taken;
    this.#taken = new Set();
    if (changes.size) this.#drawn(changes);
  };

  /** Takes in what has changed, as far as where rows stand is concerned. */
  #settle(): void {
    const changes = this.#changes;
    this.#changes = new Set();
    for (const change of changes) this.#taken.add(change);
    if (changes.has('order')) this.#reorder(changes);
    // A row that was on its way may be here now.
    else if (changes.has('rows')) this.cursor.go(this.#drawing.rows, this.cursor.position);
    this.#scroll(this.#viewport.resize({ count: this.#drawing.rows.length }), true);
  }

  #reorder(changes: ReadonlySet<SheetChange>): void {
    const { rows } = this.#drawing;
    const { cursor } = this;
    const viewport = this.#viewport;
    const before = cursor.position;
    const anchor = cursor.position !== HEAD && viewport.isInSight(before) ? before : this.#firstRowInSight();
    const anchorId = this.#idAt(anchor);
    const inUse = before !== HEAD && this.#hasFocus;
    const anew = changes.has('arranged') && !inUse;
    if (anew && before !== HEAD) cursor.go(rows, 0);
    else cursor.follow(rows);
    if (changes.has('still')) return;
    if (anew) viewport.top = 0;
    else if (viewport.top > 0 || inUse) {
      const now = anchorId === undefined ? -1 : rows.positionOf(anchorId);
      if (now >= 0) viewport.top += (now - anchor) * viewport.rowHeight;
    }
  }

  #firstRowInSight(): number {
    const { first, capacity } = this.#viewport;
    for (let position = first; position < first + capacity; position++) if (this.#idAt(position) !== undefined) return position;
    return first;
  }

  /** Of the row that was drawn there. */
  #idAt(position: number): string | undefined {
    const row = this.#body.nodeAt(position)?.row;
    return row === undefined ? undefined : this.#drawing.rows.idOf(row);
  }

  /** @param bar where the scroll bar has to be; undefined: where it is */
  #scroll(bar: number | undefined, resized = false): void {
    const { body, scroller } = this.#parts;
    const { tall } = this.#viewport;
    if (resized && tall !== this.#tall) body.style.blockSize = `${(this.#tall = tall)}px`;
    if (bar !== undefined) scroller.scrollTop = bar;
  }

  #placeStop(): void {
    const { position, at } = this.cursor;
    const cells = this.#parts.head.querySelectorAll<HTMLElement>('[role=columnheader]');
    const stop = position === HEAD ? cells[Math.min(at, cells.length - 1)] : this.#body.nodeAt(position)?.cell(at);
    if (stop !== this.#stop) {
      if (this.#stop) this.#stop.tabIndex = -1;
      this.#stop = stop;
    }
    if (stop && stop.tabIndex !== 0) stop.tabIndex = 0;
    // Its element went, or shows something else now.
    if (this.#hadFocus && !stop?.contains(this.#active)) stop?.focus({ preventScroll: true });
  }

  readonly #onScroll = (): void => {
    this.#scroll(this.#viewport.scrolled(this.#parts.scroller.scrollTop));
    this.changed();
  };

  readonly #onRest = (): void => {
    this.#scroll(this.#viewport.settle());
    this.#frame();
    this.#body.sort();
  };

  readonly #onResize = (): void => {
    const { scroller, head, probe } = this.#parts;
    const height = scroller.clientHeight - head.offsetHeight;
    const rowHeight = probe.offsetHeight;
    if (!rowHeight) return;
    this.#scroll(this.#viewport.resize({ height, rowHeight, count: this.#drawing.rows.length }), true);
    // Before it is painted, so that no frame is empty.
    this.#frame();
  };

  readonly #onFocus = ({ target }: Event): void => {
    const cell = (target as Element).closest('[role=gridcell], [role=columnheader]');
    if (!cell) return;
    this.#hadFocus = true;
    if (cell === this.#stop) return;
    const position = Number(cell.parentElement!.ariaRowIndex) - 2;
    const at = Number(cell.ariaColIndex) - 1;
    this.cursor.go(this.#drawing.rows, position, at);
    this.#body.hold(position);
    this.changed();
  };

  readonly #onBlur = ({ target, relatedTarget }: FocusEvent): void => {
    // What was taken away has not been left.
    if ((target as Element).isConnected && !this.#parts.scroller.contains(relatedTarget as Node | null)) this.#hadFocus = false;
  };
}
