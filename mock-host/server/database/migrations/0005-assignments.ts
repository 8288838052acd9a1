import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Whether the old and the new row are the same pair of user and product. */
const same = 'o.user_id = n.user_id and o.product_id = n.product_id';

/** The statement's rows, read the same way for every kind of statement: side, pair, whether current, whether counted. */
const statements = {
  insert: {
    tables: 'new table as new_rows',
    gained: 'select n.*, n.granted_at as moment from new_rows n where true',
    lost: 'select n.*, n.recalled_at as moment from new_rows n where n.recalled_at is not null',
    takes: 'select product_id, 1 as moved, 1 as taken from new_rows where counted',
  },
  update: {
    tables: 'old table as old_rows new table as new_rows',
    gained: `select n.*, clock_timestamp() as moment from new_rows n left join old_rows o on o.id = n.id
      where n.recalled_at is null and (o.recalled_at is null and ${same}) is not true`,
    lost: `select o.*, coalesce(n.recalled_at, clock_timestamp()) as moment from old_rows o left join new_rows n on n.id = o.id
      where o.recalled_at is null and (n.recalled_at is null and ${same}) is not true`,
    takes: `select n.product_id, 1 as moved, 1 as taken from new_rows n left join old_rows o on o.id = n.id
      where n.counted and (o.counted and ${same}) is not true
      union all
      select o.product_id, -1, 0 from old_rows o left join new_rows n on n.id = o.id
      where o.counted and (n.counted and ${same}) is not true`,
  },
  delete: {
    tables: 'old table as old_rows',
    gained: 'select o.*, clock_timestamp() as moment from old_rows o where false',
    lost: 'select o.*, clock_timestamp() as moment from old_rows o where o.recalled_at is null',
    takes: 'select product_id, -1 as moved, 0 as taken from old_rows where counted',
  },
} as const;

/** Every change of an assignment moves the counters, writes history and is told, in the transaction that made it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const [event, { tables, gained, lost, takes }] of Object.entries(statements)) {
    const name = sql.raw(`assignment_${event}`);
    const grants = `select moment, 'grant' as change, user_id, product_id, id, source, role_id, granted_by as doer from (${gained}) g`;
    const recalls = `select moment, 'recall' as change, user_id, product_id, id, source, role_id, recalled_by as doer from (${lost}) l`;
    // A row written as already recalled was granted first; a row that moves to another pair leaves the old one first.
    const sides = event === 'insert' ? [grants, recalls] : [recalls, grants];
    await sql`
      create function ${name}() returns trigger language plpgsql set search_path from current as $$
      declare
        products uuid[]; moved integer[]; taken integer[]; changed bigint;
        actor uuid := nullif(current_setting('licensing.actor', true), '');
        origin text := coalesce(nullif(current_setting('licensing.origin', true), ''), 'sql');
        batch uuid := nullif(current_setting('licensing.batch', true), '');
        items jsonb := nullif(current_setting('licensing.items', true), '');
        quiet boolean := coalesce(current_setting('licensing.quiet', true) = 'on', false);
      begin
        if exists (select 1 from (${sql.raw(gained)}) g where g.recalled_at is null
            and g.user_id in (select id from app_user where kind = 'system')) then
          raise exception 'System accounts can not be assigned.' using errcode = 'LS002';
        end if;

        select array_agg(t.product_id), array_agg(t.moved), array_agg(t.taken)
          into products, moved, taken
          from (select product_id, sum(t.moved)::integer as moved, sum(t.taken)::integer as taken
                from (${sql.raw(takes)}) t group by product_id) t;
        if products is not null then
          perform seats_moved('assigned', products, moved, taken);
          perform tell_seats(tg_table_schema, products);
        end if;

        with written as (
          insert into history (at, change, user_id, product_id, assignment_id, source, role_id, actor_id, origin, batch_id, item_key)
          select moment, change, user_id, product_id, id, source, role_id, coalesce(actor, doer), origin, batch,
            items ->> (change || ':' || user_id || ':' || product_id)
          from (
            ${sql.raw(sides.join(' union all '))}
          ) changes
          returning id, change
        ), told as (
          insert into outbox (event, history_id)
          select case change when 'grant' then 'software.assigned' else 'software.revoked' end, id from written
          where not quiet
        ) select count(*) into changed from written;

        if changed > 200 then
          perform pg_notify(tg_table_schema || '.licensing', 'reload');
        elsif changed > 0 then
          perform pg_notify(tg_table_schema || '.licensing', 'assignment ' || user_id || ' ' || product_id)
            from (select user_id, product_id from (${sql.raw(gained)}) g
                  union select user_id, product_id from (${sql.raw(lost)}) l) pairs;
        end if;
        return null;
      end $$`.execute(db);
    await sql`
      create trigger ${name} after ${sql.raw(event)} on assignment referencing ${sql.raw(tables)}
      for each statement execute function ${name}()`.execute(db);
  }
}
