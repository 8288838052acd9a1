import { type Kysely, sql } from 'kysely';
import type { Wire, batchLine, ledger } from '../../../src/host/rest/wire.ts';
import type { BatchItem } from '../../../src/licensing/plan.ts';
import type { Tables } from '../database/tables.ts';
import { isId } from '../http/input.ts';
import { notFound } from '../http/problem.ts';
import { type WireSeats, toWireSeats } from '../licensing/figures.ts';

/** How an item ended, without the name of the line. */
export type Settled = Omit<Extract<Wire<typeof batchLine>, { line: 'outcome' }>, 'line'>;

/** Outcomes already stored for some keys of a batch. */
export async function readSettled(db: Kysely<Tables>, batchId: string, keys: readonly string[] | null): Promise<Map<string, Settled>> {
  const rows = await db
    .selectFrom('batch_item')
    .select(['key', 'outcome', 'effect', 'code', 'seats'])
    .where('batch_id', '=', batchId)
    .$if(keys !== null, (query) => query.where('key', '=', sql<string>`any (${sql.val(keys)}::text[])`))
    .orderBy('settled_at')
    .orderBy('key')
    .execute();
  return new Map(
    rows.map(({ key, outcome, effect, code, seats }) => [
      key,
      // JSON columns keep no order of fields; an answer given again has to be the same bytes.
      { key, outcome: outcome!, effect: effect as Settled['effect'], code: code as Settled['code'], seats: seats === null ? null : toWireSeats(seats as WireSeats) },
    ]),
  );
}

/** Stores outcomes for good: whoever asks again with the same keys gets these. */
export async function store(db: Kysely<Tables>, batchId: string, settled: readonly (readonly [BatchItem, Settled])[]): Promise<void> {
  if (!settled.length) return;
  const rows = settled.map(([item, { outcome, effect, code, seats }]) => ({
    key: item.key, user_id: item.userId, product_id: item.productId, change: item.change, outcome, effect, code, seats,
  }));
  await sql`
    insert into batch_item (batch_id, at, key, user_id, product_id, change, outcome, effect, code, seats, settled_at)
    select ${batchId}::uuid, (select count(*) from batch_item where batch_id = ${batchId}::uuid) + row_number() over () - 1,
      key, user_id, product_id, change, outcome, effect, code, nullif(seats, 'null'::jsonb), clock_timestamp()
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r (key text, user_id text, product_id text, change text, outcome text, effect text, code text, seats jsonb)`.execute(db);
}

/** What is known of a batch. Throws a problem for one nobody sent. */
export async function readLedger(db: Kysely<Tables>, batchId: string): Promise<Wire<typeof ledger>> {
  const row = isId(batchId)
    ? await db
        .selectFrom('batch as b')
        .innerJoin('app_user as u', 'u.id', 'b.actor_id')
        .select(['b.id', 'b.item_count', 'b.created_at', 'b.completed_at', 'u.id as actor_id', 'u.name as actor_name'])
        .where('b.id', '=', batchId)
        .executeTakeFirst()
    : undefined;
  if (!row) throw notFound('batch');
  return {
    id: row.id,
    by: { id: row.actor_id, name: row.actor_name },
    createdAt: row.created_at,
    completedAt: row.completed_at,
    itemCount: row.item_count,
    items: [...(await readSettled(db, batchId, null)).values()],
  };
}
