import { defineCustomElements } from '@revolist/revogrid/loader';
import { enter } from './contest.ts';
import { type Row, fields } from './data.ts';

interface Grid extends HTMLElement {
  source: object[];
  columns: unknown[];
  rowSize: number;
  theme: string;
  readonly: boolean;
  refresh(type?: string): Promise<void>;
  clearSorting(): Promise<void>;
  updateColumnSorting(column: unknown, order: string, additive: boolean): Promise<unknown>;
}

type Marked = Row & { picked?: boolean };
type Make = (tag: string, props: object, children?: unknown) => unknown;

defineCustomElements();
let grid: Grid;
let all: Marked[];
let waiting = false;
let columns: { readonly prop: string }[];

function redrawSoon(): void {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    void grid.refresh('rgRow');
  });
}

enter({
  open(place, rows) {
    // It has no selection of rows: a mark in each.
    all = rows;
    grid = document.createElement('revo-grid') as Grid;
    columns = [
      { prop: 'picked', name: '', size: 48, cellTemplate: (make: Make, { model }: { model: Marked }) => make('input', { type: 'checkbox', checked: model.picked === true, 'aria-label': model.login }) } as { prop: string },
      ...fields.map(({ id, label, width, text }) => ({ prop: id, name: label, size: width, sortable: true, cellTemplate: (_make: Make, { model }: { model: Row }) => text(model) })),
    ];
    Object.assign(grid, { columns, source: all, rowSize: 32, readonly: true, theme: 'compact' });
    grid.style.cssText = 'block-size: 900px; inline-size: 1400px';
    place.append(grid);
  },
  async sort(id) {
    // Else the former sort goes on deciding.
    await grid.clearSorting();
    await grid.updateColumnSorting(columns.find(({ prop }) => prop === id), 'asc', false);
  },
  filter(text) {
    grid.source = text ? all.filter(({ login }) => login.toLowerCase().includes(text)) : all;
  },
  change(rows, at) {
    at.forEach((place, index) => Object.assign(all[place]!, rows[index]));
    redrawSoon();
  },
  selectAll(on) {
    for (const row of all) row.picked = on;
    return grid.refresh('rgRow');
  },
  selected: () => all.reduce((count, { picked }) => count + Number(picked === true), 0),
  close() {
    grid.remove();
    grid = document.createElement('revo-grid') as Grid;
  },
});
