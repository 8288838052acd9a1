import type { Column, RowAction } from './column.ts';
import type { ShownText } from './shown-text.ts';

/** Shows one column of whatever row it is given. Touches the document only where something differs from before. */
export interface Cell<Row> {
  readonly element: HTMLElement;
  /** Undefined: the row is not here yet. */
  show(row: Row | undefined): void;
}

export function make<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Readonly<Record<string, string>> = {}): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

/** Null: without the attribute. */
export function setAttribute(element: Element, name: string, value: string | null): void {
  if (element.getAttribute(name) === value) return;
  if (value === null) element.removeAttribute(name);
  else element.setAttribute(name, value);
}

export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** Keeps a cell of a pinned column in place; the grid says where. */
export function pin(cell: HTMLElement, { pinned }: { readonly pinned?: boolean }, index: number): void {
  cell.classList.toggle('pinned', !!pinned);
  cell.style.insetInlineStart = pinned ? `var(--start-${index})` : '';
}

/** @param index of the column in the row, from 1 */
export function createCell<Row>(column: Column<Row>, index: number, cellText: ShownText): Cell<Row> {
  const element = make('div', { role: 'gridcell', class: column.kind, 'aria-colindex': `${index}`, tabindex: '-1', 'data-label': column.label });
  pin(element, column, index);
  const show = column.kind === 'actions' ? showActions(element, column.actions ?? []) : showText(element, column, cellText);
  return { element, show };
}

function showText<Row>(cell: HTMLElement, column: Column<Row>, cellText: ShownText): Cell<Row>['show'] {
  const holder = column.kind === 'badge' ? cell.appendChild(make('span')) : cell;
  const node = holder.appendChild(document.createTextNode(''));
  let [shown, hint, tone]: (string | null)[] = ['', null, null];
  return (row) => {
    const text = row === undefined ? '' : cellText(column, row);
    if (text !== shown) node.data = shown = text;
    const nextTone = row !== undefined && text ? (column.tone?.(row) ?? null) : null;
    if (nextTone !== tone) setAttribute(holder, 'data-tone', (tone = nextTone));
    const nextHint = (row !== undefined && column.hint?.(row)) || null;
    if (nextHint !== hint) setAttribute(cell, 'title', (hint = nextHint));
  };
}

/** Buttons that can't be pressed can be reached, so that everybody learns why. */
export function showActions<Row>(parent: HTMLElement, actions: readonly RowAction<Row>[]): Cell<Row>['show'] {
  const buttons = actions.map((action) => {
    const button = parent.appendChild(make('button', { type: 'button', tabindex: '-1', value: action.id }));
    button.textContent = action.text;
    return button;
  });
  return (row) => {
    for (const [at, action] of actions.entries()) {
      const button = buttons[at]!;
      const reason = row === undefined ? 'hidden' : (action.disabled?.(row) ?? null);
      button.hidden = reason === 'hidden';
      if (row === undefined || button.hidden) continue;
      setAttribute(button, 'aria-disabled', reason === null ? null : 'true');
      setAttribute(button, 'title', reason);
      setAttribute(button, 'aria-label', action.label(row));
    }
  };
}

/** What has no room in its cell can be read in full as long as the pointer is on it. */
export function showWhole({ target }: Event): void {
  const cell = (target as Element).closest<HTMLElement>('[role=gridcell]:not(.check, .actions, .name)');
  if (!cell || cell.title || cell.scrollWidth <= cell.clientWidth) return;
  cell.title = cell.textContent;
  cell.addEventListener('pointerleave', () => cell.removeAttribute('title'), { once: true });
}
