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
  readonly since: string;
}

/**
 * What a batch has changed, the last product first. Of several changes of the same pair an odd number comes to the last
 * one, an even number to nothing.
 */
async function readDone(db: Kysely<Tables>, batchId: string): Promise<{ userIds: string[]; done: Done[] }> {
  const { rows } = await sql<Row>`
    with changed as (
      select i.at, h.id, h.user_id, h.product_id, h.change,
        row_number() over pair as nth, count(*) over (partition by h.user_id, h.product_id) as times
      from batch_item i join history h on h.batch_id = i.batch_id and h.item_key = i.key and h.change = i.change
      where i.batch_id = ${batchId} and i.outcome = 'applied'
      window pair as (partition by h.user_id, h.product_id order by h.id desc)
    ), done as materialized (
      select c.*, exists (select 1 from history l where l.user_id = c.user_id and l.product_id = c.product_id and l.id > c.id) as since
      from changed c where nth = 1 and times % 2 = 1
    ), people as materialized (
      select user_id, row_number() over (order by min(at)) - 1 as place from done group by user_id
    )
    select null::uuid as product_id, null as change, string_agg(user_id::text, ' ' order by place) as places, null as wrote, null as since,
      null as last from people
    union all
    select d.product_id, d.change, string_agg(p.place::text, ' ' order by d.at), string_agg(d.id::text, ' ' order by d.at),
      string_agg(case when d.since then 'x' else '-' end, '' order by d.at), max(d.at)
    from done d join people p using (user_id) group by d.product_id, d.change
    order by last desc nulls first`.execute(db);
  const [people, ...products] = rows;
  return {
    userIds: people?.places?.split(' ') ?? [],
    done: products.map(({ product_id, change, places, wrote, since }) => ({
      productId: product_id!,
      change,
      places: places!.split(' ').map(Number),
      wrote: wrote.split(' ').map(Number),
      changedSince: [...since].map((letter) => letter === 'x'),
    })),
  };
}

/** Both halves of a batch's swaps, each by the other; one of them says which it is swapped for. */
async function readSwaps(db: Kysely<Tables>, batchId: string): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('batch_item').select(['product_id', 'if_holds']).distinct().where('batch_id', '=', batchId).where('if_holds', 'is not', null).execute();
  return new Map(rows.flatMap(({ product_id, if_holds }) => [[product_id, if_holds!], [if_holds!, product_id]] as const));
}
