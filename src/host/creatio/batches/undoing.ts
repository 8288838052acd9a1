import type { AppliedItem } from '../batch-journal.ts';
import type { Journal } from './journal.ts';

/** When this browser has last changed products, by `user product`; changes of one batch left out. */
export async function lastChanges(journal: Journal, productIds: ReadonlySet<string>, but: string): Promise<ReadonlyMap<string, number>> {
  const last = new Map<string, number>();
  for (const batch of await journal.batches()) {
    if (batch.id === but || !batch.columns.some(({ id }) => productIds.has(id))) continue;
    // What is not to be understood says nothing of the others.
    for (const { column, items } of await journal.blocks(batch).catch(() => [])) {
      const { id } = batch.columns[column]!;
      if (!productIds.has(id)) continue;
      for (const { outcome, userId, at } of items) if (outcome === 'applied') last.set(`${userId} ${id}`, Math.max(last.get(`${userId} ${id}`) ?? 0, at!));
    }
  }
  return last;
}

/** What a batch has changed and when, in the order of its items. */
export async function appliedItems(journal: Journal, batchId: string): Promise<readonly (AppliedItem & { readonly at: number })[]> {
  const batch = await journal.batch(batchId);
  const swapped = new Map(batch.columns.flatMap(({ id, ifHolds }) => (ifHolds === null ? [] : [[id, ifHolds], [ifHolds, id]])));
  const since = await lastChanges(journal, new Set(batch.columns.map(({ id }) => id)), batchId);
  return (await journal.blocks(batch)).flatMap(({ column, items }) => {
    const { id: productId, change } = batch.columns[column]!;
    return items.flatMap(({ outcome, userId, was, at }) =>
      outcome === 'applied'
        ? [{ userId, productId, change, swapped: swapped.get(productId) ?? null, was, at: at!, changedSince: (since.get(`${userId} ${productId}`) ?? 0) > at! }]
        : []);
  });
}
