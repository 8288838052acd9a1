import { type PlannedRow, isProblem } from '../../../licensing/bulk.ts';
import type { ListPage, PlanQuery } from '../../../licensing/bulk-gateway.ts';
import type { Effect } from '../../../licensing/rules.ts';
import type { BulkKey } from '../../../text/grant-recall/en.ts';
import type { Column } from '../../../ui/data-grid/column.ts';
import type { Order } from '../../../ui/data-grid/grid-rows.ts';
import { LocalRows } from '../../../ui/data-grid/local-rows.ts';
import { PagedRows } from '../../../ui/data-grid/paged-rows.ts';
import type { ViewContext } from '../../../ui/view-context.ts';
import { type BulkText, effects, tones } from '../words.ts';

export type PlanRows = LocalRows<PlannedRow> | PagedRows<PlannedRow>;

/** What an administrator should look at before it is done. */
export const problems: readonly Effect[] = effects.filter(isProblem);

const idOf = ({ user, productId }: PlannedRow): string => `${user.id} ${productId}`;

export function localPlanRows({ locale, timeZone }: Pick<ViewContext, 'locale' | 'timeZone'>): LocalRows<PlannedRow> {
  return new LocalRows({ idOf, locale, timeZone });
}

/** Cells that the host has planned: fetched as they come into sight. */
export function pagedPlanRows(page: (query: PlanQuery, signal: AbortSignal) => Promise<ListPage<PlannedRow>>): PagedRows<PlannedRow> {
  return new PagedRows({
    idOf,
    async fetchPage({ order, cursor, limit, signal }) {
      const { items, total, next } = await page({ ...queryOf(order), cursor, limit }, signal);
      return { items, next, total: { count: total, exact: true } };
    },
  });
}

/** What a host is asked for so that it answers what the grid would show. */
export function queryOf({ search, filters }: Pick<Order, 'search' | 'filters'>): Pick<PlanQuery, 'productId' | 'effects' | 'search'> {
  const [productId] = filters['product'] ?? [];
  const wanted = filters['effect'];
  return { productId: productId ?? null, effects: wanted?.length ? (wanted as readonly Effect[]) : null, search };
}

/** @param sortable where all cells are here: a host hands them out in their order only */
export function planColumns(text: BulkText, nameOf: (productId: string) => string, sortable: boolean): readonly Column<PlannedRow>[] {
  const columns: readonly Column<PlannedRow>[] = [
    { id: 'person', label: text('person'), kind: 'text', value: ({ user }) => user.name, width: 12, pinned: true, required: true, searched: true },
    { id: 'product', label: text('product'), kind: 'text', value: ({ productId }) => productId, display: ({ productId }) => nameOf(productId), width: 13 },
    {
      id: 'effect', label: text('whatHappens'), kind: 'badge', value: ({ effect }) => effect, display: ({ effect }) => text(effect),
      tone: ({ effect }) => tones[effect], width: 14, required: true,
      hint: ({ effect }) => (effect === 'grant' || effect === 'recall' ? null : text(`why-${effect}` as BulkKey)),
    },
    { id: 'login', label: text('login'), kind: 'text', value: ({ user }) => user.login, width: 14, searched: true },
    { id: 'email', label: text('email'), kind: 'text', value: ({ user }) => user.email, width: 15, hidden: true, searched: true },
  ];
  return columns.map((column) => ({ ...column, sortable }));
}
