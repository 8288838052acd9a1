import '@vaadin/grid/vaadin-grid.js';
import '@vaadin/grid/vaadin-grid-selection-column.js';
import '@vaadin/grid/vaadin-grid-sort-column.js';
import { enter } from './contest.ts';
import { type Row, fields } from './data.ts';

interface Grid extends HTMLElement {
  items: Row[];
  selectedItems: Row[];
  itemIdPath: string;
  requestContentUpdate(): void;
}

interface SortColumn extends HTMLElement {
  path: string;
  direction: 'asc' | null;
  renderer: (root: HTMLElement, column: unknown, model: { readonly item: Row }) => void;
}

let grid: Grid;
const columns = new Map<string, SortColumn>();
let all: Row[];
let shown: Row[];
let waiting = false;

function redrawSoon(): void {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    grid.requestContentUpdate();
  });
}

enter({
  open(place, rows) {
    all = shown = rows;
    grid = document.createElement('vaadin-grid') as unknown as Grid;
    grid.style.cssText = 'block-size: 900px; --vaadin-grid-cell-padding: 4px 8px';
    grid.setAttribute('theme', 'compact no-border');
    grid.itemIdPath = 'id';
    const select = document.createElement('vaadin-grid-selection-column');
    grid.append(select);
    for (const { id, label, width, text } of fields) {
      const column = document.createElement('vaadin-grid-sort-column') as unknown as SortColumn;
      column.path = id;
      column.setAttribute('header', label);
      column.setAttribute('width', `${width}px`);
      column.setAttribute('flex-grow', '0');
      column.renderer = (root, _column, { item }) => {
        const now = text(item);
        if (root.textContent !== now) root.textContent = now;
      };
      columns.set(id, column);
      grid.append(column);
    }
    grid.items = all;
    place.append(grid);
  },
  sort(id) {
    for (const [other, column] of columns) column.direction = other === id ? 'asc' : null;
  },
  filter(text) {
    shown = text ? all.filter(({ login }) => login.toLowerCase().includes(text)) : all;
    grid.items = shown;
  },
  change(rows, at) {
    // It keeps the rows it was given, so they change in place, as its documents say.
    at.forEach((place, index) => Object.assign(all[place]!, rows[index]));
    redrawSoon();
  },
  selectAll(on) {
    grid.selectedItems = on ? all.slice() : [];
  },
  selected: () => grid.selectedItems.length,
  close() {
    grid.remove();
    grid = document.createElement('vaadin-grid') as unknown as Grid;
    columns.clear();
  },
});
