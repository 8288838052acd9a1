import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Ids of one notification: 37 bytes each, of 8,000 that one may have. */
const AT_ONCE = 200;
/** Ids of one statement that are worth telling. */
const MOST = 2_000;

/**
 * Tells changes of sessions on the channel `sessions`: `<id> <id> …`, `reload` when too many changed at once or some were
 * deleted, `policy`. A statement is told in few notifications, not in one for each row.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const event of ['insert', 'update'] as const) {
    const name = sql.raw(`session_told_${event}`);
    await sql`
      create function ${name}() returns trigger language plpgsql set search_path from current as $$
      declare ids uuid[];
      begin
        select array_agg(id) into ids from new_rows where kind <> 'explorer';
        if cardinality(ids) > ${sql.lit(MOST)} then
          perform pg_notify(tg_table_schema || '.sessions', 'reload');
        elsif ids is not null then
          perform pg_notify(tg_table_schema || '.sessions', string_agg(id::text, ' '))
            from unnest(ids) with ordinality as told (id, number) group by number / ${sql.lit(AT_ONCE)};
        end if;
        return null;
      end $$`.execute(db);
    await sql`
      create trigger ${name} after ${sql.raw(event)} on session referencing new table as new_rows
      for each statement execute function ${name}()`.execute(db);
  }
  await sql`
    create function session_told() returns trigger language plpgsql as $$
    begin
      perform pg_notify(tg_table_schema || '.sessions', tg_argv[0]);
      return null;
    end $$`.execute(db);
  await sql`
    create trigger session_told_delete after delete on session for each row execute function session_told('reload')`.execute(db);
  await sql`
    create trigger session_policy_told after update on session_policy for each row
    when (old is distinct from new) execute function session_told('policy')`.execute(db);
}
