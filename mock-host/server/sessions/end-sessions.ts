import { type Kysely, type Transaction, sql } from 'kysely';
import type { EndBatch } from '../../../src/licensing/session-gateway.ts';
import { decideEnd } from '../../../src/licensing/session.ts';
import { withRetries } from '../batches/retry.ts';
import type { Tables } from '../database/tables.ts';
import { isId } from '../http/input.ts';
import { type Settled, readSettled, store } from './end-ledger.ts';
import { type EndRow, endColumns, toWireEnd } from './rows.ts';

/** Most sessions of one request; what `capabilities` says. */
export const MAX_END = 1_000;
/** Sessions of one transaction: enough to be fast, few enough that what happens is seen while it does. */
const CHUNK = 250;

export interface EndContext {
  readonly db: Kysely<Tables>;
  readonly actorId: string;
  /** Whose outcome is always `own-session`. */
  readonly sessionId: string;
  /** Seconds until a session that is to be ended is; 0 = at once. */
  readonly delaySeconds: number;
}

/**
 * Carries a registered batch out, chunk by chunk, and yields what became of each session once it is durable. A chunk that
 * can't be carried out fails with `server` and is left open, so that sending the batch again can still settle it.
 */
export async function* endSessions(context: EndContext, batch: EndBatch, failure: (error: unknown) => void): AsyncGenerator<Settled> {
  for (let start = 0; start < batch.sessionIds.length; start += CHUNK) {
    const ids = batch.sessionIds.slice(start, start + CHUNK);
    try {
      yield* await withRetries(() => context.db.transaction().execute((db) => settle(db, context, batch, ids)));
    } catch (error) {
      failure(error);
      yield* ids.map((id) => failed(id, 'server'));
    }
  }
}

async function settle(db: Transaction<Tables>, context: EndContext, batch: EndBatch, ids: readonly string[]): Promise<Settled[]> {
  // The same batch sent twice at once: the second waits here, and then finds everything settled.
  await sql`select pg_advisory_xact_lock(hashtextextended(${batch.id}, 0))`.execute(db);
  const known = await readSettled(db, batch.id, ids);
  const open = ids.filter((id) => !known.has(id));
  if (open.length) {
    if (!(await mayStill(db, context))) return ids.map((id) => known.get(id) ?? failed(id, 'forbidden'));
    const settled = await carryOut(db, context, batch.reason, open);
    await store(db, batch.id, settled);
    for (const outcome of settled) known.set(outcome.sessionId, outcome);
  }
  return ids.map((id) => known.get(id)!);
}

/** Decides by the rule and ends what is to be ended. Nobody else touches these sessions until the transaction is over. */
async function carryOut(db: Transaction<Tables>, context: EndContext, reason: string | null, ids: readonly string[]): Promise<Settled[]> {
  // In the order of ids, so that administrators who end the same sessions wait for but never on each other.
  const { rows } = await sql<EndRow & { readonly id: string }>`
    select s.id, ${endColumns} from session s where s.id = any (${sql.val(ids.filter(isId))}::uuid[]) and s.kind <> 'explorer'
    order by s.id for update of s`.execute(db);
  const found = new Map(rows.map((row) => [row.id, toWireEnd(row)]));
  const decide = (id: string) => decideEnd({ ended: found.get(id) !== null, own: id === context.sessionId });

  const ended = await end(db, context, reason, ids.filter((id) => found.has(id) && decide(id) === 'end'));
  return ids.map((id): Settled => {
    const before = found.get(id);
    if (before === undefined) return failed(id, 'not-found');
    const decided = decide(id);
    if (decided !== 'end') return { sessionId: id, outcome: 'skipped', effect: decided, code: null, end: decided === 'own-session' ? null : before };
    const now = ended.get(id) ?? null;
    return { sessionId: id, outcome: 'applied', effect: now ? 'ended' : 'ending', code: null, end: now };
  });
}

/**
 * Ends sessions, or notes when they are to be ended. One that somebody else has asked to be ended keeps that name and
 * reason. Answers the ends of those that are over.
 */
async function end(db: Transaction<Tables>, { actorId, delaySeconds }: EndContext, reason: string | null, ids: readonly string[]) {
  if (!ids.length) return new Map<string, ReturnType<typeof toWireEnd>>();
  const asked = sql`
    ended_by = case when ending_at is null then ${actorId}::uuid else ended_by end,
    end_reason = case when ending_at is null then ${reason}::text else end_reason end`;
  const which = sql`id = any (${sql.val(ids)}::uuid[]) and ended_at is null`;
  if (delaySeconds > 0) {
    await sql`
      update session set ${asked}, ending_at = clock_timestamp() + make_interval(secs => ${delaySeconds})
      where ${which} and ending_at is null`.execute(db);
    return new Map<string, ReturnType<typeof toWireEnd>>();
  }
  await sql`
    update session set ${asked}, ended_at = greatest(clock_timestamp(), last_request_at), end_method = 'terminated' where ${which}`.execute(db);
  const { rows } = await sql<EndRow & { readonly id: string }>`
    select s.id, ${endColumns} from session s where s.id = any (${sql.val(ids)}::uuid[])`.execute(db);
  return new Map(rows.map((row) => [row.id, toWireEnd(row)]));
}

/** Whether who sent the batch is still signed in and may still do this. */
async function mayStill(db: Transaction<Tables>, { actorId, sessionId }: EndContext): Promise<boolean> {
  const { rows } = await sql`
    select 1 from session s join app_user u on u.id = s.user_id join user_operation o on o.user_id = u.id
    where s.id = ${sessionId} and s.ended_at is null and u.id = ${actorId} and u.active and o.operation = 'CanManageAdministration'`.execute(db);
  return rows.length > 0;
}

function failed(sessionId: string, code: NonNullable<Settled['code']>): Settled {
  return { sessionId, outcome: 'failed', effect: null, code, end: null };
}
