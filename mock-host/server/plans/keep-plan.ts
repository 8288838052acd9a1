import { type Kysely, sql } from 'kysely';
import type * as wire from '../../../src/host/rest/wire-bulk.ts';
import type { Wire } from '../../../src/host/rest/wire.ts';
import type { PlannedColumn } from '../../../src/licensing/bulk-plan.ts';
import { type Effect, changes } from '../../../src/licensing/rules.ts';
import type { Tables } from '../database/tables.ts';
import { toWireSeats } from '../licensing/figures.ts';
import { NO_CELL, effectOf, letterOf } from './effect-codes.ts';

type WirePlan = Wire<typeof wire.bulkPlan>;

export interface PlanToKeep {
  readonly actorId: string;
  /** Whom it is about: those of a selection, or its own people. */
  readonly people: { readonly selectionId: string } | { readonly userIds: readonly string[] };
  readonly count: number;
  readonly at: string;
  /** By place, how many active sessions. */
  readonly sessions: Int32Array;
  readonly undoes: string | null;
  /** Without an effect: no cell. `expects`: of an undo, the history entry that has to be the pair's latest still. */
  readonly columns: readonly (PlannedColumn & { readonly expects?: readonly (number | null)[] })[];
}

/** Keeps a plan for a day and answers how it reads. */
export async function keepPlan(db: Kysely<Tables>, plan: PlanToKeep): Promise<WirePlan> {
  const columns = plan.columns.map((column, position) => ({ ...column, position, letters: lettersOf(column.effects, plan.count) }));
  const sessions = sessionsOf(plan);
  const rows = columns.map(({ position, productId, change, ifHolds, letters, expects, seats }) => ({
    position, product_id: productId, change, if_holds: ifHolds, effects: letters, expects: expects ?? null,
    seats_before: toWireSeats(seats.before), seats_after: toWireSeats(seats.after),
  }));
  const { people } = plan;
  const kept = await sql<{ id: string }>`
    with kept as (
      insert into plan (actor_id, created_at, selection_id, user_ids, undoes, people, sessions)
      values (${plan.actorId}, ${plan.at}, ${'selectionId' in people ? people.selectionId : null}::uuid,
        ${'userIds' in people ? sql.val(people.userIds) : null}::uuid[], ${plan.undoes}::uuid, ${plan.count}, ${sessions})
      returning id
    ), columns as (
      insert into plan_column (plan_id, position, product_id, change, if_holds, effects, expects, seats_before, seats_after)
      select kept.id, c.position, c.product_id, c.change, c.if_holds, c.effects, c.expects, c.seats_before, c.seats_after
      from kept, jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as c (position integer, product_id uuid, change text, if_holds uuid,
        effects text, expects bigint[], seats_before jsonb, seats_after jsonb)
    )
    select id from kept`.execute(db);
  const products = columns.map(({ productId, change, ifHolds, seats, letters }): WirePlan['products'][number] => ({
    productId, change, ifHolds, seats: { before: toWireSeats(seats.before), after: toWireSeats(seats.after) }, counts: countsOf(letters),
  }));
  return {
    id: kept.rows[0]!.id,
    at: plan.at,
    items: products.reduce((sum, { counts }) => sum + Object.values(counts).reduce((cells, n) => cells + n, 0), 0),
    people: plan.count,
    products,
    sessions,
    undoes: plan.undoes,
  };
}

/** A letter for each person. `effects` may have holes. */
function lettersOf(effects: readonly (Effect | undefined)[], count: number): string {
  const letters = Buffer.alloc(count, NO_CELL);
  for (let place = 0; place < count; place++) {
    const effect = effects[place];
    if (effect !== undefined) letters[place] = letterOf(effect).charCodeAt(0);
  }
  return letters.toString('latin1');
}

function countsOf(letters: string): Partial<Record<Effect, number>> {
  const byCode = new Int32Array(128);
  for (let place = 0; place < letters.length; place++) byCode[letters.charCodeAt(place)]!++;
  const counts: Partial<Record<Effect, number>> = {};
  byCode.forEach((n, code) => {
    const effect = effectOf(String.fromCharCode(code));
    if (n > 0 && effect !== null) counts[effect] = n;
  });
  return counts;
}

/** Active sessions of those who lose a license, each person once. */
function sessionsOf({ columns, count, sessions }: PlanToKeep): number {
  let sum = 0;
  for (let place = 0; place < count; place++) {
    const loses = columns.some(({ change, effects }) => change === 'recall' && effects[place] !== undefined && changes(effects[place]!));
    if (loses) sum += sessions[place]!;
  }
  return sum;
}
