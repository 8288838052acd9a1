import type { AppliedItem } from '../batch-journal.ts';
import type { Journal } from './journal.ts';

/** When this browser has last changed a product, by user; changes of one batch left out. */
export async function lastChanges(journal: Journal, productId: string, but: string): Promise<ReadonlyMap<string, number>> {
  const last = new Map<string, number>();
  for (const batch of await journal.batches()) {
    if (batch.id === but || !batch.columns.some(({ id }) => id === productId)) continue;
    for (const { column, items } of await journal.blocks(batch).catch(() => [])) {
      if (batch.columns[column]!.id !== productId) continue;
      for (const { outcome, userId, at } of items) if (outcome === 'applied') last.set(userId, Math.max(last.get(userId) ?? 0, at!));
    }
  }
  return last;
}

/** What a batch has changed, in the order of its items. */
export async function appliedItems(journal: Journal, batchId: string): Promise<readonly (AppliedItem & { readonly at: number })[]> {
  const batch = await journal.batch(batchId);
  const swapped = new Map(batch.columns.flatMap(({ id, ifHolds }) => (ifHolds === null ? [] : [[id, ifHolds], [ifHolds, id]])));
  const since = new Map<string, ReadonlyMap<string, number>>();
  for (const { id } of batch.columns) since.set(id, await lastChanges(journal, id, batchId));
  return (await journal.blocks(batch)).flatMap(({ column, items }) => {
    const { id: productId, change } = batch.columns[column]!;
    return items.flatMap(({ outcome, userId, was, at }) =>
      outcome === 'applied'
        ? [{ userId, productId, change, swapped: swapped.get(productId) ?? null, was, at: at!, changedSince: (since.get(productId)!.get(userId) ?? 0) > at! }]
        : []);
  });
}
