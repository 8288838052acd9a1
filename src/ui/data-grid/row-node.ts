import type { GridText } from './cell-text.ts';
import { type Cell, createCell, make, setAttribute, showActions } from './cells.ts';
import type { Column, RowAction } from './column.ts';
import type { GridRows, Heading } from './grid-rows.ts';
import type { ShownText } from './shown-text.ts';

/** What rows are drawn with. Read anew at each draw, but for what decides which cells there are. */
export interface Drawing<Row> {
  readonly rows: GridRows<Row>;
  /** Those shown, in order. */
  readonly shown: readonly Column<Row>[];
  readonly cellText: ShownText;
  readonly text: GridText;
  readonly selection: boolean;
  readonly groupActions: readonly RowAction<Heading<Row>>[];
  rowLabel(row: Row): string;
  groupLabel(heading: Heading<Row>): string;
}

interface HeadingCell<Row> {
  readonly element: HTMLElement;
  readonly name: HTMLElement;
  readonly show: (heading: Heading<Row>) => void;
}

/** An element that shows whatever stands at a position: a row, a heading, or that a row is on its way. */
export class RowNode<Row> {
  readonly element = make('div', { role: 'row' });
  position = -1;
  #y = -1;
  #row: Row | undefined;
  #kind: 'none' | 'row' | 'heading' | 'blank' = 'none';
  readonly #drawing: Drawing<Row>;
  readonly #cells: readonly Cell<Row>[];
  readonly #box: HTMLInputElement | undefined;
  #heading: HeadingCell<Row> | undefined;

  constructor(drawing: Drawing<Row>) {
    this.#drawing = drawing;
    const { shown, cellText, selection } = drawing;
    if (selection) {
      const cell = this.element.appendChild(make('div', { role: 'gridcell', class: 'check', 'aria-colindex': '1', tabindex: '-1' }));
      this.#box = cell.appendChild(make('input', { type: 'checkbox', tabindex: '-1' }));
    }
    this.#cells = shown.map((column, at) => createCell(column, at + (selection ? 2 : 1), cellText));
    this.element.append(...this.#cells.map(({ element }) => element));
    this.element.hidden = true;
  }

  /** What can be gone to with the keys: the cells, or the check box and name of a heading. `at` counts from 0. */
  cell(at: number): HTMLElement {
    const lead = this.#box ? 1 : 0;
    if (at < lead) return this.#box!.parentElement!;
    return this.#kind === 'heading' ? this.#heading!.element : this.#cells[Math.min(at - lead, this.#cells.length - 1)]!.element;
  }

  /** The row shown; undefined for a heading, and for one that is not here yet. */
  get row(): Row | undefined {
    return this.#row;
  }

  /** Forgets what it shows, so that the next draw looks at everything. */
  forget(): void {
    this.#row = undefined;
  }

  hide(): void {
    if (this.#kind === 'none') return;
    this.#kind = 'none';
    this.position = -1;
    this.element.hidden = true;
    this.forget();
  }

  draw(position: number, y: number): void {
    const { rows } = this.#drawing;
    if (y !== this.#y) this.element.style.transform = `translateY(${(this.#y = y)}px)`;
    if (position !== this.position) this.element.ariaRowIndex = `${(this.position = position) + 2}`;
    const row = rows.rowAt(position);
    const heading = row === undefined ? rows.headingAt(position) : undefined;
    this.#become(heading ? 'heading' : row === undefined ? 'blank' : 'row');
    if (heading) this.#showHeading(heading);
    else if (row === undefined || row !== this.#row) for (const cell of this.#cells) cell.show(row);
    if (this.#box) this.#showSelection(position, row, heading);
    this.#row = row;
  }

  /** Shows anew what changes by itself. */
  tick(columns: readonly number[]): void {
    if (this.#row !== undefined) for (const at of columns) this.#cells[at]!.show(this.#row);
  }

  #become(kind: 'row' | 'heading' | 'blank'): void {
    if (kind === this.#kind) return;
    this.#kind = kind;
    this.element.hidden = false;
    this.element.className = kind;
    setAttribute(this.element, 'aria-busy', kind === 'blank' ? 'true' : null);
    if (kind === 'heading') this.#heading ??= this.#createHeading();
  }

  #showSelection(position: number, row: Row | undefined, heading: Heading<Row> | undefined): void {
    const { rows, text, rowLabel, groupLabel } = this.#drawing;
    const box = this.#box!;
    const selected = rows.isSelected(position);
    setAttribute(this.element, 'aria-selected', rows.isSelectable(position) ? `${selected}` : null);
    box.hidden = row === undefined && !heading;
    box.disabled = !rows.isSelectable(position);
    // A click has changed it before the rows said so.
    if (box.checked !== selected) box.checked = selected;
    if (heading) setAttribute(box, 'aria-label', text('grid-select', { row: groupLabel(heading) }));
    else if (row !== undefined && row !== this.#row) setAttribute(box, 'aria-label', text('grid-select', { row: rowLabel(row) }));
  }

  #createHeading(): HeadingCell<Row> {
    const { shown, selection, groupActions } = this.#drawing;
    const element = this.element.appendChild(
      make('div', { role: 'gridcell', class: 'name', 'aria-colindex': selection ? '2' : '1', 'aria-colspan': `${shown.length}`, tabindex: '-1' }),
    );
    const name = element.appendChild(make('span'));
    return { element, name, show: showActions(element, groupActions) };
  }

  #showHeading(heading: Heading<Row>): void {
    const { element, name, show } = this.#heading!;
    const label = this.#drawing.groupLabel(heading);
    if (name.textContent !== label) name.textContent = label;
    setAttribute(element, 'aria-expanded', `${heading.open}`);
    show(heading);
  }
}
