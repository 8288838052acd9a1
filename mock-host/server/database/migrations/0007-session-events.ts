import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Tells the ends of sessions, so that what a session has open ends in every server process. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function session_ended() returns trigger language plpgsql as $$
    begin
      perform pg_notify(tg_table_schema || '.licensing', 'session ' || new.id);
      return null;
    end $$`.execute(db);
  await sql`
    create trigger session_ended after update on session for each row
    when (old.ended_at is null and new.ended_at is not null) execute function session_ended()`.execute(db);
}
