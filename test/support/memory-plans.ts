import type { BulkPlan, BulkRequest, EffectCounts, PlannedRow } from '../../src/licensing/bulk.ts';
import type { ListPage, PlanQuery } from '../../src/licensing/bulk-gateway.ts';
import { planBulk, productTwice } from '../../src/licensing/bulk-plan.ts';
import { LicensingError } from '../../src/licensing/errors.ts';
import type { Assignment } from '../../src/licensing/license.ts';
import { type PlanState, type SeatChange, planItems } from '../../src/licensing/plan.ts';
import { termStateOn } from '../../src/licensing/seats.ts';
import { type Change, type Effect, changes } from '../../src/licensing/rules.ts';
import type { MemoryGateway } from './memory-gateway.ts';
import { type MemoryPeople, contains } from './memory-people.ts';

/** The cells of one product. */
export interface KeptColumn {
  readonly productId: string;
  readonly change: Change;
  readonly ifHolds: string | null;
  readonly userIds: readonly string[];
  readonly effects: readonly Effect[];
  /** Of an undo: which change of the pair must still be its last one, and what a recall had taken. */
  readonly undone?: readonly { readonly expects: number; readonly was: Assignment | null }[];
}

export interface KeptPlan {
  readonly plan: BulkPlan;
  readonly owner: string;
  readonly columns: readonly KeptColumn[];
}

/** An item of a batch to be undone, as it ended. */
export interface Undoable {
  readonly userId: string;
  readonly productId: string;
  readonly change: Change;
  readonly ifHolds: string | null;
  readonly outcome: 'applied' | 'skipped' | 'failed' | null;
  readonly wrote: number;
  readonly was: Assignment | null;
}

/** Plans that the host makes and keeps. */
export class MemoryPlans {
  readonly #plans = new Map<string, KeptPlan>();

  constructor(
    private readonly people: MemoryPeople,
    private readonly now: () => number,
  ) {}

  plan(request: BulkRequest, owner: string): BulkPlan {
    const { world } = this.people;
    const userIds = this.people.selected(request.selectionId, owner);
    checkChanges(request, world);
    const columns = planBulk(request, this.people.state(userIds)).map((column) => ({ ...column, userIds }));
    return this.#keep(columns, owner, null, userIds.length);
  }

  /** @param batch its items, product after product */
  planUndo(batchId: string, batch: readonly Undoable[], owner: string): BulkPlan {
    const { world } = this.people;
    const done = batch.filter(({ outcome }) => outcome === 'applied');
    if (!done.length) throw new LicensingError('rejected', 'nothing of this batch is left to be undone');
    const swapped = new Map(batch.flatMap(({ productId, ifHolds }) => (ifHolds === null ? [] : [[productId, ifHolds], [ifHolds, productId]])));
    const people = [...new Set(done.map(({ userId }) => userId))];
    const place = new Map(people.map((userId, at) => [userId, at]));
    const byProduct = new Map<string, Undoable[]>();
    for (const item of done) byProduct.set(item.productId, [...(byProduct.get(item.productId) ?? []), item]);
    // The last change first, so that what a swap has made before it broke is broken after it is made again. What was taken
    // is given back whatever else is held by now.
    const groups = [...byProduct.values()].reverse().map((group) => {
      const { productId, change } = group[0]!;
      const column = { productId, ...(change === 'grant' ? { change: 'recall' as const, ifHolds: swapped.get(productId) ?? null } : { change: 'grant' as const, ifHolds: null }) };
      return { column, items: group.sort((a, b) => place.get(a.userId)! - place.get(b.userId)!) };
    });
    const ours = (item: Undoable): boolean => world.changesOf(item.userId, item.productId) === item.wrote;
    const key = ({ userId, productId }: { userId: string; productId: string }): string => `${userId} ${productId}`;
    const { items, seats } = planItems(
      groups.flatMap(({ column, items }) => items.filter(ours).map((item) => ({ ...column, key: key(item), userId: item.userId, seatVersion: 0 }))),
      stateOf(world),
    );
    const planned = new Map(items.map((item) => [item.key, item.effect]));
    const columns = groups.map(({ column, items }) => {
      const now = world.seats(column.productId);
      return {
        ...column, userIds: items.map(({ userId }) => userId),
        effects: items.map((item): Effect => planned.get(key(item)) ?? 'conflict'),
        undone: items.map(({ wrote, was }) => ({ expects: wrote, was })),
        seats: seats.get(column.productId) ?? { before: now, after: now },
      };
    });
    return this.#keep(columns, owner, batchId, people.length);
  }

  /** @throws LicensingError `not-found` also for somebody else's */
  kept(planId: string, owner: string): KeptPlan {
    const kept = this.#plans.get(planId);
    if (kept?.owner !== owner) throw new LicensingError('not-found');
    return kept;
  }

  rows(planId: string, { productId, effects, search, cursor, limit }: PlanQuery, owner: string): ListPage<PlannedRow> {
    notEmpty(effects);
    const rows = this.kept(planId, owner).columns
      .filter((column) => productId === null || column.productId === productId)
      .flatMap((column) => column.effects.map((effect, at): PlannedRow => ({
        user: this.people.world.users.get(column.userIds[at]!)!, productId: column.productId, change: column.change, effect,
      })))
      .filter(({ user, effect }) => (effects === null || effects.includes(effect)) && contains(user, search));
    return pageOf(rows, cursor, limit);
  }

  #keep(columns: readonly (KeptColumn & { readonly seats: SeatChange })[], owner: string, undoes: string | null, people: number): BulkPlan {
    const losing = columns.flatMap(({ change, effects, userIds }) => (change === 'recall' ? userIds.filter((_, at) => changes(effects[at]!)) : []));
    const plan = {
      id: crypto.randomUUID(),
      at: this.now(),
      items: columns.reduce((sum, { effects }) => sum + effects.length, 0),
      people,
      products: columns.map(({ productId, change, ifHolds, seats, effects }) => ({ productId, change, ifHolds, seats, counts: countsOf(effects) })),
      sessions: this.people.sessions(losing),
      undoes,
    };
    this.#plans.set(plan.id, { plan, owner, columns });
    return plan;
  }
}

/** @throws LicensingError `rejected` for a product that is unknown or stands twice */
export function checkChanges({ changes, orders }: Pick<BulkRequest, 'changes' | 'orders'>, world: MemoryGateway): void {
  const named = [...changes.flatMap((change) => (change.kind === 'swap' ? [change.productId, change.to] : [change.productId])), ...Object.keys(orders)];
  const wrong = named.find((id) => !world.products.has(id)) ?? productTwice(changes);
  if (wrong !== undefined || !changes.length) throw new LicensingError('rejected', `changes: ${wrong ?? 'none'}`);
}

/** What planning single items asks, each product's seats counted once. */
export function stateOf(world: MemoryGateway): PlanState {
  const products = new Map<string, ReturnType<PlanState['product']>>();
  return {
    user: (id) => world.users.get(id)!,
    product(id) {
      const known = products.get(id) ?? { seats: world.seats(id), termState: termStateOn(world.products.get(id)!.terms, world.today) };
      products.set(id, known);
      return known;
    },
    held: (userId, productId) => world.assignments.get(`${userId} ${productId}`)?.source ?? null,
  };
}

export function countsOf<T extends string>(values: Iterable<T | null>): Partial<Record<T, number>> & EffectCounts {
  const counts: Partial<Record<T, number>> = {};
  for (const value of values) if (value !== null) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

/** No value stands for all of them at some hosts, and for none at others: callers have to say null. */
export function notEmpty(values: readonly string[] | null): void {
  if (values?.length === 0) throw new LicensingError('rejected', 'an empty list');
}

/** The cursor is the place to read on from. */
export function pageOf<T>(rows: readonly T[], cursor: string | null, limit: number): ListPage<T> {
  const from = Number(cursor ?? 0);
  return { items: rows.slice(from, from + limit), total: rows.length, next: from + limit < rows.length ? String(from + limit) : null };
}
