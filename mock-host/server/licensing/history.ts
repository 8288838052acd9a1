import { type Kysely, sql } from 'kysely';
import * as z from 'zod/mini';
import type { Wire, historyPage } from '../../../src/host/rest/wire.ts';
import type { Tables } from '../database/tables.ts';
import { instantKey, readCursor, writeCursor } from '../http/cursor.ts';
import { isId } from '../http/input.ts';
import { limit } from './users.ts';

export const historyQuery = z.object({
  userId: z.optional(z.string()),
  productId: z.optional(z.string()),
  cursor: z.optional(z.string()),
  limit,
});

interface Row {
  id: number; at: string; change: 'grant' | 'recall'; user_id: string; user_name: string | null; product_id: string;
  product_name: string | null; actor_id: string | null; actor_name: string | null; source: 'direct' | 'role'; origin: string;
  batch_id: string | null; item_key: string | null; key: string;
}

/** A page of what happened, newest first. An id nobody has finds nothing. */
export async function readHistory(db: Kysely<Tables>, query: z.output<typeof historyQuery>): Promise<Wire<typeof historyPage>> {
  const cursor = readCursor(query.cursor, 'at', instantKey, /^\d{1,15}$/);
  const wanted = [sql`true`];
  if (query.userId !== undefined) wanted.push(isId(query.userId) ? sql`h.user_id = ${query.userId}` : sql`false`);
  if (query.productId !== undefined) wanted.push(isId(query.productId) ? sql`h.product_id = ${query.productId}` : sql`false`);
  if (cursor) wanted.push(sql`(h.at, h.id) < (${cursor.key}::timestamptz, ${cursor.id}::bigint)`);

  const { rows } = await sql<Row>`
    select h.id, h.at, h.change, h.user_id, u.name as user_name, h.product_id, p.name as product_name, h.actor_id, b.name as actor_name,
      h.source, h.origin, h.batch_id, h.item_key, h.at::text as key
    from history h left join app_user u on u.id = h.user_id left join product p on p.id = h.product_id
    left join app_user b on b.id = h.actor_id
    where ${sql.join(wanted, sql` and `)} order by h.at desc, h.id desc limit ${query.limit + 1}`.execute(db);
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    items: page.map((row) => ({
      id: String(row.id),
      at: row.at,
      change: row.change,
      user: { id: row.user_id, name: row.user_name },
      product: { id: row.product_id, name: row.product_name },
      by: row.actor_id === null ? null : { id: row.actor_id, name: row.actor_name },
      source: row.source,
      origin: row.origin,
      batch: row.batch_id === null ? null : { id: row.batch_id, key: row.item_key },
    })),
    next: rows.length > page.length && last ? writeCursor({ sort: 'at', key: last.key, id: String(last.id) }) : null,
  };
}
