import type { SessionSort } from '../../licensing/session-gateway.ts';
import type { Column } from '../../ui/data-grid/column.ts';
import type { Order } from '../../ui/data-grid/grid-rows.ts';
import { PagedRows } from '../../ui/data-grid/paged-rows.ts';
import type { SessionRow } from './session-manager.state.ts';
import type { SessionManagerStore } from './session-manager.store.ts';

/** What a host sorts by, by column. A client idles the longer the earlier it last asked. */
const sorts: Readonly<Record<string, readonly [up: SessionSort, down: SessionSort]>> = {
  user: ['name', '-name'],
  login: ['login', '-login'],
  kind: ['kind', '-kind'],
  address: ['address', '-address'],
  started: ['started', '-started'],
  lastRequest: ['lastRequest', '-lastRequest'],
  idle: ['-lastRequest', 'lastRequest'],
};

/** Sessions that are too many to be all here: fetched as they come into sight, and kept up to date by the store. */
export function pagedSessions(store: Pick<SessionManagerStore, 'page' | 'show'>): PagedRows<SessionRow> {
  const rows = new PagedRows<SessionRow>({
    idOf: ({ id }) => id,
    selectable: canBeEnded,
    fetchPage: ({ order, cursor, limit, signal }) => store.page({ search: order.search, kind: null, sort: sortOf(order), cursor, limit }, signal),
  });
  store.show(rows);
  return rows;
}

/** Columns as far as a host sorts and filters: it finds by login and name, and that is what the search field does. */
export function pagedColumns(columns: readonly Column<SessionRow>[]): readonly Column<SessionRow>[] {
  return columns.map(({ filter: _filter, choices: _choices, ...column }) => ({ ...column, sortable: column.id in sorts }));
}

export function canBeEnded({ own, state }: SessionRow): boolean {
  return !own && state === 'active';
}

export function sortOf({ sort: [first] }: Pick<Order, 'sort'>): SessionSort {
  return sorts[first?.column ?? '']?.[first!.descending ? 1 : 0] ?? '-started';
}
