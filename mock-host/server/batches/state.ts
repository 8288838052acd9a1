import { type Kysely, sql } from 'kysely';
import type { AssignmentSource } from '../../../src/licensing/license.ts';
import type { BatchItem, PlanState } from '../../../src/licensing/plan.ts';
import type { Tables } from '../database/tables.ts';
import { isId } from '../http/input.ts';
import { type WireSeats, toSeats, toWireSeats } from '../licensing/figures.ts';
import { pairKey } from '../licensing/user-licenses.ts';

export interface ItemsState extends PlanState {
  /** Whether both the user and the product of an item exist. */
  knows(item: Pick<BatchItem, 'userId' | 'productId'>): boolean;
}

/**
 * What the rules need to know of the users and products of some items. With `lock` nobody else changes any of it until
 * the transaction ends; users before seats, each in the order of ids, so that transactions wait for but never on each other.
 */
export async function readState(db: Kysely<Tables>, items: readonly BatchItem[], lock: boolean): Promise<ItemsState> {
  const userIds = distinct(items.map((item) => item.userId));
  const productIds = distinct(items.map((item) => item.productId));
  const users = await db
    .selectFrom('app_user')
    .select(['id', 'active', 'kind'])
    .where('id', '=', anyOf(userIds))
    .orderBy('id')
    .$if(lock, (query) => query.forShare())
    .execute();
  if (lock) {
    await db.selectFrom('product_seats').select('product_id').where('product_id', '=', anyOf(productIds)).orderBy('product_id').forUpdate().execute();
  }
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
