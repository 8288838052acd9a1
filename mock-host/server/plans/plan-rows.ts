import { type Kysely, sql } from 'kysely';
import * as z from 'zod/mini';
import type * as wire from '../../../src/host/rest/wire-bulk.ts';
import { type Wire, effect } from '../../../src/host/rest/wire.ts';
import type { Tables } from '../database/tables.ts';
import { readCursor, writeCursor } from '../http/cursor.ts';
import { isId } from '../http/input.ts';
import { notFound } from '../http/problem.ts';
import { naming, search } from '../licensing/users.ts';
import { gone, stillKept } from '../selections/selections.ts';
import { pageLimit } from '../sessions/list.ts';
import { NO_CELL, effectOf, letterOf } from './effect-codes.ts';

type Rows = Wire<typeof wire.planRows>;
type User = Rows['items'][number]['user'];

export const planRowsQuery = z.object({
  productId: z.optional(z.string()),
  /** May stand several times: cells with any of them. */
  effect: z.optional(z.union([effect, z.array(effect)])),
  /** Part of a name, login or e-mail. */
  search,
  cursor: z.optional(z.string()),
  limit: pageLimit,
});

interface Column {
  readonly position: number;
  readonly product_id: string;
  readonly change: Rows['items'][number]['change'];
  readonly effects: string;
}

/**
 * A page of a plan's cells: a product after the other, each in the order of the people. The cells are letters, which are
 * looked through here; of users only the page's are read. Throws a problem for a plan that is not the administrator's own,
 * and when one of the page's people is gone: a page that is short of somebody would be taken for the whole.
 */
export async function readPlanRows(db: Kysely<Tables>, planId: string, actorId: string, query: z.output<typeof planRowsQuery>): Promise<Rows> {
  const cursor = readCursor(query.cursor, 'cells', /^\d{1,4}$/, /^\d{1,6}$/);
  const from = cursor ? { position: Number(cursor.key), place: Number(cursor.id) + 1 } : { position: 0, place: 0 };
  const columns = await readColumns(db, planId, actorId);
  const named = query.search?.trim() ? await readNamed(db, planId, query.search.trim()) : null;
  const wanted = query.effect && new Set([query.effect].flat().map(letterOf));

  const page: { readonly column: Column; readonly place: number }[] = [];
  let total = 0;
  let more = false;
  for (const column of columns) {
    if (query.productId !== undefined && column.product_id !== query.productId) continue;
    const { effects, position } = column;
    for (let place = 0; place < effects.length; place++) {
      const letter = effects[place]!;
      if (letter === NO_CELL || (wanted && !wanted.has(letter)) || (named && !named.has(place))) continue;
      total++;
      if (position < from.position || (position === from.position && place < from.place)) continue;
      if (page.length < query.limit) page.push({ column, place });
      else more = true;
    }
  }

  const users = await readUsers(db, planId, page.map(({ place }) => place));
  const last = page.at(-1);
  return {
    items: page.map(({ column, place }) => {
      const user = users.get(place);
      if (!user) throw gone();
      return { user, productId: column.product_id, change: column.change, effect: effectOf(column.effects[place]!)! };
    }),
    total,
    next: more && last ? writeCursor({ sort: 'cells', key: String(last.column.position), id: String(last.place) }) : null,
  };
}

async function readColumns(db: Kysely<Tables>, planId: string, actorId: string): Promise<Column[]> {
  const { rows } = await sql<Column>`
    select c.position, c.product_id, c.change, c.effects from plan p join plan_column c on c.plan_id = p.id
    where p.id = ${isId(planId) ? planId : null} and p.actor_id = ${actorId} and p.${stillKept} order by c.position`.execute(db);
  if (!rows.length) throw notFound('plan');
  return rows;
}

/**
 * Places of those whom a search means. They are brought together here: how many of a plan's people a search finds nobody
 * knows beforehand, so a join of both might be a loop within a loop.
 */
async function readNamed(db: Kysely<Tables>, planId: string, part: string): Promise<Set<number>> {
  const { rows } = await sql<{ ids: string; found: string | null }>`
    select array_to_string(coalesce(p.user_ids, s.user_ids), ' ') as ids,
      (select string_agg(u.id::text, ' ') from app_user u where ${naming(part)}) as found
    from plan p left join selection s on s.id = p.selection_id where p.id = ${planId}`.execute(db);
  const found = new Set(rows[0]?.found?.split(' '));
  return new Set(rows[0]?.ids.split(' ').flatMap((id, place) => (found.has(id) ? [place] : [])));
}

/** Users by place. */
async function readUsers(db: Kysely<Tables>, planId: string, places: readonly number[]): Promise<Map<number, User>> {
  if (!places.length) return new Map();
  const { rows } = await sql<User & { place: number }>`
    select n.number - 1 as place, u.id, u.name, u.login, u.email, u.active, u.kind from plan p left join selection s on s.id = p.selection_id
    cross join lateral unnest(coalesce(p.user_ids, s.user_ids)) with ordinality as n (user_id, number) join app_user u on u.id = n.user_id
    where p.id = ${planId} and n.number - 1 = any (${sql.val([...new Set(places)])}::bigint[])`.execute(db);
  return new Map(rows.map(({ place, ...user }) => [place, user]));
}
