import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Sessions that end because there are too many of a user's, and those that end some time after somebody asked for it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table session
      drop constraint session_end_method_check,
      add constraint session_end_method_check check (end_method in ('log-out', 'terminated', 'expired', 'limit', 'deactivated')),
      -- when it is to be ended; ended_by and end_reason are then known already
      add column ending_at timestamptz`.execute(db);
  await sql`create index session_ending on session (ending_at) where ended_at is null and ending_at is not null`.execute(db);
  // Whoever asks for the policy finds one.
  await sql`insert into session_policy default values on conflict do nothing`.execute(db);
}
