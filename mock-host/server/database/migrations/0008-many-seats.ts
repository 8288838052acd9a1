import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Several purchases of one product may add up to more seats than an integer holds; one such sum made every figure unreadable. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`drop view product_figures`.execute(db);
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
}
