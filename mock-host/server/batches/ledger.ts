import { type Kysely, type RawBuilder, sql } from 'kysely';
import * as z from 'zod/mini';
import { type Wire, effect } from '../../../src/host/rest/wire.ts';
import type { ledgerPage } from '../../../src/host/rest/wire-bulk.ts';
import type { Tables } from '../database/tables.ts';
import { readCursor, writeCursor } from '../http/cursor.ts';
import { isId, storable } from '../http/input.ts';
import { notFound } from '../http/problem.ts';
import { containing, search } from '../licensing/users.ts';
import { pageLimit } from '../sessions/list.ts';

type Row = Wire<typeof ledgerPage>['items'][number];

const outcome = z.enum(['applied', 'skipped', 'failed', 'not-attempted', 'unknown']);

export const ledgerQuery = z.object({
  productId: z.optional(z.string().check(storable)),
  /** May stand several times: any of them. */
  outcome: z.optional(z.union([outcome, z.array(outcome)])),
  /** Likewise; only items that were applied or skipped have one. */
  effect: z.optional(z.union([effect, z.array(effect)])),
  /** Only items that ended otherwise than planned. */
  drifted: z.optional(z.enum(['true', 'false'])),
  /** Part of a name, login or e-mail. */
  search,
  cursor: z.optional(z.string()),
  limit: pageLimit,
});

/** A page of a batch's items with how each ended, in their order, all as of one moment. Throws a problem for an unknown batch. */
export async function readLedger(db: Kysely<Tables>, batchId: string, query: z.output<typeof ledgerQuery>): Promise<Wire<typeof ledgerPage>> {
  if (!isId(batchId)) throw notFound('batch');
  const cursor = readCursor(query.cursor, 'place', /^\d{1,7}$/, new RegExp(`^${batchId}$`));
  return db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(async (moment) => {
    const batch = await moment.selectFrom('batch').select(['item_count', 'asked']).where('id', '=', batchId).executeTakeFirst();
    if (!batch) throw notFound('batch');
    const wanted = matching(query, batch.asked);
    const of = sql`batch_item i where i.batch_id = ${batchId} and ${sql.join([sql`true`, ...wanted], sql` and `)}`;
    const after = cursor ? sql`and i.at > ${Number(cursor.key)}` : sql``;
    const { rows } = await sql<Row & { user_id: string; product_id: string }>`
      select i.at, i.user_id, i.product_id, i.change, i.planned, i.effect, i.code, i.settled_at as "settledAt",
        coalesce(i.outcome, case when i.at < ${batch.asked} then 'unknown' else 'not-attempted' end) as outcome
      from ${of} ${after} order by i.at limit ${query.limit + 1}`.execute(moment);
    const total = wanted.length ? (await sql<{ n: number }>`select count(*) as n from ${of}`.execute(moment)).rows[0]!.n : batch.item_count;
    const page = rows.slice(0, query.limit);
    const last = page.at(-1);
    return {
      items: await withNames(moment, page),
      total,
      next: rows.length > page.length && last ? writeCursor({ sort: 'place', key: String(last.at), id: batchId }) : null,
    };
  });
}

function matching(query: z.output<typeof ledgerQuery>, asked: number): RawBuilder<unknown>[] {
  const wanted: RawBuilder<unknown>[] = [];
  if (query.productId !== undefined) wanted.push(sql`i.product_id = ${query.productId}`);
  if (query.effect !== undefined) wanted.push(sql`i.effect = any (${sql.val([query.effect].flat())}::text[])`);
  if (query.drifted === 'true') wanted.push(sql`i.planned <> i.effect`);
  if (query.outcome !== undefined) {
    const outcomes = [query.outcome].flat();
    const any = outcomes.map((each) =>
      each === 'unknown' ? sql`(i.outcome is null and i.at < ${asked})`
      : each === 'not-attempted' ? sql`(i.outcome is null and i.at >= ${asked})`
      : sql`i.outcome = ${sql.lit(each)}`);
    wanted.push(sql`(${sql.join(any, sql` or `)})`);
  }
  const part = query.search?.trim();
  if (part) {
    const like = containing(part);
    // `is true` keeps it a look into a table made once: a join could be planned to compare every item with everybody.
    wanted.push(sql`(i.user_id in (select u.id::text from app_user u where u.name ilike ${like} or u.login ilike ${like} or u.email ilike ${like})) is true`);
  }
  return wanted;
}

/** Users and products may be gone, or may never have been. */
async function withNames(db: Kysely<Tables>, rows: readonly (Row & { user_id: string; product_id: string })[]): Promise<Row[]> {
  const any = (ids: readonly string[]) => sql<string>`any (${sql.val([...new Set(ids)].filter(isId))}::uuid[])`;
  const users = await db.selectFrom('app_user').select(['id', 'name', 'login', 'email']).where('id', '=', any(rows.map((row) => row.user_id))).execute();
  const products = await db.selectFrom('product').select(['id', 'name']).where('id', '=', any(rows.map((row) => row.product_id))).execute();
  const userById = new Map(users.map((user) => [user.id, user]));
  const productById = new Map(products.map((product) => [product.id, product]));
  return rows.map(({ at, user_id, product_id, change, planned, outcome, effect, code, settledAt }) => ({
    at,
    user: userById.get(user_id) ?? { id: user_id, name: null, login: null, email: null },
    product: productById.get(product_id) ?? { id: product_id, name: null },
    change, planned, outcome, effect, code, settledAt,
  }));
}
