import { type Kysely, sql } from 'kysely';
import * as z from 'zod/mini';
import type { Wire, holdersPage, license } from '../../../src/host/rest/wire.ts';
import { termStateOn } from '../../../src/licensing/seats.ts';
import type { Tables } from '../database/tables.ts';
import { instantKey, readCursor, textKey, writeCursor } from '../http/cursor.ts';
import { isId } from '../http/input.ts';
import { notFound } from '../http/problem.ts';
import { containing, limit, search } from './users.ts';

/** Every purchased term, by product and start. */
export async function readLicenses(db: Kysely<Tables>): Promise<Wire<typeof license>[]> {
  const rows = await db
    .selectFrom('term as t')
    .innerJoin('product as p', 'p.id', 't.product_id')
    .select(['t.id', 't.product_id', 'p.name', 'p.type', 't.start', 't.due', 't.count', 't.order_no', sql<string>`today()`.as('today')])
    .orderBy(sql`lower(p.name) collate "C"`)
    .orderBy('p.id')
    .orderBy('t.start')
    .orderBy('t.id')
    .execute();
  return rows.map(({ id, product_id, name, type, start, due, count, order_no, today }) => {
    const state = termStateOn([{ start, due, count }], today);
    return {
      id: String(id), productId: product_id, productName: name, type, state: state === 'none' ? 'expired' : state, start, due, count, order: order_no,
    };
  });
}

const sorts = {
  name: { key: 'lower(u.name) collate "C"', type: 'text', pattern: textKey },
  assigned: { key: 'a.granted_at', type: 'timestamptz', pattern: instantKey },
  lastUsed: { key: `coalesce(a.last_used_at, 'epoch')`, type: 'timestamptz', pattern: instantKey },
} as const;

type Sort = keyof typeof sorts | `-${keyof typeof sorts}`;

export const holdersQuery = z.object({
  /** Part of a name or e-mail. */
  search,
  sort: z._default(z.enum(Object.keys(sorts).flatMap((name) => [name, `-${name}`]) as [Sort, ...Sort[]]), 'name'),
  cursor: z.optional(z.string()),
  limit,
});

interface HolderRow {
  id: string; name: string; login: string; email: string | null; active: boolean; kind: 'person' | 'system';
  since: string; by: string | null; source: 'direct' | 'role'; role: string | null;
  access_level: string | null; account: string | null; notes: string | null; last_used_at: string | null; key: string;
}

/** A page of those who hold a product, inactive users' leftover rows included. Throws a problem for an unknown product. */
export async function readHolders(db: Kysely<Tables>, productId: string, query: z.output<typeof holdersQuery>): Promise<Wire<typeof holdersPage>> {
  const known = isId(productId) && (await db.selectFrom('product').select('id').where('id', '=', productId).executeTakeFirst());
  if (!known) throw notFound('product');
  const descending = query.sort.startsWith('-');
  const sort = sorts[query.sort.replace('-', '') as keyof typeof sorts];
  const cursor = readCursor(query.cursor, query.sort, sort.pattern);
  const key = sql.raw(sort.key);
  const [order, beyond] = descending ? [sql`desc`, sql`<`] : [sql`asc`, sql`>`];

  const wanted = [sql`a.product_id = ${productId} and a.recalled_at is null`];
  if (query.search) {
    const part = containing(query.search.trim());
    wanted.push(sql`(u.name ilike ${part} or u.email ilike ${part})`);
  }
  const matching = sql`from assignment a join app_user u on u.id = a.user_id where ${sql.join(wanted, sql` and `)}`;
  const from = cursor ? sql`and (${key}, u.id) ${beyond} (${cursor.key}::${sql.raw(sort.type)}, ${cursor.id}::uuid)` : sql``;

  const { rows } = await sql<HolderRow>`
    select u.id, u.name, u.login, u.email, u.active, u.kind, a.granted_at as since, a.source, a.access_level, a.account, a.notes,
      a.last_used_at, (${key})::text as key,
      (select g.name from app_user g where g.id = a.granted_by) as by, (select r.name from role r where r.id = a.role_id) as role
    ${matching} ${from} order by ${key} ${order}, u.id ${order} limit ${query.limit + 1}`.execute(db);
  const total = await sql<{ n: number }>`select count(*) as n ${matching}`.execute(db);

  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    items: page.map(({ id, name, login, email, active, kind, since, by, source, role, access_level, account, notes, last_used_at }) => ({
      user: { id, name, login, email, active, kind },
      assignment: { since, by, source, role },
      accessLevel: access_level, account, notes, lastUsed: last_used_at,
    })),
    total: total.rows[0]?.n ?? 0,
    next: rows.length > page.length && last ? writeCursor({ sort: query.sort, key: last.key, id: last.id }) : null,
  };
}
