import { type Kysely, sql } from 'kysely';
import type * as wire from '../../../src/host/rest/wire-bulk.ts';
import type { Wire } from '../../../src/host/rest/wire.ts';
import { planColumns } from '../../../src/licensing/bulk-plan.ts';
import type { Change } from '../../../src/licensing/rules.ts';
import type { Tables } from '../database/tables.ts';
import { isId } from '../http/input.ts';
import { HttpProblem, notFound } from '../http/problem.ts';
import { sweep } from '../selections/selections.ts';
import { keepPlan } from './keep-plan.ts';
import { readPlanState } from './state.ts';

/** What a batch has changed of a product. */
interface Done {
  readonly productId: string;
  readonly change: Change;
  /** People by place, and for each the history entry of the change and whether somebody has changed the pair since. */
  readonly places: readonly number[];
  readonly wrote: readonly number[];
  readonly changedSince: readonly boolean[];
}

/**
 * Plans to take a batch back, its last change first, so that a swap makes before it breaks in this direction too. Only
 * what the batch has changed is a cell, and only what is still as the batch has left it changes; the rest is `conflict`.
 * Throws a problem for an unknown batch, and for one that has changed nothing.
 */
export async function planUndo(db: Kysely<Tables>, batchId: string, actorId: string): Promise<Wire<typeof wire.bulkPlan>> {
  await sweep(db);
  const planned = await db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(async (moment) => {
    const batch = isId(batchId) && (await moment.selectFrom('batch').select('id').where('id', '=', batchId).executeTakeFirst());
    if (!batch) throw notFound('batch');
    const { userIds, done } = await readDone(moment, batchId);
    if (!done.length) throw new HttpProblem(422, 'rejected', 'There is nothing to undo: this batch has changed nothing.');
    const others = await readSwaps(moment, batchId);
    const columns = done.map((column) => {
      const change = column.change === 'grant' ? ('recall' as const) : ('grant' as const);
      // Nobody may end up with neither. What was taken is given back even when the other is gone by now.
      return { ...column, change, ifHolds: change === 'recall' ? (others.get(column.productId) ?? null) : null };
    });
    const state = await readPlanState(moment, {
      userIds,
      productIds: [...new Set(columns.flatMap(({ productId, ifHolds }) => [productId, ...(ifHolds === null ? [] : [ifHolds])]))],
      orders: [],
      recalls: columns.some(({ change }) => change === 'recall'),
    });
    const decided = planColumns(
      columns.map(({ productId, change, ifHolds, places, changedSince }) => ({ productId, change, ifHolds, places: places.filter((_, index) => !changedSince[index]) })),
      state,
    );
    return {
      people: { userIds },
      count: userIds.length,
      at: state.at,
      sessions: state.sessions,
      columns: decided.map((column, index) => {
        const { places, wrote, changedSince } = columns[index]!;
        const effects = [...column.effects];
        const expects = new Array<number | null>(userIds.length).fill(null);
        for (const [number, place] of places.entries()) {
          if (changedSince[number]) effects[place] = 'conflict';
          expects[place] = wrote[number]!;
        }
        return { ...column, effects, expects };
      }),
    };
  });
  return keepPlan(db, { ...planned, actorId, undoes: batchId });
}

interface Row {
  /** Null: `places` are the ids of the people, in the order in which the batch has them. */
  readonly product_id: string | null;
  readonly change: Change;
  readonly places: string | null;
  readonly wrote: string;
}

/**
 * What a batch has changed, the last product first. Of several changes of the same pair an odd number comes to the last
 * one, an even number to nothing. Items and history are brought together by grouping, not by joining: while the planner's
 * figures know nothing of the batch yet, a join of 10,000 with 10,000 would be a loop within a loop.
 */
async function readDone(db: Kysely<Tables>, batchId: string): Promise<{ userIds: string[]; done: Done[] }> {
  const { rows } = await sql<Row>`
    with changed as (
      select user_id, product_id, change, max(at) as at, max(id) as id,
        row_number() over (partition by user_id, product_id order by max(id) desc) as nth, count(*) over (partition by user_id, product_id) as times
      from (
        select key, user_id, product_id, change, at, null::bigint as id from batch_item where batch_id = ${batchId} and outcome = 'applied'
        union all
        select item_key, user_id::text, product_id::text, change, null, id from history where batch_id = ${batchId}
      ) sides group by key, user_id, product_id, change having count(at) = 1 and count(id) = 1
    ), done as (
      select *, min(at) over (partition by user_id) as first from changed where nth = 1 and times % 2 = 1
    ), placed as materialized (
      select *, dense_rank() over (order by first) - 1 as place from done
    )
    select null as product_id, null as change, string_agg(user_id, ' ' order by place) as places, null as wrote, null as last
    from placed where at = first
    union all
    select product_id, change, string_agg(place::text, ' ' order by place), string_agg(id::text, ' ' order by place), max(at)
    from placed group by product_id, change
    order by last desc nulls first`.execute(db);
  const [people, ...products] = rows;
  const userIds = people?.places?.split(' ') ?? [];
  const since = await readChangedSince(db, batchId, userIds, products.map(({ product_id }) => product_id!));
  return {
    userIds,
    done: products.map(({ product_id, change, places, wrote }) => {
      const overtaken = since.get(product_id!);
      const at = places!.split(' ').map(Number);
      return { productId: product_id!, change, places: at, wrote: wrote.split(' ').map(Number), changedSince: at.map((place) => overtaken?.has(userIds[place]!) ?? false) };
    }),
  };
}

/** By product, whom somebody has given or taken it after the batch. */
async function readChangedSince(
  db: Kysely<Tables>,
  batchId: string,
  userIds: readonly string[],
  productIds: readonly string[],
): Promise<Map<string, Set<string>>> {
  const { rows } = await sql<{ product_id: string; users: string }>`
    select product_id, string_agg(user_id::text, ' ') as users from (
      select product_id, user_id from history
      where user_id = any (${sql.val(userIds)}::uuid[]) and product_id = any (${sql.val(productIds)}::uuid[])
      group by product_id, user_id having max(id) > max(id) filter (where batch_id = ${batchId})
    ) pairs group by product_id`.execute(db);
  return new Map(rows.map(({ product_id, users }) => [product_id, new Set(users.split(' '))]));
}

/** Both halves of a batch's swaps, each by the other; one of them says which it is swapped for. */
async function readSwaps(db: Kysely<Tables>, batchId: string): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('batch_item').select(['product_id', 'if_holds']).distinct().where('batch_id', '=', batchId).where('if_holds', 'is not', null).execute();
  return new Map(rows.flatMap(({ product_id, if_holds }) => [[product_id, if_holds!], [if_holds!, product_id]] as const));
}
