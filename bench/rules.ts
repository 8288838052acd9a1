import assert from 'node:assert/strict';
import type { Seats } from '../src/licensing/license.ts';
import { type BatchItem, type PlanState, itemKey, planItems } from '../src/licensing/plan.ts';
import { type Effect, decide } from '../src/licensing/rules.ts';
import type { Run } from './measure.ts';

const USERS = 1_000;
const PRODUCTS = 30;
/** Fewer than users, so that the seats of every product run out on the way. */
const PAID = 600;

const free: Seats = { type: 'named', paid: PAID, used: 0, assigned: 0, version: 0 };
const person = { active: true, kind: 'person' } as const;

const items: readonly BatchItem[] = Array.from({ length: USERS * PRODUCTS }, (_, at) => {
  const item = { userId: `u${Math.floor(at / PRODUCTS)}`, productId: `p${at % PRODUCTS}`, change: 'grant', seatVersion: 0 } as const;
  return { ...item, key: itemKey(item) };
});

/** Plans by carrying each product's figures along: what the plugin does. */
function carrying(): Effect[] {
  const state: PlanState = { user: () => person, product: () => ({ seats: free, termState: 'current' }), held: () => null };
  return planItems(items, state).items.map(({ effect }) => effect);
}

/** Plans by the same rules, but counts who holds the product anew for each item. */
function recounting(): Effect[] {
  const holders: { readonly userId: string; readonly productId: string }[] = [];
  return items.map(({ userId, productId, change }) => {
    const ofProduct = holders.filter((holder) => holder.productId === productId);
    const used = ofProduct.length;
    const held = ofProduct.some((holder) => holder.userId === userId) ? 'direct' : null;
    const effect = decide(change, { user: person, held, seats: { ...free, used, assigned: used }, termState: 'current' });
    if (effect === 'grant') holders.push({ userId, productId });
    return effect;
  });
}

export async function rules(run: Run): Promise<void> {
  assert.deepEqual(carrying(), recounting(), 'both must decide alike, else there is nothing to compare');
  const contestant = (name: string, plan: () => Effect[]) => {
    let effects: Effect[] = [];
    return {
      name,
      run(): number {
        const start = performance.now();
        effects = plan();
        return performance.now() - start;
      },
      counts: () => `${effects.filter((effect) => effect === 'grant').length} granted, ${effects.filter((effect) => effect === 'no-seat').length} without a seat`,
    };
  };
  await run({
    title: `rules: planning ${items.length} grants, ${USERS} users × ${PRODUCTS} products of ${PAID} seats`,
    rounds: 7,
    contestants: [contestant('seats recounted per item', recounting), contestant('planItems', carrying)],
  });
}
