import { type Kysely, type Transaction, sql } from 'kysely';
import { outcomeOf } from '../../../src/licensing/outcome.ts';
import { type BatchItem, type PlannedItem, itemKey, planItems } from '../../../src/licensing/plan.ts';
import { changes } from '../../../src/licensing/rules.ts';
import type { Tables } from '../database/tables.ts';
import { pairKey } from '../licensing/user-licenses.ts';
import { type Settled, readSettled, store } from './ledger.ts';
import { sqlState, withRetries } from './retry.ts';
import { readSeats, readState } from './state.ts';

export interface ChunkContext {
  readonly db: Kysely<Tables>;
  readonly batchId: string;
  readonly actorId: string;
  readonly sessionId: string;
}

const NO_SEAT = 'LS001';

/** Carries out some items of a batch in one transaction, and answers how each ended, in their order. */
export async function applyChunk(context: ChunkContext, items: readonly BatchItem[]): Promise<Settled[]> {
  try {
    return await withRetries(() => context.db.transaction().execute((db) => settle(db, context, items, false)));
  } catch (error) {
    if (sqlState(error) !== NO_SEAT) throw error;
    // The database saw a seat gone that the rules still counted, such as at midnight when a term ends.
    if (items.length === 1) {
      return withRetries(() => context.db.transaction().execute((db) => settle(db, context, items, true)));
    }
    const settled: Settled[] = [];
    for (const item of items) settled.push(...(await applyChunk(context, [item])));
    return settled;
  }
}

async function settle(db: Transaction<Tables>, context: ChunkContext, items: readonly BatchItem[], refused: boolean): Promise<Settled[]> {
  const { batchId } = context;
  // The same batch sent twice at once: the second waits here, and then finds everything settled.
  await sql`select pg_advisory_xact_lock(hashtextextended(${batchId}, 0))`.execute(db);
  const known = await readSettled(db, batchId, items.map((item) => item.key));
  const open = items.filter((item) => !known.has(item.key));
  if (open.length) {
    if (!(await mayStill(db, context))) return items.map((item) => known.get(item.key) ?? failed(item, 'forbidden'));
    for (const [item, outcome] of await carryOut(db, context, open, refused)) known.set(item.key, outcome);
  }
  return items.map((item) => known.get(item.key)!);
}

/** Decides by the rules, changes assignments, and stores the outcomes. */
async function carryOut(
  db: Transaction<Tables>,
  { batchId, actorId }: ChunkContext,
  items: readonly BatchItem[],
  refused: boolean,
): Promise<(readonly [BatchItem, Settled])[]> {
  const state = await readState(db, items, true);
  const { items: planned } = planItems(items.filter(state.knows), state);
  if (!refused) for (const round of rounds(planned)) await change(db, batchId, actorId, round);

  const effects = new Map(planned.map((item) => [item.key, refused ? ('no-seat' as const) : item.effect]));
  const seats = await readSeats(db, planned.map((item) => item.productId));
  const settled = items.map((item) => {
    const effect = effects.get(item.key);
    const outcome: Settled = effect
      ? { key: item.key, outcome: outcomeOf(effect), effect, code: null, seats: seats.get(item.productId) ?? null }
      : failed(item, 'not-found');
    return [item, outcome] as const;
  });
  await store(db, batchId, settled);
  return settled;
}

/** Items that change something, in rounds that touch a user × product once: a recall and the grant after it are two changes. */
function rounds(planned: readonly PlannedItem[]): PlannedItem[][] {
  const all: PlannedItem[][] = [];
  const touched = new Map<string, number>();
  for (const item of planned) {
    if (!changes(item.effect)) continue;
    const pair = pairKey(item.userId, item.productId);
    const round = touched.get(pair) ?? 0;
    touched.set(pair, round + 1);
    (all[round] ??= []).push(item);
  }
  return all;
}

/** Recalls first: they free what grants of the same round may need. */
async function change(db: Transaction<Tables>, batchId: string, actorId: string, items: readonly PlannedItem[]): Promise<void> {
  const keys = Object.fromEntries(items.map((item) => [itemKey(item), item.key]));
  await sql`select set_config('licensing.actor', ${actorId}, true), set_config('licensing.origin', 'administrator', true),
    set_config('licensing.batch', ${batchId}, true), set_config('licensing.items', ${JSON.stringify(keys)}, true)`.execute(db);
  const [recalls, grants] = (['recall', 'grant'] as const).map((change) => {
    const chosen = items.filter((item) => item.change === change);
    return { users: chosen.map((item) => item.userId), products: chosen.map((item) => item.productId) };
  });
  if (recalls?.users.length) {
    await sql`
      update assignment a set recalled_at = greatest(clock_timestamp(), a.granted_at), recalled_by = ${actorId}::uuid
      from unnest(${sql.val(recalls.users)}::uuid[], ${sql.val(recalls.products)}::uuid[]) as pair (user_id, product_id)
      where a.user_id = pair.user_id and a.product_id = pair.product_id and a.recalled_at is null`.execute(db);
  }
  if (grants?.users.length) {
    await sql`
      insert into assignment (user_id, product_id, granted_at, granted_by)
      select pair.user_id, pair.product_id, clock_timestamp(), ${actorId}::uuid
      from unnest(${sql.val(grants.users)}::uuid[], ${sql.val(grants.products)}::uuid[]) as pair (user_id, product_id)`.execute(db);
  }
}

/** Whether who sent the batch is still signed in and may still do this: a long batch outlives many a right. */
async function mayStill(db: Transaction<Tables>, { actorId, sessionId }: ChunkContext): Promise<boolean> {
  const { rows } = await sql`
    select 1 from session s join app_user u on u.id = s.user_id join user_operation o on o.user_id = u.id
    where s.id = ${sessionId} and s.ended_at is null and u.id = ${actorId} and u.active and o.operation = 'CanManageLicUsers'`.execute(db);
  return rows.length > 0;
}

export function failed({ key }: BatchItem, code: NonNullable<Settled['code']>): Settled {
  return { key, outcome: 'failed', effect: null, code, seats: null };
}
