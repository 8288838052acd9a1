import type { LedgerQuery, LedgerRow, ListPage } from '../../../licensing/bulk-gateway.ts';
import { LicensingError } from '../../../licensing/errors.ts';
import type { LicensedUser } from '../../../licensing/license.ts';
import { outcomeOf } from '../../../licensing/outcome.ts';
import { type Block, type Item, type KeptBatch, drifted } from './kept-batch.ts';

/** A page of the items of a batch and how each ended, in their order. The cursor is the place to read on from. */
export function ledgerPage(
  { columns }: KeptBatch,
  blocks: readonly Block[],
  users: ReadonlyMap<string, LicensedUser>,
  { productId, outcomes, effects, drifted: only, search, cursor, limit }: LedgerQuery,
): ListPage<LedgerRow> {
  if (!outcomes?.length === (outcomes !== null) || !effects?.length === (effects !== null)) throw new LicensingError('rejected', 'an empty list');
  const part = search.trim().toLowerCase();
  const found = new Map([...users].filter(([, { name, login, email }]) => !part || [name, login, email ?? ''].some((word) => word.toLowerCase().includes(part))));
  const items: LedgerRow[] = [];
  let total = 0;
  let next: string | null = null;
  for (const { from, column, items: all } of blocks) {
    const product = columns[column]!;
    if (productId !== null && product.id !== productId) continue;
    for (const [index, item] of all.entries()) {
      const at = from + index;
      const outcome = toOutcome(item);
      const effect = outcome === 'applied' || outcome === 'skipped' ? item.effect : null;
      if (
        (outcomes && !outcomes.includes(outcome)) || (effects && !(effect && effects.includes(effect))) ||
        (only && !drifted(item)) || (part && !found.has(item.userId))
      ) continue;
      total++;
      if (at < Number(cursor ?? 0)) continue;
      if (items.length === limit) {
        next ??= String(at);
        continue;
      }
      const { name = null, login = null, email = null } = users.get(item.userId) ?? {};
      items.push({
        at, user: { id: item.userId, name, login, email }, product: { id: product.id, name: product.name }, change: product.change,
        planned: item.planned, outcome, effect, code: item.code, settledAt: item.at,
      });
    }
  }
  return { items, total, next };
}

function toOutcome({ outcome, effect }: Item): LedgerRow['outcome'] {
  if (outcome === 'open') return 'not-attempted';
  if (outcome === 'sent') return 'unknown';
  return outcome === 'failed' ? outcome : outcomeOf(effect!);
}
