import { type Drawing, RowNode } from './row-node.ts';
import { ticks } from './cell-text.ts';
import type { Viewport } from './viewport.ts';

/** Rows drawn beyond what is in sight, most of them where scrolling goes. */
const overscan = 16;
const behind = 4;

/**
 * The rows on screen: a fixed number of elements, each showing one position after another. One more is kept so that the
 * element of the active row is never needed for another row: whoever has the focus keeps it, however far away he scrolls.
 */
export class Body<Row> {
  readonly #element: HTMLElement;
  readonly #viewport: Viewport;
  readonly #drawing: Drawing<Row>;
  /** A position stands in the slot of its remainder, so scrolling by a row redraws one row. */
  #slots: RowNode<Row>[] = [];
  #spare: RowNode<Row> | undefined;
  #held: RowNode<Row> | undefined;
  #ticking: readonly number[] = [];
  #from = 0;
  #last = 0;
  #above = behind;

  constructor(element: HTMLElement, viewport: Viewport, drawing: Drawing<Row>) {
    this.#element = element;
    this.#viewport = viewport;
    this.#drawing = drawing;
    this.rebuild();
  }

  /** Other cells are shown from now on. */
  rebuild(): void {
    for (const node of this.#nodes()) node.element.remove();
    this.#slots = [];
    this.#spare = this.#held = undefined;
    this.#ticking = this.#drawing.shown.flatMap((column, at) => (ticks(column) ? [at] : []));
  }

  /** Forgets what is shown, so that the next draw looks at everything. */
  forget(): void {
    for (const node of this.#nodes()) node.forget();
  }

  tick(): void {
    for (const node of this.#nodes()) node.tick(this.#ticking);
  }

  /** Draws what is in sight, and the active row wherever it is. Answers from where to where rows are drawn. */
  draw(active: number): readonly [from: number, to: number] {
    const { length } = this.#drawing.rows;
    this.#resize(Math.min(this.#viewport.capacity + overscan, length));
    const size = this.#slots.length;
    const { first } = this.#viewport;
    if (first !== this.#last) this.#above = first < this.#last ? overscan - behind : behind;
    this.#last = first;
    const from = (this.#from = Math.max(0, Math.min(first - this.#above, length - size)));
    this.#keep(active, from);
    for (let position = from; position < from + size; position++) {
      this.#slots[position % size]!.draw(position, this.#viewport.place(position));
    }
    if (size && active >= 0 && this.#held === this.#spare) this.#spare!.draw(active, this.#viewport.place(active));
    else this.#spare?.hide();
    return [from, from + size - 1];
  }

  /** The element that shows a position; undefined when none does. */
  nodeAt(position: number): RowNode<Row> | undefined {
    const size = this.#slots.length;
    const node = size ? this.#slots[position % size] : undefined;
    return node?.position === position ? node : this.#spare?.position === position ? this.#spare : undefined;
  }

  /** The active row is another one from now on: the one shown at `position`, or whichever is drawn next. */
  hold(position?: number): void {
    this.#held = position === undefined ? undefined : this.nodeAt(position);
  }

  /** Puts the elements in the order of their rows, which is the one that assistive technology reads in. The active one is not moved. */
  sort(): void {
    const size = this.#slots.length;
    let before: Element | null = null;
    for (let position = this.#from + size - 1; position >= this.#from; position--) {
      const { element } = this.#slots[position % size]!;
      if (element.nextElementSibling !== before) {
        if (this.#slots[position % size] === this.#held) {
          // What stands between is in the wrong place, and moves.
          while (element.nextElementSibling !== before) this.#element.prepend(element.nextElementSibling!);
        } else this.#element.insertBefore(element, before);
      }
      before = element;
    }
  }

  /** Sees to it that the element of the active row shows that row and no other. */
  #keep(active: number, from: number): void {
    const size = this.#slots.length;
    if (!size) return;
    if (active < 0) return this.hold();
    const held = this.#held ?? this.#slots[active % size]!;
    this.#held = held;
    const at = this.#slots.indexOf(held);
    const wanted = active >= from && active < from + size ? active % size : -1;
    if (at === wanted) return;
    const other = wanted < 0 ? this.#spare! : this.#slots[wanted]!;
    if (at < 0) this.#spare = other;
    else this.#slots[at] = other;
    if (wanted < 0) this.#spare = held;
    else this.#slots[wanted] = held;
  }

  #resize(size: number): void {
    if (size === this.#slots.length) return;
    const nodes = this.#nodes();
    const held = this.#held ? nodes.indexOf(this.#held) : -1;
    // The held one must not be among those that go.
    if (held > 0) [nodes[0], nodes[held]] = [nodes[held]!, nodes[0]!];
    const wanted = size && size + 1;
    while (nodes.length < wanted) nodes.push(new RowNode(this.#drawing));
    for (const node of nodes.splice(wanted)) {
      node.element.remove();
      if (node === this.#held) this.#held = undefined;
    }
    for (const { element } of nodes) if (!element.isConnected) this.#element.append(element);
    this.#spare = nodes.pop();
    this.#slots = nodes;
  }

  #nodes(): RowNode<Row>[] {
    return this.#spare ? [...this.#slots, this.#spare] : [...this.#slots];
  }
}
