import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { endLine } from '../../../src/host/rest/wire-sessions.ts';
import type { Wire } from '../../../src/host/rest/wire.ts';
import type { EndBatch } from '../../../src/licensing/session-gateway.ts';
import type { Tables } from '../database/tables.ts';
import { HttpProblem } from '../http/problem.ts';
import { type EndRow, toWireEnd } from './rows.ts';

/** What became of one session, without the name of the line. */
export type Settled = Omit<Extract<Wire<typeof endLine>, { line: 'outcome' }>, 'line'>;

/** Takes a batch on. Throws a problem when its id already stands for another batch; the same batch again is welcome. */
export async function registerEnd(db: Kysely<Tables>, { id, sessionIds, reason }: EndBatch, actorId: string): Promise<void> {
  const contentHash = createHash('sha256').update(JSON.stringify([sessionIds, reason])).digest('base64url');
  await db
    .insertInto('session_end_batch')
    .values({ id, actor_id: actorId, content_hash: contentHash })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
  const kept = await db.selectFrom('session_end_batch').select(['actor_id', 'content_hash']).where('id', '=', id).executeTakeFirstOrThrow();
  if (kept.actor_id !== actorId) throw new HttpProblem(409, 'conflict', 'This batch id was used by another administrator.');
  if (kept.content_hash !== contentHash) throw new HttpProblem(409, 'conflict', 'This batch id was used for other sessions.');
}

/** Outcomes already stored for some sessions of a batch. */
export async function readSettled(db: Kysely<Tables>, batchId: string, sessionIds: readonly string[]): Promise<Map<string, Settled>> {
  const { rows } = await sql<EndRow & Omit<Settled, 'sessionId' | 'end'> & { readonly session_id: string }>`
    select session_id, outcome, effect, code, end_at as ended_at, end_method, end_by, end_reason
    from session_end_item where batch_id = ${batchId} and session_id = any (${sql.val(sessionIds)}::text[])`.execute(db);
  return new Map(rows.map(({ session_id, outcome, effect, code, ...end }) => [session_id, { sessionId: session_id, outcome, effect, code, end: toWireEnd(end) }]));
}

/** Stores outcomes for good: whoever asks again gets these. */
export async function store(db: Kysely<Tables>, batchId: string, settled: readonly Settled[]): Promise<void> {
  if (!settled.length) return;
  const rows = settled.map(({ sessionId, outcome, effect, code, end }) => ({
    session_id: sessionId, outcome, effect, code, end_at: end?.at, end_method: end?.method, end_by: end?.by, end_reason: end?.reason,
  }));
  await sql`
    insert into session_end_item (batch_id, session_id, outcome, effect, code, end_at, end_method, end_by, end_reason)
    select ${batchId}::uuid, session_id, outcome, effect, code, end_at, end_method, end_by, end_reason
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r (session_id text, outcome text, effect text, code text, end_at timestamptz, end_method text, end_by text, end_reason text)`.execute(db);
}
