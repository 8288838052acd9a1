import type { BatchSummary, LedgerQuery } from '../../../licensing/bulk-gateway.ts';
import type { Outcome } from '../../../licensing/outcome.ts';
import type { Effect } from '../../../licensing/rules.ts';
import type { Order } from '../../../ui/data-grid/grid-rows.ts';
import { skips } from '../result-line.ts';

type Skip = (typeof skips)[number];

/** Items that ended alike: those skipped by why, the others by how. `skipped`: for a reason that the host does not tell. */
export interface Share {
  readonly id: Outcome | Skip;
  readonly count: number;
}

/** Every item of a batch in exactly one share: the counts add up to the total, always (BX-5). Empty ones are left out. */
export function sharesOf({ tally, effects }: Pick<BatchSummary, 'tally' | 'effects'>): Share[] {
  let skipped = tally.skipped;
  const reasons = skips.map((id): Share => {
    const count = Math.min(effects[id] ?? 0, skipped);
    skipped -= count;
    return { id, count };
  });
  const share = (id: Outcome, count = tally[id]): Share => ({ id, count });
  const all = [share('applied'), ...reasons, share('skipped', skipped), share('failed'), share('not-attempted'), share('unknown')];
  return all.filter(({ count }) => count > 0);
}

/** What of a batch is shown: one share, one product, only what ended otherwise than planned; each unless null or false. */
export interface LedgerFilter {
  readonly share: Share['id'] | null;
  readonly productId: string | null;
  readonly drifted: boolean;
}

/** As the grid keeps it, so that its own “clear filters” clears these too. */
export function filtersOf({ share, productId, drifted }: LedgerFilter): Order['filters'] {
  return { ...(share && { outcome: [share] }), ...(productId && { product: [productId] }), ...(drifted && { planned: ['drifted'] }) };
}

export function filterOf(filters: Order['filters']): LedgerFilter {
  const [share = null] = filters['outcome'] ?? [];
  const [productId = null] = filters['product'] ?? [];
  return { share: share as Share['id'] | null, productId, drifted: 'planned' in filters };
}

/** What a host is asked for. */
export function queryOf({ search, filters }: Pick<Order, 'search' | 'filters'>): Omit<LedgerQuery, 'cursor' | 'limit'> {
  const { share, productId, drifted } = filterOf(filters);
  const effect = skips.find((skip) => skip === share);
  return {
    productId, drifted, search,
    outcomes: share === null ? null : effect ? ['skipped'] : [share as Outcome],
    effects: effect ? [effect satisfies Effect] : null,
  };
}
