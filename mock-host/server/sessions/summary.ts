import { type Kysely, sql } from 'kysely';
import type { sessionSummary } from '../../../src/host/rest/wire-sessions.ts';
import type { Wire } from '../../../src/host/rest/wire.ts';
import type { Tables } from '../database/tables.ts';
import { readCounts } from './counts.ts';
import { readClock } from './list.ts';

/** Minutes between two moments of the trend: a day is 145 of them, more than a sparkline has room for. */
const STEP = 10;

type Sample = Wire<typeof sessionSummary>['trend'][number];

/** How many sessions there are, how many there were at moments of the last 24 hours, and when there were most. */
export async function readSummary(db: Kysely<Tables>): Promise<Wire<typeof sessionSummary>> {
  const counts = await readCounts(db);
  const asOf = await readClock(db);
  const now: Sample = { at: asOf, count: counts.web + counts.api + counts.mobile };
  // At each moment the latest sample before it: while a host is off it notes nothing, and sessions go on.
  const { rows: trend } = await sql<Sample>`
    select moment as at, latest.count from generate_series(
        date_bin(make_interval(mins => ${STEP}), ${asOf}::timestamptz, 'epoch') - interval '24 hours', ${asOf}::timestamptz, make_interval(mins => ${STEP})
      ) as moment
    cross join lateral (select s.count from session_sample s where s.at <= moment order by s.at desc limit 1) latest
    order by moment`.execute(db);
  const { rows: most } = await sql<Sample>`
    select at, count from session_sample where at > ${asOf}::timestamptz - interval '24 hours' order by count desc, at desc limit 1`.execute(db);
  const peak = most[0] && most[0].count > now.count ? most[0] : now;
  return { counts, asOf, trend, peak };
}
