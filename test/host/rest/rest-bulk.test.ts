import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createRestBulk } from '../../../src/host/rest/rest-bulk.ts';
import type { BulkGateway } from '../../../src/licensing/bulk-gateway.ts';
import { LicensingError, type LicensingErrorCode } from '../../../src/licensing/errors.ts';

const { signal } = new AbortController();
const at = '2026-11-21T10:00:00Z';
const ms = Date.UTC(2026, 10, 21, 10);
const id = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
const seats = { type: 'named', paid: 5, used: 2, available: 3, assigned: 2, version: 1 };
const user = { id: 'u1', name: 'Ann', login: 'ann', email: null, active: true, kind: 'person' };
const product = { id: 'p', sku: 'P', name: 'P', vendor: null, seats, term: { state: 'current', start: null, due: null } };
const population = {
  selection: { id: 's', count: 1, at },
  people: [{ ...user, lastActivity: at, roles: ['r'], sessions: 2, held: { p: 'direct' } }],
  heldBy: { p: 1 }, roles: [{ id: 'r', name: 'Sales', members: 1 }], products: [product],
};
const plan = {
  id: 'plan', at, items: 2, people: 2, sessions: null, undoes: null,
  products: [{ productId: 'p', change: 'grant', ifHolds: null, seats: { before: seats, after: { ...seats, used: 3, assigned: 3, available: 2 } }, counts: { grant: 1, 'no-seat': 1 } }],
};
const summary = {
  id, by: { id: 'u9', name: 'Ada' }, createdAt: at, endedAt: null, stopped: false, running: true, total: 3,
  tally: { applied: 1, skipped: 0, failed: 1, 'not-attempted': 1, unknown: 0 }, effects: { grant: 1 }, codes: { server: 1 }, drift: 0, people: 3,
  products: [{ id: 'p', name: null, change: 'grant' }], person: null, undoes: null, undoneBy: null,
};
const row = {
  at: 0, user: { id: 'u1', name: null, login: null, email: null }, product: { id: 'p', name: 'P' }, change: 'grant', planned: 'grant',
  outcome: 'applied', effect: 'grant', code: null, settledAt: at,
};
const ledger = { items: [row], total: 1, next: null };
const granted = { outcome: 'applied', effect: 'grant', code: null };
const settled = (from: number, ...items: object[]): string => `${JSON.stringify({ line: 'settled', from, items, seats: [{ productId: 'p', seats }] })}\n`;
const last = '{"line":"end","done":true}\n';

/** A gateway whose host gives one answer to everything; what was asked is kept. */
function gatewayOf(body: unknown, status = 200): { gateway: BulkGateway; asked: Request[] } {
  const asked: Request[] = [];
  const gateway = createRestBulk({
    baseUrl: 'http://host.test/licensing/v1',
    fetch: async (request) => {
      asked.push(request.clone());
      return typeof body === 'string' ? new Response(body, { status }) : Response.json(body, { status });
    },
  });
  return { gateway, asked };
}
const refused = (code: LicensingErrorCode, detail = /(?:)/) => (error: unknown) =>
  error instanceof LicensingError && error.code === code && (assert.match(error.message, detail), true);
const all = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const list = [];
  for await (const item of items) list.push(item);
  return list;
};
const everything = { productId: null, outcomes: null, effects: null, drifted: false, search: '', cursor: null, limit: 100 };

/** Every answer that is told as a whole, and how it is asked for. */
const answers: Readonly<Record<string, readonly [body: unknown, ask: (gateway: BulkGateway) => Promise<unknown>]>> = {
  products: [{ items: [product] }, (gateway) => gateway.products(signal)],
  'a lookup': [{ items: [{ term: 'ann', users: [user] }] }, (gateway) => gateway.lookUp(['ann'], signal)],
  'a selection': [{ id: 's', count: 1, at, unknown: ['x'] }, (gateway) => gateway.select({ kind: 'users', userIds: ['u1', 'x'] }, signal)],
  'a population': [population, (gateway) => gateway.population('s', signal)],
  'saved sets': [{ items: [{ id, name: 'Team', count: 1, savedAt: at }] }, (gateway) => gateway.savedSets(signal)],
  'a plan': [plan, (gateway) => gateway.plan({ selectionId: 's', changes: [{ kind: 'grant', productId: 'p' }], orders: {} }, signal)],
  'rows of a plan': [{ items: [{ user, productId: 'p', change: 'grant', effect: 'no-seat' }], total: 1, next: null }, (gateway) => gateway.planRows('plan', everything, signal)],
  'a batch': [summary, (gateway) => gateway.batch(id, signal)],
  'a ledger': [ledger, (gateway) => gateway.ledger(id, everything, signal)],
  batches: [{ items: [summary], total: 1, next: null }, (gateway) => gateway.batches({ mine: false, open: false, cursor: null, limit: 10 }, signal)],
};

/** Every place in a value that holds something, as a path. */
function placesIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...path, key]))];
}
const valueAt = (value: unknown, path: readonly string[]): unknown => path.reduce((inner, key) => (inner as Record<string, unknown>)[key], value);
/** What stands there by names of its own, any of which may be missing. */
const byName = new Set(['held', 'heldBy', 'counts', 'effects', 'codes']);
function spoiled(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by;
  const copy = Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) };
  (copy as Record<string, unknown>)[key] = spoiled((value as Record<string, unknown>)[key], rest, by);
  return copy;
}

describe('many users at once over the licensing API', () => {
  for (const [name, [body, ask]] of Object.entries(answers)) {
    test(`BX-5 ${name}: understood as it is, refused when anything in it has another shape`, async () => {
      await ask(gatewayOf(body).gateway);
      for (const path of placesIn(body)) {
        for (const by of [{ no: -1.5 }, [[]], -1.5, true, undefined]) {
          if (by === undefined ? byName.has(path.at(-2)!) : by === true && typeof valueAt(body, path) === 'boolean') continue;
          const what = `${path.join('.')}: ${JSON.stringify(by)}`;
          await assert.rejects(ask(gatewayOf(spoiled(body, path, by) ?? null).gateway), refused('unexpected-shape'), what);
        }
      }
    });
  }

  test('BX-1 instants become numbers', async () => {
    const { selection, people } = await gatewayOf(population).gateway.population('s', signal);
    assert.deepEqual([selection.at, people![0]!.lastActivity], [ms, ms]);
    assert.deepEqual([(await gatewayOf(summary).gateway.batch(id, signal)).createdAt, (await gatewayOf(ledger).gateway.ledger(id, everything, signal)).items[0]!.settledAt], [ms, ms]);
  });

  test('BX-14 a host that says nothing of it can not change many users at once', async () => {
    assert.equal(await gatewayOf({ events: true, maxBatchItems: 5 }).gateway.bulkCapabilities(signal), null);
    const bulk = { maxApply: 5, maxLookup: 5, maxSelection: 5, savedSets: false };
    assert.deepEqual(await gatewayOf({ bulk }).gateway.bulkCapabilities(signal), { ...bulk, keeps: 'host', activity: true, roles: true });
    await assert.rejects(gatewayOf({ bulk: { ...bulk, maxApply: 0 } }).gateway.bulkCapabilities(signal), refused('unexpected-shape', /maxApply/));
  });

  test('BX-5 outcomes that do not add up are refused', async () => {
    await assert.rejects(gatewayOf({ ...summary, total: 4 }).gateway.batch(id, signal), refused('unexpected-shape', /add up/));
  });

  test('BX-4 an answer about another batch, selection or term than asked for is refused', async () => {
    const other = 'a1b2c3d4-7425-40de-944b-e07fc1f90ae7';
    const { gateway } = gatewayOf(summary);
    for (const asked of [gateway.batch(other, signal), gateway.settle(other, signal), gateway.stop(other, signal), gateway.createBatch({ id: other, planId: 'plan' }, signal)]) {
      await assert.rejects(asked, refused('unexpected-shape', /another batch/));
    }
    await assert.rejects(gatewayOf(plan).gateway.planUndo(id, signal), refused('unexpected-shape', /undoes/));
    await assert.rejects(gatewayOf(population).gateway.population('t', signal), refused('unexpected-shape', /people/));
    await assert.rejects(gatewayOf({ ...population, people: [] }).gateway.population('s', signal), refused('unexpected-shape', /people/));
    await assert.rejects(gatewayOf({ items: [{ term: 'bob', users: [] }] }).gateway.lookUp(['ann'], signal), refused('unexpected-shape', /terms/));
    await assert.rejects(gatewayOf({ items: [] }).gateway.lookUp(['ann'], signal), refused('unexpected-shape', /terms/));
  });

  test('BX-3 applying asks once for the places and tells what comes, in any order', async () => {
    const failed = { outcome: 'failed', effect: null, code: 'server' };
    const { gateway, asked } = gatewayOf(settled(7, granted) + settled(5, failed, granted) + last);
    const told = await all(gateway.apply(id, 5, 8, signal));
    assert.deepEqual(told.map(({ from, items }) => [from, items]), [[7, [granted]], [5, [failed, granted]]]);
    assert.deepEqual([asked.length, asked[0]!.method, asked[0]!.url, await asked[0]!.json()], [1, 'POST', `http://host.test/licensing/v1/batches/${id}/apply`, { from: 5, to: 8 }]);
  });

  const broken: [string, string, LicensingErrorCode, RegExp][] = [
    ['is cut', settled(0, granted), 'offline', /cut/],
    ['ends too early', settled(0, granted) + last, 'unexpected-shape', /1 items/],
    ['tells a place twice', settled(0, granted) + settled(0, granted) + last, 'unexpected-shape', /0 was not open/],
    ['tells of a place nobody asked for', settled(1, granted, granted) + last, 'unexpected-shape', /2 was not open/],
    ['has an outcome without a reason', settled(0, { ...granted, effect: null }) + last, 'unexpected-shape', /reason/],
    ['has two reasons for one outcome', settled(0, { ...granted, code: 'server' }) + last, 'unexpected-shape', /reason/],
    ['says that another one has taken over', `${settled(0, granted)}{"line":"end","done":false}\n`, 'conflict', /another request/],
    ['has a line that is none of ours', '<html>\n', 'unexpected-shape', /JSON/],
  ];
  for (const [title, body, code, detail] of broken) {
    test(`BX-5 an answer that ${title} is ${code}`, async () => {
      await assert.rejects(all(gatewayOf(body).gateway.apply(id, 0, 2, signal)), refused(code, detail));
    });
  }

  test('BX-2 a write is never repeated by itself', async () => {
    const { gateway, asked } = gatewayOf({}, 503);
    const writes = [
      () => all(gateway.apply(id, 0, 1, signal)), () => gateway.settle(id, signal), () => gateway.stop(id, signal), () => gateway.planUndo(id, signal),
      () => gateway.createBatch({ id, planId: 'plan' }, signal), () => gateway.deleteSet(id, signal),
    ];
    for (const write of writes) await assert.rejects(write(), refused('server'));
    assert.equal(asked.length, writes.length);
  });

  test('BX-14 a set that is gone was deleted', async () => {
    await gatewayOf({ code: 'not-found' }, 404).gateway.deleteSet(id, signal);
  });

  test('BX-5 what is searched, filtered and read on is part of the address, and can not leave its place there', async () => {
    const { gateway, asked } = gatewayOf(ledger);
    await gateway.ledger('../x?', { ...everything, productId: 'p&q', outcomes: ['failed', 'unknown'], effects: ['no-seat'], drifted: true, search: 'a&b=c', cursor: '/=' }, signal);
    const { pathname, searchParams } = new URL(asked[0]!.url);
    assert.equal(pathname, '/licensing/v1/batches/..%2Fx%3F/items');
    assert.deepEqual([...searchParams].sort(), [
      ['cursor', '/='], ['drifted', 'true'], ['effect', 'no-seat'], ['limit', '100'], ['outcome', 'failed'], ['outcome', 'unknown'], ['productId', 'p&q'], ['search', 'a&b=c'],
    ]);
  });
});
