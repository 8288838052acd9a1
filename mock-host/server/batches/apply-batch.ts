import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Batch } from '../../../src/licensing/gateway.ts';
import type { Tables } from '../database/tables.ts';
import { HttpProblem } from '../http/problem.ts';
import { type ChunkContext, applyChunk, failed } from './apply-chunk.ts';
import type { Settled } from './ledger.ts';
import { withRetries } from './retry.ts';

/** Most items of one request; what `capabilities` says. */
export const MAX_ITEMS = 10_000;
/** Items of one transaction: enough to be fast, few enough that nobody waits long for a seat. */
const CHUNK = 500;

/**
 * Takes a batch on. Throws a problem when its id already stands for another batch; the same batch again is welcome.
 */
export async function registerBatch(db: Kysely<Tables>, batch: Batch, actorId: string): Promise<void> {
  const keys = new Set(batch.items.map((item) => item.key));
  if (keys.size < batch.items.length) throw new HttpProblem(422, 'rejected', 'The request has a wrong shape.', 'items: each key only once');
  if (batch.items.length > MAX_ITEMS) throw new HttpProblem(422, 'rejected', 'The batch is too large.', `items: at most ${MAX_ITEMS}`);

  const contentHash = hashOf(batch);
  await db
    .insertInto('batch')
    .values({ id: batch.id, actor_id: actorId, content_hash: contentHash, item_count: batch.items.length })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
  const kept = await db.selectFrom('batch').select(['actor_id', 'content_hash']).where('id', '=', batch.id).executeTakeFirstOrThrow();
  if (kept.actor_id !== actorId) throw new HttpProblem(409, 'conflict', 'This batch id was used by another administrator.');
  if (kept.content_hash !== contentHash) throw new HttpProblem(409, 'conflict', 'This batch id was used for other items.');
}

/**
 * Carries a registered batch out, chunk by chunk, and yields each item's outcome once it is durable. A chunk that can't
 * be carried out fails with `server` and is left open, so that sending the batch again can still settle it.
 */
export async function* applyBatch(context: ChunkContext, batch: Batch, failure: (error: unknown) => void): AsyncGenerator<Settled> {
  let complete = true;
  for (let start = 0; start < batch.items.length; start += CHUNK) {
    const items = batch.items.slice(start, start + CHUNK);
    let settled: Settled[];
    try {
      settled = await applyChunk(context, items);
    } catch (error) {
      failure(error);
      settled = items.map((item) => failed(item, 'server'));
    }
    complete &&= settled.every((item) => item.code !== 'server' && item.code !== 'forbidden');
    yield* settled;
  }
  if (complete) await closeBatch(context).catch(failure);
}

/** Notes that every item is settled and leaves the administrator one notification, however often the batch is sent. */
async function closeBatch({ db, batchId, actorId }: ChunkContext): Promise<void> {
  await withRetries(() =>
    db.transaction().execute(async (transaction) => {
      const closed = await transaction
        .updateTable('batch')
        .set({ completed_at: sql`clock_timestamp()` })
        .where('id', '=', batchId)
        .where('completed_at', 'is', null)
        .returning('id')
        .executeTakeFirst();
      if (!closed) return;
      await sql`
        insert into notification (user_id, kind, batch_id, detail)
        select ${actorId}::uuid, 'batch', ${batchId}::uuid, coalesce(jsonb_object_agg(outcome, n), '{}')
        from (select outcome, count(*) as n from batch_item where batch_id = ${batchId}::uuid group by outcome) tally
        on conflict do nothing`.execute(transaction);
    }),
  );
}

/** Versions are left out: they say what the plan was made on, not what was asked for. */
function hashOf({ items }: Batch): string {
  const content = items.map(({ key, userId, productId, change }) => [key, userId, productId, change]);
  return createHash('sha256').update(JSON.stringify(content)).digest('base64url');
}
