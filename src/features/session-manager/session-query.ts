import type { SessionQuery, SessionSort } from '../../licensing/session-gateway.ts';
import type { Column } from '../../ui/data-grid/column.ts';
import type { Order } from '../../ui/data-grid/grid-rows.ts';

/** Columns that a host sorts by, and what it calls them. */
const sorts: Readonly<Record<string, Exclude<SessionSort, `-${string}`>>> = {
  user: 'name', login: 'login', kind: 'kind', address: 'address', started: 'started', lastRequest: 'lastRequest',
};

/** What to ask a host that has too many sessions to be all here: it sorts by one column, and searches names and log-ins. */
export function queryOf({ sort, search }: Pick<Order, 'sort' | 'search'>): Pick<SessionQuery, 'search' | 'kind' | 'sort'> {
  const key = sort.find(({ column }) => Object.hasOwn(sorts, column));
  return { search, kind: null, sort: key ? `${key.descending ? '-' : ''}${sorts[key.column]!}` : '-started' };
}

/** Columns as such a host can serve them: what it can't sort or filter by is not offered. */
export function askable<Row>(columns: readonly Column<Row>[]): readonly Column<Row>[] {
  return columns.map((column) => ({ ...column, sortable: Object.hasOwn(sorts, column.id), filter: undefined }));
}
