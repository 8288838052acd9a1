import { type Kysely, sql } from 'kysely';
import type { Wire, assignment, user, userLicenses } from '../../../src/host/rest/wire.ts';
import type { product } from '../../../src/host/rest/wire-lists.ts';
import type { Tables } from '../database/tables.ts';
import { isId } from '../http/input.ts';
import { notFound } from '../http/problem.ts';
import { toWireSeats } from './figures.ts';

type User = Wire<typeof user>;
type Assignment = Wire<typeof assignment>;

/** Names as people look them up: `item 2` before `item 10`, `é` beside `e`. */
const byName = new Intl.Collator('en', { numeric: true });

/** A user. Throws a problem for an unknown id. */
export async function readUser(db: Kysely<Tables>, id: string): Promise<User> {
  const row = isId(id)
    ? await db.selectFrom('app_user').select(['id', 'name', 'login', 'email', 'active', 'kind']).where('id', '=', id).executeTakeFirst()
    : undefined;
  if (!row) throw notFound('user');
  return row;
}

/** Every product with its figures of today, by name. */
export async function readProducts(db: Kysely<Tables>): Promise<Wire<typeof product>[]> {
  const rows = await db
    .selectFrom('product as p')
    .innerJoin('product_figures as f', 'f.product_id', 'p.id')
    .select(['p.id', 'p.sku', 'p.name', 'p.vendor', 'f.type', 'f.paid', 'f.used', 'f.assigned', 'f.version', 'f.term_state', 'f.start', 'f.due'])
    .execute();
  return rows
    .map((row) => ({
      id: row.id,
      sku: row.sku,
      name: row.name,
      vendor: row.vendor,
      seats: toWireSeats(row),
      term: { state: row.term_state, start: row.start, due: row.due },
    }))
    .sort((a, b) => byName.compare(a.name, b.name) || (a.id < b.id ? -1 : 1));
}

/** One row of the Licenses tab for every product, all as of one moment. Throws a problem for an unknown user. */
export async function readUserLicenses(db: Kysely<Tables>, userId: string): Promise<Wire<typeof userLicenses>> {
  return db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(async (moment) => {
    const user = await readUser(moment, userId);
    const held = await readAssignments(moment, [userId]);
    const products = await readProducts(moment);
    return {
      user,
      licenses: products.map(({ id, sku, name, vendor, seats, term }) => ({
        productId: id, sku, name, vendor, seats, term, assignment: held.get(pairKey(userId, id)) ?? null,
      })),
    };
  });
}

export const pairKey = (userId: string, productId: string): string => `${userId} ${productId}`;

/** Current assignments of users, by `pairKey`. */
export async function readAssignments(db: Kysely<Tables>, userIds: readonly string[]): Promise<Map<string, Assignment>> {
  const rows = await db
    .selectFrom('assignment as a')
    .leftJoin('app_user as g', 'g.id', 'a.granted_by')
    .leftJoin('role as r', 'r.id', 'a.role_id')
    .select(['a.user_id', 'a.product_id', 'a.granted_at as since', 'g.name as by', 'a.source', 'r.name as role'])
    .where('a.user_id', '=', sql<string>`any (${sql.val(userIds)}::uuid[])`)
    .where('a.recalled_at', 'is', null)
    .execute();
  return new Map(rows.map(({ user_id, product_id, since, by, source, role }) => [pairKey(user_id, product_id), { since, by, source, role }]));
}
