import { type Kysely, sql } from 'kysely';
import type { AssignmentSource } from '../../../src/licensing/license.ts';
import type { PlanState } from '../../../src/licensing/plan.ts';
import type { Tables } from '../database/tables.ts';
import { isId } from '../http/input.ts';
import { type WireSeats, toSeats, toWireSeats } from '../licensing/figures.ts';
import { pairKey } from '../licensing/user-licenses.ts';
import type { Item } from './items.ts';

export interface ItemsState extends PlanState {
  /** Whether both the user and the product of an item exist. */
  knows(item: Pick<Item, 'userId' | 'productId'>): boolean;
}

/**
 * What the rules need to know of the users and products of some items. Nobody else changes any of it until the transaction
 * ends; users before seats, each in the order of ids, so that transactions wait for but never on each other.
 */
export async function readState(db: Kysely<Tables>, items: readonly Item[]): Promise<ItemsState> {
  const userIds = distinct(items.map((item) => item.userId));
  // The other half of a swap has to stay as it is too.
  const productIds = distinct(items.flatMap((item) => [item.productId, item.ifHolds ?? []].flat()));
  const users = await db
    .selectFrom('app_user')
    .select(['id', 'active', 'kind'])
    .where('id', '=', anyOf(userIds))
    .orderBy('id')
    .forShare()
    .execute();
  await db.selectFrom('product_seats').select('product_id').where('product_id', '=', anyOf(productIds)).orderBy('product_id').forUpdate().execute();
  const figures = await db.selectFrom('product_figures').selectAll().where('product_id', '=', anyOf(productIds)).execute();
  const held = await db
    .selectFrom('assignment')
    .select(['user_id', 'product_id', 'source'])
    .where('user_id', '=', anyOf(userIds))
    .where('product_id', '=', anyOf(productIds))
    .where('recalled_at', 'is', null)
    .execute();

  const userById = new Map(users.map((user) => [user.id, user]));
  const productById = new Map(figures.map((row) => [row.product_id, { seats: toSeats(row), termState: row.term_state }]));
  const sources = new Map<string, AssignmentSource>(held.map((row) => [pairKey(row.user_id, row.product_id), row.source]));
  return {
    knows: ({ userId, productId }) => userById.has(userId) && productById.has(productId),
    user: (id) => userById.get(id)!,
    product: (id) => productById.get(id)!,
    held: (userId, productId) => sources.get(pairKey(userId, productId)) ?? null,
  };
}

/**
 * Of items that take changes back: whether somebody has changed the same since, seen under the locks of `readState`. What
 * was to be a conflict stays one.
 */
export async function readOvertaken(db: Kysely<Tables>, items: readonly Item[]): Promise<(item: Item) => boolean> {
  const undoing = items.filter((item) => item.expects !== null);
  const latest = new Map<string, number>();
  if (undoing.length) {
    const { rows } = await sql<{ user_id: string; product_id: string; id: number }>`
      select h.user_id, h.product_id, max(h.id) as id from history h
      join unnest(${sql.val(undoing.map((item) => item.userId))}::uuid[], ${sql.val(undoing.map((item) => item.productId))}::uuid[])
        as pair (user_id, product_id) on h.user_id = pair.user_id and h.product_id = pair.product_id
      group by h.user_id, h.product_id`.execute(db);
    for (const row of rows) latest.set(pairKey(row.user_id, row.product_id), row.id);
  }
  return ({ userId, productId, planned, expects }) =>
    planned === 'conflict' || (expects !== null && latest.get(pairKey(userId, productId)) !== expects);
}

/** Figures of products as they are now, by id. */
export async function readSeats(db: Kysely<Tables>, productIds: readonly string[]): Promise<Map<string, WireSeats>> {
  const rows = await db.selectFrom('product_figures').selectAll().where('product_id', '=', anyOf(distinct(productIds))).execute();
  return new Map(rows.map((row) => [row.product_id, toWireSeats(row)]));
}

function distinct(ids: readonly string[]): string[] {
  return [...new Set(ids)].filter(isId).sort();
}

function anyOf(ids: readonly string[]) {
  return sql<string>`any (${sql.val(ids)}::uuid[])`;
}
