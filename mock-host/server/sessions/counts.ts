import { type Kysely, sql } from 'kysely';
import type { SessionCounts } from '../../../src/licensing/session-gateway.ts';
import type { Tables } from '../database/tables.ts';

/** Rows of changes that may wait until they are folded into one. */
const MOST_ROWS = 1_000;

/** How many active sessions there are, without counting them; the triggers of `0010-session-lists` keep it. */
export async function readCounts(db: Kysely<Tables>): Promise<SessionCounts> {
  const { rows } = await sql<SessionCounts & { readonly parts: number }>`
    select sum(web)::bigint as web, sum(api)::bigint as api, sum(mobile)::bigint as mobile, count(*) as parts from session_count`.execute(db);
  const { parts, ...counts } = rows[0]!;
  if (parts > MOST_ROWS) await foldCounts(db);
  return counts;
}

export async function foldCounts(db: Kysely<Tables>): Promise<void> {
  await sql`select fold_session_count()`.execute(db);
}
