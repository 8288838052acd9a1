import type { NewBatch } from '../../../licensing/bulk-gateway.ts';
import { columnsOf, productTwice } from '../../../licensing/bulk-plan.ts';
import { LicensingError } from '../../../licensing/errors.ts';
import { type Effect, changes } from '../../../licensing/rules.ts';
import type { KeptPlan, PlannedWork } from '../batch-journal.ts';
import { toLetters } from '../kept/effect-letters.ts';
import type { Block, Item } from './kept-batch.ts';

/** What a batch is made of: whoever is concerned by each product, and what was shown. */
export type Work = Pick<KeptPlan, 'people' | 'columns'> & { readonly undoes: string | null };

/** Reads what was planned. Rejects `rejected` when what was shown is not of the people and products asked for. */
export async function workOf(batch: NewBatch, plans: PlannedWork): Promise<Work> {
  if ('planId' in batch) {
    const { plan, people, columns } = await plans.keptPlan(batch.planId);
    return { people, columns, undoes: plan.undoes };
  }
  const { request, shown } = batch;
  const twice = productTwice(request.changes);
  if (twice !== undefined) throw new LicensingError('rejected', `changes: a product stands twice: ${twice}`);
  const people = await plans.selected(request.selectionId);
  const columns = columnsOf(request.changes).map((column, at) => ({ ...column, effects: shown[at]?.effects ?? [] }));
  const fits = columns.every(({ productId, effects }, at) => shown[at]?.productId === productId && effects.length === people.length);
  if (!fits || !shown.length || shown.length !== columns.length) throw new LicensingError('rejected', 'shown: other cells than asked for');
  return { people, columns, undoes: null };
}

/** The same for the same batch, and for no other. */
export function contentOf(batch: NewBatch): string {
  if ('planId' in batch) return `plan ${batch.planId}`;
  const { request: { selectionId, changes }, shown } = batch;
  const cells = shown.map(({ productId, effects }) => `${productId} ${toLetters(effects)}`).join();
  let hash = 0x811c9dc5;
  for (let at = 0; at < cells.length; at++) hash = Math.imul(hash ^ cells.charCodeAt(at), 0x01000193);
  return `shown ${selectionId} ${JSON.stringify(columnsOf(changes))} ${cells.length} ${hash}`;
}

/**
 * A product after the other; of each those that change something first, so that who was to get a seat gets it.
 * @param expects of an undo, when the change was made that is to be taken back, by `user product`
 */
export function blocksOf({ people, columns }: Work, size: number, expects: ReadonlyMap<string, number>): { readonly blocks: Block[]; readonly columns: { readonly items: number }[] } {
  const blocks: Block[] = [];
  let from = 0;
  const counted = columns.map(({ productId, effects }, column) => {
    const all = effects.flatMap((planned, at): Item[] => (planned === null ? [] : [itemOf(people[at]!, planned, expects.get(`${people[at]!} ${productId}`))]));
    const items = [...all.filter(({ planned }) => changes(planned!)), ...all.filter(({ planned }) => !changes(planned!))];
    for (let at = 0; at < items.length; at += size) blocks.push({ from: from + at, column, sentAt: 0, items: items.slice(at, at + size) });
    from += items.length;
    return { items: items.length };
  });
  return { blocks, columns: counted };
}

const itemOf = (userId: string, planned: Effect, expects: number | undefined): Item => ({
  userId, planned, expects: expects ?? null, outcome: 'open', effect: null, code: null, was: null, at: null,
});
