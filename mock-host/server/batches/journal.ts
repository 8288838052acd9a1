import { randomUUID } from 'node:crypto';
import { type Kysely, type RawBuilder, type Selectable, type Transaction, sql } from 'kysely';
import type { BatchRow, Tables } from '../database/tables.ts';
import { isId } from '../http/input.ts';
import { HttpProblem, notFound } from '../http/problem.ts';
import type { Counts } from './items.ts';
import { notifyOfEnd } from './notify.ts';
import { withRetries } from './retry.ts';

/** Where a batch stands. */
export type Journal = Pick<Selectable<BatchRow>, 'id' | 'actor_id' | 'item_count' | 'run' | 'done_to' | 'completed_at' | 'stopped_at' | 'effects' | 'codes' | 'drift'>;

/** How many items ended. */
export function attempted({ effects, codes }: Pick<Counts, 'effects' | 'codes'>): number {
  return [...Object.values(effects), ...Object.values(codes)].reduce((all, number) => all + number, 0);
}

/** A batch, for whoever made it. Throws a problem for an unknown one, and for anybody else. */
export async function ownBatch(db: Kysely<Tables>, batchId: string, actorId: string): Promise<Selectable<BatchRow>> {
  const row = isId(batchId) ? await db.selectFrom('batch').selectAll().where('id', '=', batchId).executeTakeFirst() : undefined;
  if (!row) throw notFound('batch');
  if (row.actor_id !== actorId) throw new HttpProblem(403, 'forbidden', 'Only who has made a batch may carry it out.');
  return row;
}

/** Waits until nobody else carries items of the batch out; then nobody does until the transaction ends. */
export async function lockJournal(db: Transaction<Tables>, batchId: string): Promise<Journal> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${batchId}, 0))`.execute(db);
  return db.selectFrom('batch').selectAll().where('id', '=', batchId).executeTakeFirstOrThrow();
}

/** Notes how items of some places ended. The last one ends the batch. */
export async function writeJournal(db: Transaction<Tables>, journal: Journal, counts: Counts, { from, to }: { from: number; to: number }): Promise<void> {
  const complete = attempted(counts) === journal.item_count;
  await db
    .updateTable('batch')
    .set({
      effects: JSON.stringify(counts.effects),
      codes: JSON.stringify(counts.codes),
      drift: counts.drift,
      ran_at: sql`clock_timestamp()`,
      ...(from <= journal.done_to ? { done_to: Math.max(journal.done_to, to) } : {}),
      ...(complete ? { completed_at: sql`clock_timestamp()` } : {}),
    })
    .where('id', '=', journal.id)
    .execute();
  if (complete) await notifyOfEnd(db, { ...journal, ...counts });
}

/** Lets somebody carry items out from here on, and has whoever did so before stop. Answers what the batch has to show meanwhile. */
export async function takeOver(db: Kysely<Tables>, batchId: string, asked: number): Promise<string> {
  const run = randomUUID();
  await begin(db, batchId, asked, sql`${run}::uuid`);
  return run;
}

/** The same beside whoever does so already. */
export async function joinIn(db: Kysely<Tables>, batchId: string, asked: number): Promise<string> {
  return begin(db, batchId, asked, sql`coalesce(run, ${randomUUID()}::uuid)`);
}

async function begin(db: Kysely<Tables>, batchId: string, asked: number, run: RawBuilder<string>): Promise<string> {
  const row = await db
    .updateTable('batch')
    .set({ run, ran_at: sql`clock_timestamp()`, asked: sql`greatest(asked, ${asked}::integer)`, stopped_at: null })
    .where('id', '=', batchId)
    .returning('run')
    .executeTakeFirstOrThrow();
  return row.run!;
}

/** Nobody carries the batch out any more, unless somebody else has taken it over. */
export async function letGo({ db, batchId, run }: { readonly db: Kysely<Tables>; readonly batchId: string; readonly run: string }): Promise<void> {
  await db.updateTable('batch').set({ run: null }).where('id', '=', batchId).where('run', '=', run).execute();
}

/**
 * Has whoever carries items out stop, after the transaction under way; then what was asked for is known. `forGood`: what is
 * left is not to be attempted.
 */
export async function settleBatch(db: Kysely<Tables>, batchId: string, forGood: boolean): Promise<void> {
  await withRetries(() => db.transaction().execute(async (transaction) => {
    const journal = await lockJournal(transaction, batchId);
    const open = journal.item_count - attempted(journal);
    const stopping = forGood && open > 0 && journal.stopped_at === null;
    const first = open ? sql<number>`(select min(at) from batch_item where batch_id = ${batchId} and at >= done_to and outcome is null)` : journal.item_count;
    await transaction
      .updateTable('batch')
      .set({ run: null, asked: first, done_to: first, ...(stopping ? { stopped_at: sql`clock_timestamp()` } : {}) })
      .where('id', '=', batchId)
      .execute();
    if (stopping) await notifyOfEnd(transaction, journal);
  }));
}
