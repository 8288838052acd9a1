import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * Seats are counted here and nowhere else. Whatever statement touches terms or leases, the counters of the products
 * concerned are locked in the order of their ids, moved by what the statement changed, and the statement is refused
 * (`LS001`) when it takes a seat that is not paid for today. Buying less, or a term that ends, leaves an overage: nobody
 * loses a seat, and nobody gets one.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function today() returns date language sql stable
    as $$ select (statement_timestamp() at time zone 'UTC')::date $$`.execute(db);

  // Several purchases may add up to more seats than an integer holds.
  // The version also grows on days when a term starts or has ended: then the figures change and no row does.
  await sql`
    create view product_figures as
    select p.id as product_id, p.type,
      case when p.type = 'server' then null else t.paid end as paid,
      case when p.type = 'concurrent' then s.in_use else s.assigned end as used,
      s.assigned, s.in_use, s.version + t.boundaries_passed as version,
      t.term_state, t.start, t.due
    from product p join product_seats s on s.product_id = p.id
    cross join lateral (
      select coalesce(sum(count) filter (where covers), 0)::bigint as paid,
        case when bool_or(covers) then 'current' when bool_or(ahead) then 'future'
             when count(*) > 0 then 'expired' else 'none' end as term_state,
        case when bool_or(shown and start is null) then null else min(start) filter (where shown) end as start,
        case when bool_or(shown and due is null) then null else max(due) filter (where shown) end as due,
        count(*) filter (where start <= today()) + count(*) filter (where due < today()) as boundaries_passed
      from (
        select *, case when bool_or(covers) over () then covers when bool_or(ahead) over () then ahead else true end as shown
        from (
          select *, (start is null or start <= today()) and (due is null or due >= today()) as covers,
            coalesce(start > today(), false) as ahead
          from term where term.product_id = p.id
        ) dated
      ) marked
    ) t`.execute(db);

  // Assignments limit named licenses, simultaneous use limits concurrent ones; taken are seats newly occupied.
  await sql`
    create function seats_moved(counter text, products uuid[], moved integer[], taken integer[])
    returns void language plpgsql set search_path from current as $$
    declare locked integer; short uuid;
    begin
      select count(*) into locked from (
        select 1 from product_seats where product_id = any (products) order by product_id for update
      ) rows;
      if locked <> cardinality(products) then
        raise exception 'A product without a seat counter.' using errcode = 'LS004';
      end if;
      update product_seats s
        set assigned = s.assigned + case counter when 'assigned' then m.moved else 0 end,
          in_use = s.in_use + case counter when 'in_use' then m.moved else 0 end,
          version = s.version + 1
        from unnest(products, moved) as m (product_id, moved)
        where s.product_id = m.product_id;
      select f.product_id into short
        from unnest(products, taken) as m (product_id, taken) join product_figures f using (product_id)
        where m.taken > 0 and f.used > f.paid
          and f.type = case counter when 'assigned' then 'named' else 'concurrent' end
        limit 1;
      if short is not null then
        raise exception 'No seats remaining on this license.' using errcode = 'LS001', detail = short::text;
      end if;
    end $$`.execute(db);

  await sql`
    create function tell_seats(place text, products uuid[]) returns void language plpgsql as $$
    begin
      if cardinality(products) > 200 then
        perform pg_notify(place || '.licensing', 'reload');
      else
        perform pg_notify(place || '.licensing', 'seats ' || product) from unnest(products) as product;
      end if;
    end $$`.execute(db);

  await sql`
    create function product_added() returns trigger language plpgsql set search_path from current as $$
    begin
      insert into product_seats (product_id) select id from new_rows;
      perform pg_notify(tg_table_schema || '.licensing', 'reload');
      return null;
    end $$`.execute(db);
  await sql`
    create trigger product_added after insert on product referencing new table as new_rows
    for each statement execute function product_added()`.execute(db);
  await sql`
    create function product_changed() returns trigger language plpgsql set search_path from current as $$
    begin
      update product_seats set version = version + 1 where product_id = new.id;
      perform pg_notify(tg_table_schema || '.licensing', 'reload');
      return null;
    end $$`.execute(db);
  await sql`
    create trigger product_changed after update on product for each row
    when (old is distinct from new) execute function product_changed()`.execute(db);

  // Each old row may have carried two of the version's boundaries: add them, so that it never goes back.
  for (const [event, tables, rows] of [
    ['insert', 'new table as new_rows', 'select product_id, 0 as lost from new_rows'],
    ['delete', 'old table as old_rows', 'select product_id, 2 as lost from old_rows'],
    ['update', 'old table as old_rows new table as new_rows',
      'select product_id, 2 as lost from old_rows union all select product_id, 0 from new_rows'],
  ] as const) {
    await sql`
      create function ${sql.raw(`term_${event}`)}() returns trigger language plpgsql set search_path from current as $$
      declare products uuid[];
      begin
        perform 1 from product_seats where product_id in (select product_id from (${sql.raw(rows)}) touched)
          order by product_id for update;
        with bumped as (
          update product_seats s set version = s.version + 1 + t.lost
          from (select product_id, sum(lost) as lost from (${sql.raw(rows)}) touched group by product_id) t
          where s.product_id = t.product_id returning s.product_id
        ) select coalesce(array_agg(product_id), '{}') into products from bumped;
        perform tell_seats(tg_table_schema, products);
        return null;
      end $$`.execute(db);
    await sql`
      create trigger ${sql.raw(`term_${event}`)} after ${sql.raw(event)} on term referencing ${sql.raw(tables)}
      for each statement execute function ${sql.raw(`term_${event}`)}()`.execute(db);
  }

  await sql`
    create trigger seats_are_counted before insert or update or delete on product_seats for each statement
    when (pg_trigger_depth() < 1) execute function refuse('Seats are counted by the database alone.')`.execute(db);
  for (const table of ['product_seats', 'term', 'assignment', 'lease', 'product']) {
    await sql`
      create trigger ${sql.raw(`${table}_is_not_emptied`)} before truncate on ${sql.raw(table)} for each statement
      execute function refuse('This table can not be truncated: its rows are counted. Delete them.')`.execute(db);
  }
}
