import assert from 'node:assert/strict';
import { outcomeOf } from '../../src/licensing/outcome.ts';
import type { MemoryBulk } from '../support/memory-bulk.ts';
import { type Model, type ModelBatch, isSettled, told } from './bulk-model.ts';
import { type BulkHost, BulkRig } from './bulk-rig.ts';

/** A host with some people and products, and what an administrator has done there. */
export interface Real {
  readonly rig: BulkRig;
  readonly users: readonly string[];
  readonly products: readonly string[];
  /** All of the users. */
  readonly selectionId: string;
  /** Ids of batches. */
  readonly batches: string[];
  /** The host, when it is one in memory: the model is told of each item at the moment when it is attempted. */
  readonly memory: MemoryBulk | null;
}

/** A host with people and products of its own, as the model has them. */
export async function world(host: BulkHost, model: Model, memory: MemoryBulk | null): Promise<Real> {
  const { active, seats } = model;
  const users = await host.users(active.length);
  for (const [user, id] of users.entries()) if (!active[user]) await host.activate(id, false);
  const products: string[] = [];
  for (const count of seats) products.push(await host.product(count));
  for (const product of products.keys()) {
    for (const user of users.keys()) {
      const source = model.held(user, product);
      if (source) await host.hold(users[user]!, products[product]!, source);
    }
  }
  const rig = new BulkRig(host);
  const batches: string[] = [];
  if (memory) {
    memory.host.batches.fail = ({ at, userId }, id) => {
      model.carryOut(batches.indexOf(id), at);
      return model.failing.has(users.indexOf(userId)) ? 'server' : null;
    };
  }
  return { rig, users, products, selectionId: await rig.select(users), batches, memory };
}

/** Whether host and model tell the same: of a batch, or of all. */
export async function compare(model: Model, { rig, users, products, batches, selectionId }: Real, only?: number): Promise<void> {
  const { people, products: known } = await rig.admin.population(selectionId, rig.signal);
  for (const [product, id] of products.entries()) {
    assert.deepEqual(people!.map(({ held }) => held[id] ?? null), users.map((_, user) => model.held(user, product)), `holders of ${product}`);
    const { paid, used } = known.find((one) => one.id === id)!.seats;
    assert.deepEqual([paid, used], [model.seats[product], model.used(product)], `seats of ${product}`);
  }
  for (const [number, batch] of model.batches.entries()) {
    if (only !== undefined && number !== only && batch.undoneBy !== only) continue;
    const id = batches[number]!;
    const summary = await rig.admin.batch(id, rig.signal);
    const { tally, drift, total, stopped, endedAt, undoes, undoneBy } = summary;
    assert.deepEqual({ tally, drift, total, stopped, ended: endedAt !== null, undoes, undoneBy }, expected(batch, batches), `batch ${number}`);
    const rows = await rig.ledger(id);
    assert.deepEqual(
      rows.map(({ user, product, planned, effect, outcome }) => [user.id, product.id, planned, effect, outcome]),
      batch.items.map((item, at) => [users[item.user], products[item.product], item.planned, item.effect, isSettled(item) ? told(item).outcome : at < batch.asked ? 'unknown' : 'not-attempted']),
    );
    assert.equal((await rig.host.history(id)).length, tally.applied);
    assert.equal(await rig.host.notified(id), batch.notified ? 1 : 0);
  }
}

function expected({ items, stopped, undoes, undoneBy, asked }: ModelBatch, ids: readonly string[]): object {
  const tally = { applied: 0, skipped: 0, failed: 0, 'not-attempted': 0, unknown: 0 };
  for (const [at, item] of items.entries()) {
    tally[item.failed ? 'failed' : item.effect ? outcomeOf(item.effect) : at < asked ? 'unknown' : 'not-attempted']++;
  }
  const drift = items.filter(({ effect, planned }) => effect !== null && effect !== planned).length;
  const idOf = (number: number | null): string | null => (number === null ? null : ids[number]!);
  return { tally, drift, total: items.length, stopped, ended: stopped || items.every(isSettled), undoes: idOf(undoes), undoneBy: idOf(undoneBy) };
}
