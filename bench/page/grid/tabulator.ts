import { FilterModule, FormatModule, SelectRowModule, SortModule, Tabulator } from 'tabulator-tables';
import style from 'tabulator-tables/dist/css/tabulator.min.css?inline';
import { enter } from './contest.ts';
import { type Row, fields } from './data.ts';

Tabulator.registerModule([FilterModule, FormatModule, SelectRowModule, SortModule]);
let table: Tabulator;

interface Cell {
  getData(): Row;
}

enter({
  open(place, rows) {
    const sheet = document.createElement('style');
    sheet.textContent = `${style}.tabulator-row { block-size: 32px; }`;
    document.head.append(sheet);
    const box = document.createElement('div');
    place.append(box);
    return new Promise((ready) => {
      table = new Tabulator(box, {
        height: 900,
        rowHeight: 32,
        index: 'id',
        data: rows,
        selectableRows: true,
        columns: [
          { formatter: 'rowSelection', titleFormatter: 'rowSelection', headerSort: false, width: 48 },
          ...fields.map(({ id, label, width, text }) => ({ field: id, title: label, width, sorter: typeof rows[0]![id] === 'number' ? 'number' : 'string', formatter: (cell: Cell) => text(cell.getData()) })),
        ],
      });
      table.on('tableBuilt', ready);
    });
  },
  sort: (id) => table.setSort(id, 'asc'),
  filter: (text) => (text ? table.setFilter('login', 'like', text) : table.clearFilter(true)),
  change: (rows) => void table.updateData(rows),
  selectAll: (on) => (on ? table.selectRow() : table.deselectRow()),
  selected: () => table.getSelectedRows().length,
  close: () => table.destroy(),
});
