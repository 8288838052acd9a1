import type { ProductChange } from '../../../../src/licensing/bulk.ts';
import type { BatchSummary } from '../../../../src/licensing/bulk-gateway.ts';
import type { ViewContext } from '../../../../src/ui/view-context.ts';
import { MemoryBulk } from '../../../support/memory-bulk.ts';

export const noon = Date.parse('2026-11-21T12:00:00Z');
export const context: ViewContext = { locale: 'en-US', timeZone: 'UTC', direction: 'ltr', theme: 'light', now: () => noon };

/**
 * `p1`, `p2` … are people: `p1` holds Creatio CRM, `p2` is inactive, `p3` is a program. Creatio CRM has 8 free seats, Studio
 * many.
 */
export function company(people = 12): MemoryBulk {
  const bulk = new MemoryBulk();
  bulk.host.now = () => noon;
  const { world } = bulk;
  for (let number = 1; number <= people; number++) {
    const kind = number === 3 ? 'system' : 'person';
    world.addUser({ id: `p${number}`, name: `Person ${number}`, login: `login${number}`, active: number !== 2, kind });
  }
  world.addProduct({ id: 'crm', name: 'Creatio CRM' }, 9).addProduct({ id: 'studio', name: 'Studio' }, people * 2);
  world.hold('p1', 'crm');
  return bulk;
}

export const { signal } = new AbortController();

export const grantCrm: readonly ProductChange[] = [{ kind: 'grant', productId: 'crm' }];
export const grantBoth: readonly ProductChange[] = [...grantCrm, { kind: 'grant', productId: 'studio' }];

/** A batch for everybody, as an administrator makes it. @param apply how many of its items are carried out; default all */
export async function makeBatch(bulk: MemoryBulk, changes = grantBoth, apply = Infinity): Promise<BatchSummary> {
  const { id: selectionId } = await bulk.select({ kind: 'users', userIds: [...bulk.world.users.keys()] }, signal);
  const { id: planId } = await bulk.plan({ selectionId, changes, orders: {} }, signal);
  const { id, total } = await bulk.createBatch({ id: crypto.randomUUID(), planId: planId! }, signal);
  return applyItems(bulk, id, 0, Math.min(total, apply));
}

export async function applyItems(bulk: MemoryBulk, id: string, from: number, to: number): Promise<BatchSummary> {
  if (to > from) for await (const _ of bulk.apply(id, from, to, signal));
  return bulk.batch(id, signal);
}

export async function undo(bulk: MemoryBulk, batchId: string): Promise<BatchSummary> {
  const { id: planId } = await bulk.planUndo(batchId, signal);
  const { id, total } = await bulk.createBatch({ id: crypto.randomUUID(), planId: planId! }, signal);
  return applyItems(bulk, id, 0, total);
}
