import { type Kysely, sql } from 'kysely';
import type { Tables } from '../database/tables.ts';
import { repeat } from '../repeat.ts';
import { foldCounts, readCounts } from './counts.ts';

/** More often than needed, so that no minute is left out. */
const RHYTHM = { everyMs: 20_000, afterFailureMs: 20_000 };

/** Notes the number of sessions every minute until the returned function is called. */
export function startSampling(db: Kysely<Tables>, failure: (error: unknown) => void): () => Promise<void> {
  return repeat(() => takeSample(db), RHYTHM, failure);
}

/** Notes how many sessions there are, unless another process has for this minute, and forgets what is older than a day. */
export async function takeSample(db: Kysely<Tables>): Promise<void> {
  const { web, api, mobile } = await readCounts(db);
  await sql`
    insert into session_sample (at, count) values (date_trunc('minute', clock_timestamp()), ${web + api + mobile}) on conflict do nothing`.execute(db);
  await sql`delete from session_sample where at < clock_timestamp() - interval '25 hours'`.execute(db);
  await foldCounts(db);
}
