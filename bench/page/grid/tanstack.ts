import {
  type Table,
  columnFilteringFeature,
  constructTable,
  createFilteredRowModel,
  createSortedRowModel,
  filterFn_includesString,
  rowSelectionFeature,
  rowSortingFeature,
  sortFn_basic,
  sortFn_text,
  tableFeatures,
} from '@tanstack/table-core';
import { storeReactivityBindings } from '@tanstack/table-core/store-reactivity-bindings';
import { Virtualizer, elementScroll, observeElementOffset, observeElementRect } from '@tanstack/virtual-core';
import { enter } from './contest.ts';
import { type Row, fields } from './data.ts';

/** Its state and its window on the rows, and as little DOM as one gets away with: the same recycled lines as by hand. */
let table: Table<Row>;
let virtual: Virtualizer;
let all: Row[];
let scroller = document.createElement('div');
let body = document.createElement('div');
const lines: { readonly line: HTMLElement; readonly box: HTMLInputElement; readonly cells: HTMLElement[] }[] = [];
let unmount: () => void;
let waiting = false;

function draw(): void {
  waiting = false;
  const { rows } = table.getRowModel();
  virtual.setOptions({ ...virtual.options, count: rows.length });
  virtual._willUpdate();
  body.style.blockSize = `${virtual.getTotalSize()}px`;
  const items = virtual.getVirtualItems();
  while (lines.length < items.length) addLine();
  lines.forEach(({ line, box, cells }, place) => {
    const item = items[place];
    line.hidden = !item;
    if (!item) return;
    const row = rows[item.index]!;
    line.style.transform = `translateY(${item.start}px)`;
    fields.forEach(({ text }, at) => {
      const now = text(row.original);
      if (cells[at]!.textContent !== now) cells[at]!.textContent = now;
    });
    box.ariaLabel = row.original.login;
    box.checked = row.getIsSelected();
  });
}

function addLine(): void {
  const line = document.createElement('div');
  line.setAttribute('role', 'row');
  line.style.cssText = 'position: absolute; display: flex; inline-size: 100%; block-size: 32px; line-height: 32px; contain: strict; will-change: transform';
  const box = document.createElement('input');
  box.type = 'checkbox';
  const first = document.createElement('div');
  first.setAttribute('role', 'gridcell');
  first.style.inlineSize = '48px';
  first.append(box);
  const cells = fields.map(({ width }) => {
    const cell = document.createElement('div');
    cell.setAttribute('role', 'gridcell');
    cell.style.cssText = `inline-size: ${width}px; overflow: hidden; white-space: nowrap`;
    return cell;
  });
  line.append(first, ...cells);
  body.append(line);
  lines.push({ line, box, cells });
}

function drawSoon(): void {
  if (!waiting) requestAnimationFrame(draw);
  waiting = true;
}

enter({
  open(place, rows) {
    all = rows;
    const features = tableFeatures({
      coreReactivityFeature: storeReactivityBindings(),
      rowSortingFeature,
      sortedRowModel: createSortedRowModel(),
      sortFns: { text: sortFn_text, basic: sortFn_basic },
      columnFilteringFeature,
      filteredRowModel: createFilteredRowModel(),
      filterFns: { includesString: filterFn_includesString },
      rowSelectionFeature,
    });
    table = constructTable<Row>({
      features,
      data: all,
      getRowId: ({ id }: Row) => id,
      columns: fields.map(({ id, label }) => ({ id, header: label, accessorKey: id, sortFn: id === 'started' ? 'basic' : 'text', filterFn: 'includesString' })),
    });
    table.store.subscribe(drawSoon);
    place.setAttribute('role', 'grid');
    place.ariaLabel = 'Sessions';
    const head = document.createElement('div');
    head.setAttribute('role', 'row');
    head.style.cssText = 'display: flex; block-size: 32px; padding-inline-start: 48px';
    for (const { label, width } of fields) {
      const cell = document.createElement('div');
      cell.setAttribute('role', 'columnheader');
      cell.textContent = label;
      cell.style.inlineSize = `${width}px`;
      head.append(cell);
    }
    scroller.style.cssText = 'overflow: auto; block-size: 868px; contain: strict';
    scroller.tabIndex = 0;
    scroller.setAttribute('role', 'rowgroup');
    body.style.position = 'relative';
    body.setAttribute('role', 'presentation');
    scroller.append(body);
    const group = document.createElement('div');
    group.setAttribute('role', 'rowgroup');
    group.append(head);
    place.append(group, scroller);
    virtual = new Virtualizer({
      count: rows.length,
      getScrollElement: () => scroller,
      estimateSize: () => 32,
      overscan: 2,
      scrollToFn: elementScroll,
      observeElementRect,
      observeElementOffset,
      onChange: drawSoon,
    });
    unmount = virtual._didMount();
    draw();
  },
  sort: (id) => table.setSorting([{ id, desc: false }]),
  filter: (text) => table.setColumnFilters(text ? [{ id: 'login', value: text }] : []),
  change(rows, at) {
    // In place: its documented way, another array for each change, would make all rows anew.
    at.forEach((place, index) => Object.assign(all[place]!, rows[index]));
    drawSoon();
  },
  selectAll: (on) => table.toggleAllRowsSelected(on),
  selected: () => table.getSelectedRowModel().rows.length,
  close() {
    unmount();
    scroller = document.createElement('div');
    body = document.createElement('div');
    lines.length = 0;
  },
});
