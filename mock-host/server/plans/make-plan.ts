import { type Kysely, sql } from 'kysely';
import type * as wire from '../../../src/host/rest/wire-bulk.ts';
import type { Wire } from '../../../src/host/rest/wire.ts';
import type { BulkRequest } from '../../../src/licensing/bulk.ts';
import { columnsOf, planBulk, productTwice } from '../../../src/licensing/bulk-plan.ts';
import type { Tables } from '../database/tables.ts';
import { isId } from '../http/input.ts';
import { HttpProblem } from '../http/problem.ts';
import { findSelection, readSelected, sweep } from '../selections/selections.ts';
import { keepPlan } from './keep-plan.ts';
import { MOST_CELLS } from './limits.ts';
import { readFigures, readPlanState } from './state.ts';

/**
 * Plans to change many people's licenses, by the same rules as the plugin and as later the batch, and keeps the plan.
 * Throws a problem for what is unknown, stands twice, is too much, or belongs to somebody else.
 */
export async function makePlan(db: Kysely<Tables>, request: BulkRequest, actorId: string): Promise<Wire<typeof wire.bulkPlan>> {
  await sweep(db);
  const planned = await db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(async (moment) => {
    const selection = await findSelection(moment, request.selectionId, actorId);
    await checkRequest(moment, request, selection.count);
    const columns = columnsOf(request.changes);
    const state = await readPlanState(moment, {
      userIds: await readSelected(moment, selection.id),
      productIds: columns.map(({ productId }) => productId),
      orders: Object.values(request.orders),
      recalls: columns.some(({ change }) => change === 'recall'),
    });
    return { columns: planBulk(request, state), count: state.count, at: state.at, sessions: state.sessions };
  });
  return keepPlan(db, { ...planned, actorId, people: { selectionId: request.selectionId }, undoes: null });
}

/** Throws a problem that says which product or role is wrong. */
export async function checkRequest(db: Kysely<Tables>, { changes, orders }: Pick<BulkRequest, 'changes' | 'orders'>, people: number): Promise<void> {
  const columns = columnsOf(changes);
  const twice = productTwice(changes);
  if (twice !== undefined) throw wrong(`changes: each product only once, not ${twice}`);
  if (columns.length * people > MOST_CELLS) {
    throw new HttpProblem(422, 'rejected', 'The plan is too large.', `${people} people × ${columns.length} products: at most ${MOST_CELLS} together`);
  }
  const products = [...columns.map(({ productId }) => productId), ...Object.keys(orders)];
  const known = await readFigures(db, products.filter(isId));
  const odd = products.find((id) => !known.has(id));
  if (odd !== undefined) throw wrong(`${columns.some(({ productId }) => productId === odd) ? 'changes' : 'orders'}: there is no product ${odd}`);

  const roles = Object.values(orders).flatMap((order) => (order.by === 'role' ? [order.roleId] : []));
  if (!roles.length) return;
  const found = await sql<{ id: string }>`select id from role where id = any (${sql.val(roles.filter(isId))}::uuid[])`.execute(db);
  const missing = roles.find((id) => !found.rows.some((role) => role.id === id));
  if (missing !== undefined) throw wrong(`orders: there is no role ${missing}`);
}

const wrong = (detail: string): HttpProblem => new HttpProblem(422, 'rejected', 'This can not be planned.', detail.slice(0, 300));
