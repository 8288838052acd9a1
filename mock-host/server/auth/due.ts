import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Tables } from '../database/tables.ts';

/** A session's last request is noted at most this often. */
export const NOTE_EVERY_SECONDS = 30;

// Below, `s` is the session and `p` the policy. The clock is the database's: it is the same for every server process.

/** The shorter a session may idle the more exactly its requests are noted: each ends by a sixtieth of that time late at most. */
const noteEvery = sql`make_interval(secs => least(${sql.lit(NOTE_EVERY_SECONDS)}, p.idle_minutes))`;
const longestIdle = sql`make_interval(mins => p.idle_minutes)`;

/** Is a request worth noting again? */
export const isStale = sql<boolean>`s.last_request_at < now() - ${noteEvery}`;

/** An administrator asked for its end, and the host has taken the time that it takes. */
const isAskedFor = sql<boolean>`s.ending_at <= now()`;

/**
 * There was no request for as long as the policy allows. A session is never ended that was used meanwhile, so it gets the
 * time for which requests may have gone unnoted: under this policy, or before it changed under another one.
 */
const isIdle = sql<boolean>`(
  s.last_request_at < now() - ${longestIdle} - ${noteEvery}
    and least(s.last_request_at + make_interval(secs => ${sql.lit(NOTE_EVERY_SECONDS)}), p.changed_at) < now() - ${longestIdle})`;

/** Has its end come, whether or not somebody has noticed yet? Null, as below, says no. */
export const isDue = sql<boolean | null>`(s.ended_at is null and (${isAskedFor} or ${isIdle}))`;

/**
 * Ends those of some sessions that are due; answers how many. They end when this notices and not when they could have
 * been ended: nobody who has just seen one active shall read that it ended before.
 */
export async function endDue(db: Kysely<Tables>, which: RawBuilder<unknown>): Promise<number> {
  const { numAffectedRows } = await sql`
    update session s set ended_at = clock_timestamp(),
      end_method = case when ${isAskedFor} then 'terminated' else 'expired' end,
      ended_by = case when ${isAskedFor} then s.ended_by end,
      end_reason = case when ${isAskedFor} then s.end_reason end
    from session_policy p where ${which} and ${isDue}`.execute(db);
  return Number(numAffectedRows ?? 0);
}

/**
 * Ends whatever is due, so many at a time, until it is done or `signal` aborts; several server processes share the work.
 * Answers how many.
 */
export async function endAllDue(db: Kysely<Tables>, { atOnce = 500, signal }: { atOnce?: number; signal?: AbortSignal } = {}): Promise<number> {
  let all = 0;
  // One after the other, as each has an index.
  for (const condition of [isAskedFor, isIdle]) {
    while (!signal?.aborted) {
      const ended = await endDue(db, sql`s.id = any (array(
        select s.id from session s cross join session_policy p where s.ended_at is null and ${condition} limit ${atOnce} for update of s skip locked))`);
      all += ended;
      if (ended < atOnce) break;
    }
  }
  return all;
}
