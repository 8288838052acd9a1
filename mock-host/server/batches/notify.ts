import { type Transaction, sql } from 'kysely';
import type { Tables } from '../database/tables.ts';
import type { Journal } from './journal.ts';
import { tallyOf } from './tally.ts';

/**
 * Leaves who made a batch one notification, however often it ends: gone on with after it was stopped, or with what had
 * failed tried again, it tells how the batch ended last.
 */
export async function notifyOfEnd(db: Transaction<Tables>, { id, actor_id, ...counts }: Pick<Journal, 'id' | 'actor_id' | 'item_count' | 'effects' | 'codes'>): Promise<void> {
  await db
    .insertInto('notification')
    .values({ user_id: actor_id, kind: 'batch', batch_id: id, detail: JSON.stringify(tallyOf(counts, 0)), created_at: sql`clock_timestamp()` })
    .onConflict((conflict) => conflict.columns(['batch_id', 'kind']).doUpdateSet(({ ref }) => ({ detail: ref('excluded.detail') })))
    .execute();
}
