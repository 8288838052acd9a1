/** As much of the peers as is used here: their own types would have to be installed for the two commands to pass. */
declare module '@vaadin/grid/vaadin-grid.js';
declare module '@vaadin/grid/vaadin-grid-sort-column.js';
declare module '@vaadin/grid/vaadin-grid-selection-column.js';
declare module '@lit-labs/virtualizer';
declare module '@revolist/revogrid/loader' {
  export function defineCustomElements(): void;
}
declare module 'tabulator-tables/dist/css/tabulator.min.css?inline' {
  const css: string;
  export default css;
}
declare module 'ag-grid-community' {
  export interface Api {
    applyColumnState(state: unknown): void;
    setFilterModel(model: unknown): void;
    applyTransactionAsync(transaction: { readonly update: readonly unknown[] }): void;
    selectAll(): void;
    deselectAll(): void;
    getSelectedNodes(): readonly unknown[];
    destroy(): void;
  }
  export const ClientSideRowModelModule: unknown;
  export const ClientSideRowModelApiModule: unknown;
  export const ColumnApiModule: unknown;
  export const RowSelectionModule: unknown;
  export const TextFilterModule: unknown;
  export const ModuleRegistry: { registerModules(modules: readonly unknown[]): void };
  export function createGrid(place: HTMLElement, options: unknown): Api;
}
declare module 'tabulator-tables' {
  export const FilterModule: unknown;
  export const FormatModule: unknown;
  export const SelectRowModule: unknown;
  export const SortModule: unknown;
  export class Tabulator {
    static registerModule(modules: readonly unknown[]): void;
    constructor(place: HTMLElement, options: unknown);
    on(event: string, listener: () => void): void;
    setSort(column: string, direction: string): void;
    setFilter(column: string, type: string, value: string): void;
    clearFilter(all: boolean): void;
    updateData(rows: readonly unknown[]): Promise<void>;
    selectRow(): void;
    deselectRow(): void;
    getSelectedRows(): readonly unknown[];
    destroy(): void;
  }
}
declare module '@tanstack/table-core' {
  export interface TableRow<Row> {
    readonly id: string;
    readonly original: Row;
    getIsSelected(): boolean;
  }
  export interface Table<Row> {
    getRowModel(): { readonly rows: readonly TableRow<Row>[] };
    getSelectedRowModel(): { readonly rows: readonly TableRow<Row>[] };
    setSorting(sorting: readonly { readonly id: string; readonly desc: boolean }[]): void;
    setColumnFilters(filters: readonly { readonly id: string; readonly value: unknown }[]): void;
    toggleAllRowsSelected(on: boolean): void;
    readonly store: { subscribe(listener: () => void): unknown };
  }
  export function tableFeatures<F>(features: F): F;
  export function constructTable<Row>(options: unknown): Table<Row>;
  export const rowSortingFeature: unknown;
  export const columnFilteringFeature: unknown;
  export const rowSelectionFeature: unknown;
  export const sortFn_text: unknown;
  export const sortFn_basic: unknown;
  export const filterFn_includesString: unknown;
  export function createSortedRowModel(): unknown;
  export function createFilteredRowModel(): unknown;
}
declare module '@tanstack/table-core/store-reactivity-bindings' {
  export function storeReactivityBindings(): unknown;
}
declare module '@tanstack/virtual-core' {
  export class Virtualizer {
    constructor(options: unknown);
    readonly options: object;
    setOptions(options: unknown): void;
    _didMount(): () => void;
    _willUpdate(): void;
    measure(): void;
    getTotalSize(): number;
    getVirtualItems(): readonly { readonly index: number; readonly start: number }[];
  }
  export const observeElementRect: unknown;
  export const observeElementOffset: unknown;
  export const elementScroll: unknown;
}
