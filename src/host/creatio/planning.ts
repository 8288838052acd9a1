import * as z from 'zod/mini';
import type { BulkPlan, EffectCounts, ProductChange, SeatOrder } from '../../licensing/bulk.ts';
import type { BulkGateway } from '../../licensing/bulk-gateway.ts';
import { type BulkState, columnsOf, planBulk, planColumns, productTwice } from '../../licensing/bulk-plan.ts';
import { LicensingError } from '../../licensing/errors.ts';
import type { LicensedUser, Seats } from '../../licensing/license.ts';
import { newId } from '../../licensing/new-id.ts';
import type { SeatChange } from '../../licensing/plan.ts';
import type { Effect } from '../../licensing/rules.ts';
import { servedInOrder } from '../../licensing/seat-order.ts';
import { fewAtATime } from '../few-at-a-time.ts';
import type { BatchJournal, KeptPlan, PlannedWork } from './batch-journal.ts';
import { type ChoosingOptions, unknownPackage } from './choosing.ts';
import type { Holders } from './directory.ts';
import { readOfToday, sweep } from './kept/day-old.ts';
import { fromLetters, toLetters } from './kept/effect-letters.ts';
import { AT_A_TIME } from './users.ts';

export type Planning = Pick<PlannedWork, 'keptPlan'> & Pick<BulkGateway, 'plan' | 'planUndo' | 'planRows'>;

export interface PlanningOptions extends ChoosingOptions {
  readonly journal: BatchJournal;
  readonly selected: PlannedWork['selected'];
}

/** Most cells of a plan: everybody of the largest company and ten products. */
const MOST_CELLS = 1_100_000;

const id = z.string();
const seats: z.ZodMiniType<Seats> = z.object({
  type: z.enum(['named', 'concurrent', 'server']), paid: z.nullable(z.number()), used: z.number(), assigned: z.number(), version: z.number(),
});
const keptPlan = z.object({
  at: z.number(),
  undoes: z.nullable(id),
  people: z.array(id),
  columns: z.array(
    z.object({
      productId: id,
      change: z.enum(['grant', 'recall']),
      ifHolds: z.nullable(id),
      seats: z.object({ before: seats, after: seats }),
      /** For each of the people. */
      effects: z.pipe(z.string(), z.transform(fromLetters)),
    }),
  ),
});

type Column = KeptPlan['columns'][number] & { readonly seats: SeatChange };

/** Plans, made in the browser by the rules that Creatio's own screens do not have, and kept for a day. */
export function createPlanning({ directory, kept, now, journal, selected }: PlanningOptions): Planning {
  let swept = false;
  /** The people of the plan whose cells were asked for last: its next page and search need them too. */
  let shown: { readonly planId: string; readonly users: ReadonlyMap<string, LicensedUser> } | undefined;

  const keep = async (people: readonly string[], columns: readonly Column[], undoes: string | null): Promise<BulkPlan> => {
    if (!swept) {
      swept = true;
      await sweep(kept, 'plans', now());
    }
    const [planId, at] = [newId(), now()];
    await kept.update('plans', planId, () => ({ at, undoes, people, columns: columns.map((column) => ({ ...column, effects: toLetters(column.effects) })) }));
    return toPlan(planId, { at, undoes, people, columns });
  };

  const readState = async (people: readonly string[], productIds: Iterable<string>, signal: AbortSignal): Promise<State> => {
    const users = await directory.users(signal);
    const holders = new Map<string, Holders>();
    await fewAtATime(new Set(productIds), AT_A_TIME, async (productId) => void holders.set(productId, await directory.holders(productId, signal)));
    const products = new Map([...holders].map(([productId, one]) => [productId, directory.productOf(one, users)]));
    return {
      count: people.length,
      known: (at) => users.has(people[at]!),
      user: (at) => users.get(people[at]!)!,
      held: (at, productId) => holders.get(productId)?.sources.get(people[at]!) ?? null,
      product(productId) {
        const { seats, term } = products.get(productId)!;
        return { seats, termState: term.state };
      },
      order: (order) =>
        servedInOrder(order, { count: people.length, userId: (at) => people[at]!, lastActivity: () => null, inRole: () => false }),
    };
  };

  const planning: Planning = {
    async plan({ selectionId, changes, orders }, signal) {
      const people = await selected(selectionId);
      checkRequest(changes, orders, people.length);
      const productIds = columnsOf(changes).map(({ productId }) => productId);
      const unknown = await unknownPackage(directory, [...productIds, ...Object.keys(orders)], signal);
      if (unknown !== undefined) throw new LicensingError('rejected', `there is no license package ${unknown}`);
      const state = await readState(people, productIds, signal);
      if (people.some((_, at) => !state.known(at))) throw gone();
      return keep(people, planBulk({ changes, orders }, state), null);
    },

    async planUndo(batchId, signal) {
      const items = await journal.appliedItems(batchId);
      if (!items.length) throw new LicensingError('rejected', 'there is nothing to undo: this batch has changed nothing');
      const people = [...new Set(items.map(({ userId }) => userId))];
      const place = new Map(people.map((userId, at) => [userId, at]));
      const products = new Map<string, typeof items[number][]>();
      for (const item of items) products.set(item.productId, [...(products.get(item.productId) ?? []), item]);
      const state = await readState(people, items.flatMap(({ productId, swapped }) => [productId, ...(swapped === null ? [] : [swapped])]), signal);
      // The last change first, so that a swap makes before it breaks in this direction too. What was taken is given back
      // even when the other is gone by now.
      const columns = [...products.values()].reverse().map((group) => {
        const [{ productId, change, swapped }] = group as [typeof items[number]];
        const undo = { productId, change: change === 'grant' ? ('recall' as const) : ('grant' as const), ifHolds: change === 'grant' ? swapped : null };
        const cells = group.map((item) => ({ at: place.get(item.userId)!, item })).sort((a, b) => a.at - b.at);
        // A grant is undone while it is there as it was given; one that a role gives by now is not ours.
        const left = change === 'grant' ? 'direct' : null;
        const ours = cells.filter(({ at, item }) => !item.changedSince && state.known(at) && state.held(at, productId) === left);
        return { ...undo, cells: cells.map(({ at }) => at), places: ours.map(({ at }) => at) };
      });
      const planned = planColumns(columns, state);
      return keep(
        people,
        planned.map((column, index) => {
          const effects = new Array<Effect | null>(people.length).fill(null);
          for (const at of columns[index]!.cells) effects[at] = column.effects[at] ?? 'conflict';
          return { productId: column.productId, change: column.change, ifHolds: column.ifHolds, seats: column.seats, effects };
        }),
        batchId,
      );
    },

    async planRows(planId, { productId, effects, search, cursor, limit }, signal) {
      const wrong = effects?.length === 0 ? 'effects: none' : /\D/.test(cursor ?? '') ? 'cursor: of another list' : null;
      if (wrong) throw new LicensingError('rejected', wrong);
      const { people, columns } = await readOfToday(kept, 'plans', planId, keptPlan, now());
      if (shown?.planId !== planId) shown = { planId, users: await directory.usersOf(people, signal) };
      const { users } = shown;
      const part = search.trim().toLowerCase();
      const named = people.map((userId) => !part || [...words(userOf(users, userId))].some((word) => word.toLowerCase().includes(part)));
      const from = Number(cursor ?? 0);
      const page: { readonly at: number; readonly column: Column }[] = [];
      let total = 0;
      for (const column of columns) {
        if (productId !== null && column.productId !== productId) continue;
        for (const [at, effect] of column.effects.entries()) {
          if (effect === null || (effects && !effects.includes(effect)) || !named[at]) continue;
          if (total >= from && page.length < limit) page.push({ at, column });
          total++;
        }
      }
      return {
        items: page.map(({ at, column }) => ({ user: userOf(users, people[at]!), productId: column.productId, change: column.change, effect: column.effects[at]! })),
        total,
        next: from + page.length < total ? String(from + page.length) : null,
      };
    },

    async keptPlan(planId): Promise<KeptPlan> {
      const plan = await readOfToday(kept, 'plans', planId, keptPlan, now());
      return { plan: toPlan(planId, plan), people: plan.people, columns: plan.columns };
    },
  };
  return planning;
}

interface State extends BulkState {
  /** Whether the user still exists. */
  known(at: number): boolean;
}

/** @throws LicensingError `rejected` for what can not be planned */
function checkRequest(changes: readonly ProductChange[], orders: Readonly<Record<string, SeatOrder>>, people: number): void {
  const twice = productTwice(changes);
  const cells = columnsOf(changes).length * people;
  // Creatio tells neither who was active when nor who is in what role.
  const order = Object.values(orders).find(({ by }) => by === 'role' || by === 'last-activity');
  const wrong =
    !changes.length ? 'changes: none'
    : twice !== undefined ? `changes: each product only once, not ${twice}`
    : cells > MOST_CELLS ? `${people} people × ${cells / people} products: at most ${MOST_CELLS} together`
    : order && `orders: nobody can be served by ${order.by}`;
  if (wrong) throw new LicensingError('rejected', wrong);
}

const gone = (): LicensingError => new LicensingError('conflict', 'some of the selected do not exist any more: select again');

/** Whoever is gone since the batch keeps a row, so that nobody goes without a word. */
const userOf = (users: ReadonlyMap<string, LicensedUser>, userId: string): LicensedUser =>
  users.get(userId) ?? { id: userId, name: userId, login: '', email: null, active: false, kind: 'person' };

const words = ({ name, login, email }: LicensedUser): string[] => [name, login, email ?? ''];

function toPlan(planId: string, { at, undoes, people, columns }: Readonly<{ at: number; undoes: string | null; people: readonly string[]; columns: readonly Column[] }>): BulkPlan {
  const products = columns.map(({ productId, change, ifHolds, seats, effects }) => ({ productId, change, ifHolds, seats, counts: countsOf(effects) }));
  return {
    id: planId,
    at,
    items: products.reduce((sum, { counts }) => sum + Object.values(counts).reduce((cells, count) => cells + count, 0), 0),
    people: people.length,
    products,
    sessions: null,
    undoes,
  };
}

function countsOf(effects: readonly (Effect | null)[]): EffectCounts {
  const counts: Partial<Record<Effect, number>> = {};
  for (const effect of effects) if (effect !== null) counts[effect] = (counts[effect] ?? 0) + 1;
  return counts;
}
