import { type Kysely, sql } from 'kysely';
import type { Tables } from '../database/tables.ts';

/**
 * Waits for the days to change, in UTC, and tells when the figures changed with one: a term has started or has ended, and
 * no row says so. Ends when the returned function is called.
 */
export function onNewDay(db: Kysely<Tables>, changed: () => void, failure: (error: unknown) => void): () => void {
  let over = false;
  let timer: NodeJS.Timeout | undefined;
  let last: string | null = null;
  const look = async (): Promise<void> => {
    // The database's clock decides what is paid for, so it is the one to ask.
    const { rows } = await sql<{ day: string; passed: boolean; wait: number }>`
      select today() as day, exists (
          select 1 from term where (start > ${last}::date and start <= today()) or (due >= ${last}::date and due < today())
        ) as passed, ceil(extract(epoch from date_trunc('day', now() at time zone 'UTC') + interval '1 day' - now() at time zone 'UTC') * 1000) as wait`.execute(db);
    const { day, passed, wait } = rows[0]!;
    last = day;
    if (over) return;
    timer = setTimeout(() => void look().catch(lost), wait);
    timer.unref();
    if (passed) changed();
  };
  const lost = (error: unknown) => {
    if (over) return;
    failure(error);
    timer = setTimeout(() => void look().catch(lost), 60_000);
    timer.unref();
  };
  void look().catch(lost);
  return () => {
    over = true;
    clearTimeout(timer);
  };
}
