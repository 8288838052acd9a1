import type { Column } from './column.ts';
import { HEAD } from './cursor.ts';
import { GroupActionEvent, RowActionEvent, RowOpenEvent } from './events.ts';
import type { Heading } from './grid-rows.ts';
import { type Command, readKey } from './keyboard.ts';
import { Range } from './range.ts';
import type { Drawing } from './row-node.ts';
import type { Sheet } from './sheet.ts';
import { TypeAhead } from './type-ahead.ts';

/** What keys and pointers can do beside moving and selecting. */
export interface Verbs {
  rtl(): boolean;
  sort(column: string, add: boolean): void;
  /** Shows a column's options beside an element. */
  options(column: string, beside: Element): void;
  search(): void;
  tell(event: Event): void;
}

const own = 'button:not([hidden])';

/** What keys and clicks on cells lead to. */
export class Controls<Row> {
  readonly range = new Range<Row>();
  readonly #sheet: Sheet<Row>;
  readonly #drawing: Drawing<Row>;
  readonly #verbs: Verbs;
  readonly #typed = new TypeAhead<Row>();

  constructor(sheet: Sheet<Row>, drawing: Drawing<Row>, verbs: Verbs) {
    this.#sheet = sheet;
    this.#drawing = drawing;
    this.#verbs = verbs;
  }

  readonly onKey = (event: KeyboardEvent): void => {
    const target = event.target as HTMLElement;
    const cell = target.closest<HTMLElement>('[role=gridcell], [role=columnheader]');
    if (!cell || event.defaultPrevented) return;
    const command = readKey(event, this.#verbs.rtl(), this.#sheet.page);
    const done = target.localName === 'button' ? moveInside(cell, target, command) : command && this.#act(command, event.shiftKey, cell);
    if (done) event.preventDefault();
  };

  readonly onClick = (event: MouseEvent): void => {
    const target = event.target as HTMLElement;
    const cell = target.closest<HTMLElement>('[role=gridcell], [role=columnheader]');
    if (!cell) return;
    const position = Number(cell.parentElement!.ariaRowIndex) - 2;
    const button = target.closest('button');
    if (button) {
      if (position === HEAD) this.#verbs.options(cell.dataset['id']!, button);
      else if (button.ariaDisabled !== 'true') this.#press(button.value, position);
    } else if (position === HEAD) {
      if (!target.matches('.grip')) this.#pressHead(cell, event.shiftKey);
    } else this.#clickRow(cell, position, event);
  };

  readonly onDoubleClick = ({ target }: Event): void => {
    const cell = (target as Element).closest('[role=gridcell]:not(.check)');
    if (cell && !(target as Element).closest('button')) this.#open(Number(cell.parentElement!.ariaRowIndex) - 2);
  };

  /** Selects a row or gives it up; a range may go on from there. */
  toggle(position: number): void {
    const { rows } = this.#drawing;
    const on = !rows.isSelected(position);
    rows.select(position, position, on);
    this.range.begin(rows, position, on);
  }

  /** The range that began goes on to a height of the window, and rows come into sight as it does. */
  extendTo(clientY: number): void {
    const position = this.#sheet.positionAt(clientY);
    this.range.extend(this.#drawing.rows, position);
    this.#sheet.scrollTo(position);
  }

  #clickRow(cell: HTMLElement, position: number, { shiftKey, ctrlKey, metaKey }: MouseEvent): void {
    const { rows, selection } = this.#drawing;
    const isCheck = cell.matches('.check');
    if (selection && shiftKey && this.range.begun) this.range.extend(rows, position);
    else if (selection && (isCheck || ctrlKey || metaKey)) this.toggle(position);
    else if (cell.matches('.name')) this.#open(position);
    else this.range.begin(rows, position);
    // A check box would keep the focus for itself.
    cell.focus({ preventScroll: true });
  }

  #act(command: Command, extend: boolean, cell: HTMLElement): boolean {
    const { rows, selection } = this.#drawing;
    const { position } = this.#sheet.cursor;
    const { kind } = command;
    switch (kind) {
      case 'move':
        this.#move(command.rows, command.cells, extend);
        return true;
      case 'select':
        if (position === HEAD) this.#pressHead(cell, extend);
        else if (selection && extend) this.range.extend(rows, position);
        else if (selection) this.toggle(position);
        return true;
      case 'selectAll':
        if (selection) rows.selectAll(true);
        return selection;
      case 'clear':
        if (!rows.selectedCount) return false;
        rows.selectAll(false);
        this.range.forget();
        return true;
      case 'search':
        this.#verbs.search();
        return true;
      case 'open':
        if (position === HEAD) this.#pressHead(cell, extend);
        else if (!enter(cell)) this.#open(position);
        return true;
      case 'enter':
        return enter(cell);
      case 'menu': {
        const { id } = this.#column ?? {};
        if (id !== undefined) this.#verbs.options(id, cell);
        return id !== undefined;
      }
      case 'type': {
        const found = this.#typed.find(command.character, rows, position, this.#drawing);
        if (found >= 0) this.#sheet.go(found);
        return true;
      }
    }
  }

  #move(by: number, cells: number, extend: boolean): void {
    const { rows, shown, selection } = this.#drawing;
    const { position, at } = this.#sheet.cursor;
    const heading = cells && position !== HEAD ? rows.headingAt(position) : undefined;
    const lead = selection ? 1 : 0;
    if (heading && this.#moveInHeading(heading, cells)) return;
    const far = Math.abs(by) === Infinity;
    // Only a single step leads into the head.
    const least = position === HEAD || (by === -1 && position === 0) ? HEAD : 0;
    const to = Math.max(least, Math.min(position + by, rows.length - 1));
    const nextAt = heading ? (cells < 0 ? 0 : lead) : Math.max(0, Math.min(at + cells, shown.length + lead - 1));
    if (selection && extend && by && to !== HEAD && position !== HEAD) {
      this.range.step(rows, position, to);
    } else if (!extend) this.range.pause();
    this.#sheet.go(far && !rows.length ? HEAD : to, nextAt);
  }

  /** As in a tree: forth opens, back closes. Says whether there was any need. */
  #moveInHeading({ key, open }: Heading<Row>, cells: number): boolean {
    const { selection } = this.#drawing;
    const onName = !selection || this.#sheet.cursor.at > 0;
    if (!onName || Math.abs(cells) !== 1 || open === cells > 0) return false;
    this.#drawing.rows.toggle(key, !open);
    return true;
  }

  #open(position: number): void {
    const { rows } = this.#drawing;
    const heading = rows.headingAt(position);
    const row = rows.rowAt(position);
    if (heading) rows.toggle(heading.key, !heading.open);
    else if (row !== undefined) this.#verbs.tell(new RowOpenEvent(row));
  }

  #press(action: string, position: number): void {
    const { rows } = this.#drawing;
    const heading = rows.headingAt(position);
    const row = rows.rowAt(position);
    if (heading) this.#verbs.tell(new GroupActionEvent(action, heading));
    else if (row !== undefined) this.#verbs.tell(new RowActionEvent(action, row));
  }

  #pressHead(cell: HTMLElement, add: boolean): void {
    const { rows } = this.#drawing;
    const { id } = cell.dataset;
    if (id === undefined) rows.selectAll(!rows.allSelected);
    else if (cell.ariaSort) this.#verbs.sort(id, add);
    cell.focus({ preventScroll: true });
  }

  /** The active cell's. */
  get #column(): Column<Row> | undefined {
    const { shown, selection } = this.#drawing;
    return shown[this.#sheet.cursor.at - (selection ? 1 : 0)];
  }
}

/** Goes into a cell's controls; says whether it has any. */
function enter(cell: HTMLElement): boolean {
  const button = cell.querySelector<HTMLElement>(own);
  button?.focus();
  return !!button;
}

/** Between the controls of a cell, and out of it again. */
function moveInside(cell: HTMLElement, button: HTMLElement, command: Command | null): boolean {
  if (command?.kind === 'clear' || command?.kind === 'enter') cell.focus();
  else if (command?.kind === 'move' && command.cells) {
    const all = [...cell.querySelectorAll<HTMLElement>(own)];
    all[all.indexOf(button) + Math.sign(command.cells)]?.focus();
  } else return false;
  return true;
}
