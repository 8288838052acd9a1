import { en } from '../../../src/text/data-grid/en.ts';
import { createText } from '../../../src/text/format.ts';
import type { Column } from '../../../src/ui/data-grid/column.ts';
import '../../../src/ui/data-grid/data-grid.ts';
import { LocalRows } from '../../../src/ui/data-grid/local-rows.ts';
import { enter } from './contest.ts';
import { type Row, fields } from './data.ts';

const columns: readonly Column<Row>[] = fields.map(({ id, label, width, text }) => ({
  id,
  label,
  kind: typeof ({ started: 0, idle: 0, requests: 0 } as Partial<Row>)[id] === 'number' ? 'number' : 'text',
  value: (row) => row[id],
  display: text,
  width: width / 14,
  filter: 'text',
}));

let grid: HTMLElementTagNameMap['lic-data-grid'];
const rows = new LocalRows<Row>({ idOf: ({ id }) => id, locale: 'en', timeZone: 'UTC' });

enter({
  open(place, all) {
    rows.replace(all);
    grid = document.createElement('lic-data-grid');
    grid.style.blockSize = '900px';
    Object.assign(grid, { rows, columns, label: 'Sessions', rowLabel: ({ login }: Row) => login, text: createText(en, 'en'), selection: true });
    place.append(grid);
  },
  sort: (column) => grid.arrange({ sort: [{ column, descending: false }] }),
  filter: (text) => grid.arrange({ filters: text ? { login: text } : {} }),
  change: (changed) => rows.apply({ upsert: changed }),
  selectAll: (on) => rows.selectAll(on),
  selected: () => rows.selectedCount,
  close() {
    grid.remove();
    grid = document.createElement('lic-data-grid');
  },
});
