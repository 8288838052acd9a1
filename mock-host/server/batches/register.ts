import { createHash } from 'node:crypto';
import { type Kysely, type Transaction, sql } from 'kysely';
import type { Batch } from '../../../src/licensing/gateway.ts';
import type { Tables } from '../database/tables.ts';
import { HttpProblem } from '../http/problem.ts';

/** Most items of a batch that carries them itself; what `capabilities` says. */
export const MAX_ITEMS = 10_000;

export interface NewRow {
  readonly id: string;
  readonly actorId: string;
  /** Says of two batches of one id whether they are the same. */
  readonly contentHash: string;
}

export const hashOf = (content: unknown): string => createHash('sha256').update(JSON.stringify(content)).digest('base64url');

/** Whether a batch is there already. Throws a problem when its id stands for another one. */
export async function isRegistered(db: Kysely<Tables>, { id, actorId, contentHash }: NewRow): Promise<boolean> {
  const kept = await db.selectFrom('batch').select(['actor_id', 'content_hash']).where('id', '=', id).executeTakeFirst();
  if (!kept) return false;
  if (kept.actor_id !== actorId) throw new HttpProblem(409, 'conflict', 'This batch id was used by another administrator.');
  if (kept.content_hash !== contentHash) throw new HttpProblem(409, 'conflict', 'This batch id was used for other items.');
  return true;
}

/** Takes a batch on, all of it or nothing; the same batch again is welcome. `fill` adds its items and says what it is about. */
export async function register(
  db: Kysely<Tables>,
  batch: NewRow,
  fill: (db: Transaction<Tables>) => Promise<{ itemCount: number; people: number; person: string | null; products: object[]; undoes?: string | null }>,
): Promise<void> {
  if (await isRegistered(db, batch)) return;
  const { id, actorId, contentHash } = batch;
  const isNew = await db.transaction().execute(async (transaction) => {
    // Of two at once the second waits here until the first is through.
    const { numInsertedOrUpdatedRows: inserted } = await transaction
      .insertInto('batch')
      .values({ id, actor_id: actorId, content_hash: contentHash, item_count: 0 })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .executeTakeFirst();
    if (!inserted) return false;
    const { itemCount, people, person, products, undoes = null } = await fill(transaction);
    await transaction
      .updateTable('batch')
      .set({ item_count: itemCount, people, person, products: JSON.stringify(products), undoes })
      .where('id', '=', id)
      .execute();
    return true;
  });
  if (!isNew) await isRegistered(db, batch);
}

/** Takes on a batch of the Licenses tab, which carries its items. */
export async function registerBatch(db: Kysely<Tables>, { id, items }: Batch, actorId: string): Promise<void> {
  if (items.length > MAX_ITEMS) throw new HttpProblem(422, 'rejected', 'The batch is too large.', `items: at most ${MAX_ITEMS}`);
  const keys = new Set(items.map((item) => item.key));
  if (keys.size < items.length) throw new HttpProblem(422, 'rejected', 'The request has a wrong shape.', 'items: each key only once');

  // Versions are left out: they say what the plan was made on, not what was asked for.
  const contentHash = hashOf(items.map(({ key, userId, productId, change }) => [key, userId, productId, change]));
  await register(db, { id, actorId, contentHash }, async (transaction) => {
    const rows = items.map(({ key, userId, productId, change }, at) => ({ at, key, user_id: userId, product_id: productId, change }));
    await sql`
      insert into batch_item (batch_id, at, key, user_id, product_id, change)
      select ${id}::uuid, at, key, user_id, product_id, change
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (at integer, key text, user_id text, product_id text, change text)`.execute(transaction);
    const people = new Set(items.map((item) => item.userId));
    const products = new Map(items.map(({ productId, change }) => [`${change} ${productId}`, { id: productId, change }]));
    return { itemCount: items.length, people: people.size, person: people.size === 1 ? items[0]!.userId : null, products: [...products.values()] };
  });
}
