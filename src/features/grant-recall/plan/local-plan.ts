import type { BulkPlan, BulkRequest, EffectCounts, LicenseProduct, Person, PlannedRow, ProductPlan } from '../../../licensing/bulk.ts';
import { type PlannedColumn, planBulk } from '../../../licensing/bulk-plan.ts';
import { type Effect, changes } from '../../../licensing/rules.ts';
import { servedInOrder } from '../../../licensing/seat-order.ts';

/** A plan, and its cells as far as it was made here. */
export interface Preview {
  readonly plan: BulkPlan;
  /** Null: the host made it and hands out its cells. */
  readonly columns: readonly PlannedColumn[] | null;
}

/** Plans for people who are all here. @param at ms since the epoch */
export function planLocally(request: BulkRequest, people: readonly Person[], products: readonly LicenseProduct[], at: number): Preview {
  const known = new Map(products.map(({ id, seats, term }) => [id, { seats, termState: term.state }]));
  const { length: count } = people;
  const columns = planBulk(request, {
    count,
    user: (place) => people[place]!,
    held: (place, productId) => people[place]!.held[productId] ?? null,
    product: (productId) => known.get(productId)!,
    order: (order) =>
      servedInOrder(order, {
        count,
        userId: (place) => people[place]!.id,
        lastActivity: (place) => people[place]!.lastActivity,
        inRole: (place, roleId) => people[place]!.roles.includes(roleId),
      }),
  });
  const plan: BulkPlan = {
    id: null,
    at,
    items: columns.length * count,
    people: count,
    products: columns.map(({ effects, ...column }): ProductPlan => ({ ...column, counts: countEffects(effects) })),
    sessions: sessionsOfLosers(columns, people),
    undoes: null,
  };
  return { plan, columns };
}

/** The cells, a product after the other, each in the order of the selection. */
export function rowsOf(columns: readonly PlannedColumn[], people: readonly Person[]): PlannedRow[] {
  return columns.flatMap(({ productId, change, effects }) => effects.map((effect, at) => ({ user: people[at]!, productId, change, effect })));
}

/** Over all products of a plan. */
export function sumEffects(products: readonly Pick<ProductPlan, 'counts'>[]): EffectCounts {
  const sum: Partial<Record<Effect, number>> = {};
  for (const { counts } of products) {
    for (const [effect, count] of Object.entries(counts) as [Effect, number][]) sum[effect] = (sum[effect] ?? 0) + count;
  }
  return sum;
}

/** How many licenses are given and taken. */
export function changesOf(counts: EffectCounts): { readonly grants: number; readonly recalls: number } {
  return { grants: counts.grant ?? 0, recalls: (counts.recall ?? 0) + (counts['role-derived'] ?? 0) };
}

function countEffects(effects: readonly Effect[]): EffectCounts {
  const counts: Partial<Record<Effect, number>> = {};
  for (const effect of effects) counts[effect] = (counts[effect] ?? 0) + 1;
  return counts;
}

/** Whoever loses several licenses is signed in as often as before. */
function sessionsOfLosers(columns: readonly PlannedColumn[], people: readonly Person[]): number {
  const recalls = columns.filter(({ change }) => change === 'recall');
  return people.reduce((sum, { sessions }, at) => (recalls.some(({ effects }) => changes(effects[at]!)) ? sum + sessions : sum), 0);
}
