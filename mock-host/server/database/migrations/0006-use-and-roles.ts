import { sql } from 'kysely';
import type { Kysely } from 'kysely';

const leases = {
  insert: {
    tables: 'new table as new_rows',
    takes: 'select product_id, 1 as moved, 1 as taken from new_rows where ended_at is null',
  },
  update: {
    tables: 'old table as old_rows new table as new_rows',
    takes: `select n.product_id, 1 as moved, 1 as taken from new_rows n left join old_rows o on o.id = n.id
      where n.ended_at is null and (o.ended_at is null and o.product_id = n.product_id) is not true
      union all
      select o.product_id, -1, 0 from old_rows o left join new_rows n on n.id = o.id
      where o.ended_at is null and (n.ended_at is null and o.product_id = n.product_id) is not true`,
  },
  delete: {
    tables: 'old table as old_rows',
    takes: 'select product_id, -1 as moved, 0 as taken from old_rows where ended_at is null',
  },
} as const;

/** Seats in use, users who change, grants that come from roles, and the recount that checks it all. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const [event, { tables, takes }] of Object.entries(leases)) {
    const name = sql.raw(`lease_${event}`);
    await sql`
      create function ${name}() returns trigger language plpgsql set search_path from current as $$
      declare products uuid[]; moved integer[]; taken integer[];
      begin
        select array_agg(t.product_id), array_agg(t.moved), array_agg(t.taken) into products, moved, taken
          from (select product_id, sum(t.moved)::integer as moved, sum(t.taken)::integer as taken
                from (${sql.raw(takes)}) t group by product_id) t;
        if products is not null then
          perform seats_moved('in_use', products, moved, taken);
          perform tell_seats(tg_table_schema, products);
        end if;
        return null;
      end $$`.execute(db);
    await sql`
      create trigger ${name} after ${sql.raw(event)} on lease referencing ${sql.raw(tables)}
      for each statement execute function ${name}()`.execute(db);
  }

  await sql`
    create function app_user_changed() returns trigger language plpgsql set search_path from current as $$
    declare changed uuid[];
    begin
      select array_agg(n.id) into changed from new_rows n left join old_rows o on o.id = n.id
        where (o.name, o.login, o.email, o.active, o.kind) is distinct from (n.name, n.login, n.email, n.active, n.kind);
      if exists (select 1 from new_rows n join assignment a on a.user_id = n.id and a.recalled_at is null
          where n.kind = 'system') then
        raise exception 'System accounts can not be assigned.' using errcode = 'LS002';
      end if;
      if cardinality(changed) > 200 then
        perform pg_notify(tg_table_schema || '.licensing', 'reload');
      elsif changed is not null then
        perform pg_notify(tg_table_schema || '.licensing', 'user ' || id) from unnest(changed) as id;
      end if;
      return null;
    end $$`.execute(db);
  await sql`
    create trigger app_user_changed after update on app_user referencing old table as old_rows new table as new_rows
    for each statement execute function app_user_changed()`.execute(db);

  // Gives a user what the roles grant and is not held yet, as far as seats allow; takes back what no role grants any more.
  await sql`
    create function apply_role_grants(who uuid) returns integer language plpgsql set search_path from current as $$
    declare given integer;
    begin
      perform 1 from app_user where id = who and active and kind = 'person' for share;
      if not found then return 0; end if;
      if not exists (select 1 from role_member m join role_grant g using (role_id) where m.user_id = who
          and not exists (select 1 from assignment a
            where a.user_id = who and a.product_id = g.product_id and a.recalled_at is null))
        and not exists (select 1 from assignment a where a.user_id = who and a.source = 'role' and a.recalled_at is null
          and not exists (select 1 from role_member m join role_grant g using (role_id)
            where m.user_id = who and m.role_id = a.role_id and g.product_id = a.product_id)) then
        return 0;
      end if;

      perform 1 from product_seats where product_id in (
          select g.product_id from role_member m join role_grant g using (role_id) where m.user_id = who
          union select product_id from assignment where user_id = who and source = 'role' and recalled_at is null)
        order by product_id for update;
      update assignment a set recalled_at = clock_timestamp()
        where a.user_id = who and a.source = 'role' and a.recalled_at is null
          and not exists (select 1 from role_member m join role_grant g using (role_id)
            where m.user_id = who and m.role_id = a.role_id and g.product_id = a.product_id);
      insert into assignment (user_id, product_id, source, role_id, granted_at)
        select who, w.product_id, 'role', w.role_id, clock_timestamp()
        from (select distinct on (g.product_id) g.product_id, g.role_id
              from role_member m join role_grant g using (role_id) join role r on r.id = g.role_id
              where m.user_id = who order by g.product_id, r.name, r.id) w
        join product_figures f on f.product_id = w.product_id
        where f.term_state = 'current' and (f.type <> 'named' or f.used < f.paid)
          and not exists (select 1 from assignment a
            where a.user_id = who and a.product_id = w.product_id and a.recalled_at is null);
      get diagnostics given = row_count;
      return given;
    end $$`.execute(db);

  await sql`
    create function seat_discrepancies()
    returns table (product_id uuid, counter text, stored bigint, actual bigint)
    language sql stable set search_path from current as $$
      select p.id, c.counter, c.stored, c.actual
      from product p left join product_seats s on s.product_id = p.id
      left join (select a.product_id, count(*) as n from assignment a join app_user u on u.id = a.user_id
                 where a.recalled_at is null and u.active group by a.product_id) held on held.product_id = p.id
      left join (select l.product_id, count(*) as n from lease l where l.ended_at is null group by l.product_id) used
        on used.product_id = p.id
      cross join lateral (values ('assigned', s.assigned::bigint, coalesce(held.n, 0)),
                                 ('in_use', s.in_use::bigint, coalesce(used.n, 0))) as c (counter, stored, actual)
      where c.stored is distinct from c.actual
    $$`.execute(db);
}
