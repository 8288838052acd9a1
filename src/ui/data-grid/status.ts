import { html, nothing } from 'lit';
import type { GridText } from './cell-text.ts';
import { setAttribute, setText } from './cells.ts';
import type { GridRows } from './grid-rows.ts';
import type { GridView } from './grid-view.ts';
import { type Placed, isFiltered } from './placed-columns.ts';

/** How many rows there are, or how many of them are here. */
export function countText({ matching, more, length }: Pick<GridRows<unknown>, 'matching' | 'more' | 'length'>, text: GridText): string {
  const { count, exact } = matching;
  if (!exact) return text('grid-hereOfMore', { here: length, count });
  // Positions are rows as long as pages come.
  return more === 'none' || length >= count ? text('grid-rows', { count }) : text('grid-here', { here: length, count });
}

/** For `aria-rowcount`: rows and headings and the head; −1 = nobody knows. */
export function rowCount({ matching, more, length }: Pick<GridRows<unknown>, 'matching' | 'more' | 'length'>): number {
  if (!matching.exact) return -1;
  return 1 + (more === 'none' ? length : Math.max(length, matching.count));
}

export function selectedText(count: number, text: GridText): string {
  return count ? text('grid-selected', { count }) : text('grid-unselected');
}

/** By what the rows are sorted first. */
export function sortText({ sort: [key] }: GridView, columns: readonly Placed<never>[], text: GridText): string {
  const column = columns.find(({ id }) => id === key?.column)?.label ?? '';
  return key ? text(key.descending ? 'grid-sortedDown' : 'grid-sortedUp', { column }) : text('grid-unsorted');
}

/** Shows how many rows there are and how many are selected, without rendering anything. Answers whether all are. */
export function showSummary<Row>(root: ParentNode, rows: GridRows<Row>, text: GridText): boolean {
  const { selectedCount, allSelected, busy } = rows;
  const grid = root.querySelector('[role=grid]')!;
  setAttribute(grid, 'aria-rowcount', `${rowCount(rows)}`);
  setAttribute(grid, 'aria-busy', `${busy}`);
  setText(root.querySelector('.count')!, countText(rows, text));
  setText(root.querySelector('.selected')!, selectedCount ? text('grid-selected', { count: selectedCount }) : '');
  const all = root.querySelector<HTMLInputElement>('.head .check input');
  if (all) {
    all.checked = allSelected;
    all.indeterminate = selectedCount > 0 && !allSelected;
  }
  return allSelected;
}

/** `waiting`: there may be rows in a moment. */
export type GridState = 'rows' | 'waiting' | 'noMatch' | 'empty';

export function stateOf({ length, busy, more }: Pick<GridRows<unknown>, 'length' | 'busy' | 'more'>, view: GridView): GridState {
  if (length) return 'rows';
  return busy || more !== 'none' ? 'waiting' : isFiltered(view) ? 'noMatch' : 'empty';
}

/** What is said in place of rows. */
export function renderNotice(state: GridState, text: GridText, emptyText: string | undefined, clear: () => void): unknown {
  switch (state) {
    case 'rows':
    case 'waiting':
      return nothing;
    case 'noMatch':
      return html`<div class="notice" role="note">${text('grid-noMatch')}<button type="button" @click=${clear}>${text('grid-clearFilters')}</button></div>`;
    case 'empty':
      return html`<div class="notice" role="note">${emptyText ?? text('grid-empty')}</div>`;
  }
}

/** What is said of rows that are not here yet. */
export function renderMore(rows: Pick<GridRows<unknown>, 'more' | 'retry'>, text: GridText): unknown {
  switch (rows.more) {
    case 'none':
      return nothing;
    case 'loading':
      return html`<span>${text('grid-loadingMore')}</span>`;
    case 'failed':
      return html`<span role="alert">${text('grid-moreFailed')}</span><button type="button" @click=${() => rows.retry()}>${text('grid-retry')}</button>`;
  }
}
