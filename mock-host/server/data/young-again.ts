import { type Kysely, sql } from 'kysely';
import type { Tables } from '../database/tables.ts';

/** Moving more than these takes longer than anybody wants to wait for a host to start. */
const MOST = 10_000;

/**
 * Moves made-up sessions to where they were when they were made: the busiest of them had its last request just now. Then
 * makes up what is missing of the last day's numbers. Otherwise a host that was off for a week would show nobody but
 * sleepers, as the large company does until the feed of sessions wakes it.
 */
export async function makeYoungAgain(db: Kysely<Tables>): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    // Of two processes that start at once the second finds nothing to do.
    await sql`select pg_advisory_xact_lock(hashtext('mock-host young again'))`.execute(transaction);
    const { rows } = await sql<{ n: number; aged: string | null }>`
      select count(*) as n, (max(clock_timestamp()) - max(last_request_at))::text as aged
      from session where made_up and ended_at is null`.execute(transaction);
    const { n, aged } = rows[0]!;
    if (!n) return;
    if (n <= MOST) {
      await sql`
        update session set started_at = started_at + ${aged}::interval, last_request_at = last_request_at + ${aged}::interval
        where made_up and ended_at is null and ${aged}::interval > interval '1 minute'`.execute(transaction);
    }
    await makeUpDay(transaction);
  });
}

/** A working day that was at its busiest four hours ago and quiet in the night before, with as many now as there are. */
async function makeUpDay(db: Kysely<Tables>): Promise<void> {
  await sql`
    insert into session_sample (at, count)
    select date_trunc('minute', clock_timestamp()) - m * interval '1 minute',
      round(total * (0.8 + 0.45 * cos((m / 60.0 - 4) * pi() / 12) + (m * 7919 % 11 - 5) * 0.004) / 1.025)
    from generate_series(1, 1440) as m, (select sum(web + api + mobile) as total from session_count) now
    on conflict do nothing`.execute(db);
}
