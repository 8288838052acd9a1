import { type Api, ClientSideRowModelApiModule, ClientSideRowModelModule, ColumnApiModule, ModuleRegistry, RowSelectionModule, TextFilterModule, createGrid } from 'ag-grid-community';
import { enter } from './contest.ts';
import { type Row, fields } from './data.ts';

ModuleRegistry.registerModules([ClientSideRowModelModule, ClientSideRowModelApiModule, ColumnApiModule, RowSelectionModule, TextFilterModule]);
let api: Api;

enter({
  open(place, rows) {
    const box = document.createElement('div');
    box.style.blockSize = '900px';
    place.append(box);
    return new Promise((ready) => {
      api = createGrid(box, {
        rowData: rows,
        getRowId: ({ data }: { data: Row }) => data.id,
        rowHeight: 32,
        headerHeight: 32,
        rowSelection: { mode: 'multiRow' },
        animateRows: false,
        columnDefs: fields.map(({ id, label, width, text }) => ({
          field: id,
          headerName: label,
          width,
          filter: id === 'login' ? 'agTextColumnFilter' : undefined,
          valueFormatter: ({ data }: { data: Row }) => text(data),
        })),
        onFirstDataRendered: () => ready(),
      });
    });
  },
  sort: (id) => api.applyColumnState({ state: [{ colId: id, sort: 'asc' }], defaultState: { sort: null } }),
  filter: (text) => api.setFilterModel(text ? { login: { filterType: 'text', type: 'contains', filter: text } } : null),
  change: (rows) => api.applyTransactionAsync({ update: rows }),
  selectAll: (on) => (on ? api.selectAll() : api.deselectAll()),
  selected: () => api.getSelectedNodes().length,
  close: () => api.destroy(),
});
