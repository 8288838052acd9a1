import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { AppliedItem } from '../../../src/host/creatio/batch-journal.ts';
import { createChoosing } from '../../../src/host/creatio/choosing.ts';
import { createDirectory } from '../../../src/host/creatio/directory.ts';
import { createPlanning } from '../../../src/host/creatio/planning.ts';
import type { BulkRequest, PlannedRow, ProductChange, SeatOrder } from '../../../src/licensing/bulk.ts';
import type { PlanQuery } from '../../../src/licensing/bulk-gateway.ts';
import { LicensingError, type LicensingErrorCode } from '../../../src/licensing/errors.ts';
import type { Change } from '../../../src/licensing/rules.ts';
import { grant, recall, swap } from '../../contract/bulk-rig.ts';
import { plannedHere } from '../../contract/bulk-planning.ts';
import { MemoryCreatio, guid } from '../../support/memory-creatio.ts';

const { signal } = new AbortController();
const nobody = guid(8, 8);
const batchId = guid(7, 1);

/** Another page of the same browser. */
const another = (creatio: MemoryCreatio) => {
  const world = { directory: createDirectory(creatio.api, creatio.options), kept: creatio.options.kept, now: () => creatio.now };
  const { select, selected } = createChoosing(world);
  const planning = createPlanning({ ...world, journal: { appliedItems: async () => [] }, selected });
  return { planning, select: async (userIds: readonly string[]): Promise<string> => (await select({ kind: 'users', userIds }, signal)).id };
};

const start = () => {
  const creatio = new MemoryCreatio();
  const { kept } = creatio.options;
  const world = { directory: createDirectory(creatio.api, creatio.options), kept, now: () => creatio.now };
  const choosing = createChoosing(world);
  const done: AppliedItem[] = [];
  const journal = { appliedItems: async (id: string) => (id === batchId ? done : Promise.reject(new LicensingError('not-found'))) };
  const planning = createPlanning({ ...world, journal, selected: choosing.selected });
  const select = async (userIds: readonly string[]): Promise<string> => (await choosing.select({ kind: 'users', userIds }, signal)).id;
  return {
    creatio, kept, choosing, select, ...planning,
    /** What a batch has done, and what has become of it since. */
    did: (userId: string, productId: string, change: Change, about: Partial<AppliedItem> = {}) =>
      done.push({ userId, productId, change, swapped: null, was: change === 'grant' ? null : 'direct', changedSince: false, ...about }),
    make: async (userIds: readonly string[], changes: readonly ProductChange[], orders: BulkRequest['orders'] = {}) =>
      planning.plan({ selectionId: await select(userIds), changes, orders }, signal),
    rows: async (planId: string, query: Partial<PlanQuery> = {}) =>
      planning.planRows(planId, { productId: null, effects: null, search: '', cursor: null, limit: 100, ...query }, signal),
  };
};
const refused = (code: LicensingErrorCode, words = /^/) => (error: unknown): boolean => error instanceof LicensingError && error.code === code && words.test(error.detail);
const cells = (rows: readonly PlannedRow[]): string[] => rows.map(({ user, effect }) => `${user.login} ${effect}`);

describe('a plan', () => {
  test('BX-1 CR-7 CR-9 says of each user × product what would become of it', async () => {
    const { creatio, make, rows } = start();
    const [p, q, expired] = [creatio.pack(1, { count: 2 }), creatio.pack(2, {}), creatio.pack(3, { dueDate: '2026-11-21' })];
    const people = [0, 1, 2, 3].map((n) => creatio.user(n, { active: n !== 3 }));
    creatio.hold(people[0]!, p);
    creatio.hold(people[3]!, q);
    creatio.hold(people[1]!, q, 'role');
    const plan = await make(people, [grant(p), recall(q), grant(expired)]);
    assert.deepEqual(cells((await rows(plan.id!)).items), [
      'p0 already-held', 'p1 grant', 'p2 no-seat', 'p3 inactive',
      'p0 not-held', 'p1 role-derived', 'p2 not-held', 'p3 recall',
      'p0 not-in-term', 'p1 not-in-term', 'p2 not-in-term', 'p3 inactive',
    ]);
    assert.deepEqual([plan.items, plan.people, plan.sessions, plan.undoes], [12, 4, null, null]);
    assert.deepEqual(plan.products.map(({ seats: { before, after } }) => [before.used, after.used]), [[1, 2], [1, 0], [0, 0]]);
  });

  test('BX-1 is what the browser makes of the population, cell for cell', async () => {
    const term = fc.constantFrom({}, { count: 1 }, { count: 2 }, { dueDate: '2026-11-21' }, { type: 1 as const, count: 1 }, { type: 2 as const });
    const source = fc.constantFrom('direct' as const, 'role' as const, null, undefined);
    const world = fc.record({ active: fc.array(fc.boolean(), { minLength: 1, maxLength: 5 }), terms: fc.tuple(term, term, term), held: fc.array(source, { minLength: 15, maxLength: 15 }), change: fc.nat(2), first: fc.nat(4) });
    await fc.assert(
      fc.asyncProperty(world, async ({ active, terms, held, change, first }) => {
        const { creatio, plan, select, choosing, rows } = start();
        const packs = terms.map((one, n) => creatio.pack(n, one));
        const people = active.map((is, n) => creatio.user(n, { active: is }));
        for (const [n, id] of people.entries()) for (const [m, pack] of packs.entries()) if (held[n * 3 + m] !== undefined) creatio.hold(id, pack, held[n * 3 + m]!);
        const [p, q, r] = packs as [string, string, string];
        const changes = [[grant(p), recall(q), grant(r)], [swap(p, q), recall(r)], [recall(r), swap(q, p)]][change]!;
        const orders: Record<string, SeatOrder> = { [p]: { by: 'hand', userIds: [people[first % people.length]!] }, [q]: { by: 'list' } };
        const selectionId = await select(people);
        const made = await plan({ selectionId, changes, orders }, signal);
        const here = plannedHere({ changes, orders }, await choosing.population(selectionId, signal));
        assert.deepEqual((await rows(made.id!)).items.map(({ effect }) => effect), here.flatMap(({ effects }) => effects));
        assert.deepEqual(made.products.map(({ productId, ifHolds, seats }) => [productId, ifHolds, seats]), here.map(({ productId, ifHolds, seats }) => [productId, ifHolds, seats]));
      }),
      { numRuns: 200 },
    );
  });

  test('asks for the holders of its own products only', async () => {
    const { creatio, make } = start();
    for (let n = 0; n < 9; n++) creatio.pack(n, {});
    const a = creatio.user(1);
    await make([a], [grant(guid(2, 3)), swap(guid(2, 4), guid(2, 5))]);
    assert.equal(creatio.calls.filter((call) => call.startsWith('GetLicenseData')).length, 3);
  });

  test('of what is unknown, stands twice, is too much or can not be told here is refused', async () => {
    const { creatio, make, plan, select } = start();
    const [p, q] = [creatio.pack(1, {}), creatio.pack(2, {})];
    const a = creatio.user(1);
    await assert.rejects(make([a], []), refused('rejected', /none/));
    await assert.rejects(make([a], [grant(nobody)]), refused('rejected', /no license package/));
    await assert.rejects(make([a], [grant(p)], { [nobody]: { by: 'list' } }), refused('rejected', /no license package/));
    await assert.rejects(make([a], [grant(p), recall(p)]), refused('rejected', /only once/));
    await assert.rejects(make([a], [swap(p, q), grant(q)]), refused('rejected', /only once/));
    await assert.rejects(make([a], [grant(p)], { [p]: { by: 'last-activity' } }), refused('rejected', /last-activity/));
    await assert.rejects(make([a], [grant(p)], { [p]: { by: 'role', roleId: nobody } }), refused('rejected', /role/));
    await assert.rejects(plan({ selectionId: nobody, changes: [grant(p)], orders: {} }, signal), refused('not-found'));
    const selectionId = await select([a, creatio.user(2)]);
    creatio.users.delete(a);
    await assert.rejects(plan({ selectionId, changes: [grant(p)], orders: {} }, signal), refused('conflict'));
  });

  test('of more cells than everybody of the largest company and ten products is refused before anything is asked', async () => {
    const { creatio, kept, plan } = start();
    await kept.update('selections', 'all', () => ({ at: creatio.now, userIds: Array.from({ length: 110_000 }, (_, n) => guid(1, n)) }));
    const changes = Array.from({ length: 11 }, (_, n) => grant(creatio.pack(n, {})));
    await assert.rejects(plan({ selectionId: 'all', changes, orders: {} }, signal), refused('rejected', /11 products/));
    assert.deepEqual(creatio.calls, []);
  });

  test('is read in pages, by product, effect and words, each page with the total', async () => {
    const { creatio, make, rows } = start();
    const [p, q] = [creatio.pack(1, { count: 2 }), creatio.pack(2, {})];
    const people = ['Zoe', 'Al', 'Bo', 'Cy'].map((name, n) => creatio.user(n, { name }));
    const { id } = await make(people, [grant(p), recall(q)], { [p]: { by: 'hand', userIds: [people[3]!] } });
    assert.deepEqual(cells((await rows(id!, { productId: p })).items), ['p0 grant', 'p1 no-seat', 'p2 no-seat', 'p3 grant']);
    const first = await rows(id!, { limit: 3 });
    const second = await rows(id!, { limit: 3, cursor: first.next });
    const third = await rows(id!, { limit: 3, cursor: second.next });
    assert.deepEqual([first, second, third].map(({ items, total }) => [items.length, total]), [[3, 8], [3, 8], [2, 8]]);
    assert.equal(third.next, null);
    assert.equal((await rows(id!, { limit: 4, cursor: '4' })).next, null, 'a full page may be the last');
    assert.deepEqual(cells([...first.items, ...second.items, ...third.items]), cells((await rows(id!)).items));
    assert.deepEqual(cells((await rows(id!, { effects: ['no-seat', 'recall'] })).items), ['p1 no-seat', 'p2 no-seat']);
    assert.deepEqual(cells((await rows(id!, { search: ' ZO ' })).items), ['p0 grant', 'p0 not-held']);
    assert.deepEqual(cells((await rows(id!, { search: 'p3@EXAMPLE', effects: ['grant'] })).items), ['p3 grant']);
    await assert.rejects(rows(id!, { effects: [] }), refused('rejected'));
    await assert.rejects(rows(id!, { cursor: 'x' }), refused('rejected'));
    await assert.rejects(rows(nobody), refused('not-found'));
    assert.equal(creatio.calls.filter((call) => call.startsWith('SelectQuery')).length, 3, 'names are read once');
  });

  test('is kept for a day, its cells with it, and what is no plan is not-found', async () => {
    const { creatio, kept, make, keptPlan, rows } = start();
    const p = creatio.pack(1, { count: 1 });
    const plan = await make([creatio.user(1), creatio.user(2)], [grant(p)]);
    assert.deepEqual(await keptPlan(plan.id!), {
      plan, people: [guid(1, 1), guid(1, 2)],
      columns: [{ productId: p, change: 'grant', ifHolds: null, effects: ['grant', 'no-seat'], seats: plan.products[0]!.seats }],
    });
    await kept.update('plans', 'odd', (value) => ({ ...(value as object), at: creatio.now }));
    await assert.rejects(keptPlan('odd'), refused('not-found'));
    creatio.now += 86_400_000;
    await assert.rejects(rows(plan.id!), refused('not-found'));
    creatio.now += 3_600_000;
    const { planning, select } = another(creatio);
    const later = await planning.plan({ selectionId: await select([guid(1, 1)]), changes: [grant(p)], orders: {} }, signal);
    assert.deepEqual((await kept.list('plans')).map(({ key }) => key), [later.id], 'old ones are forgotten when the next is made');
  });
});

describe('the plan of an undo', () => {
  test('BX-4 takes back what the batch has changed, the last product first', async () => {
    const { creatio, did, planUndo, rows } = start();
    const [p, q] = [creatio.pack(1, {}), creatio.pack(2, {})];
    const [a, b] = [creatio.user(1), creatio.user(2)];
    for (const id of [a, b]) creatio.hold(id, p);
    did(a, p, 'grant');
    did(b, p, 'grant');
    did(b, q, 'recall');
    const plan = await planUndo(batchId, signal);
    assert.deepEqual([plan.undoes, plan.items, plan.people], [batchId, 3, 2]);
    assert.deepEqual(plan.products.map(({ productId, change, counts }) => [productId, change, counts]), [[q, 'grant', { grant: 1 }], [p, 'recall', { recall: 2 }]]);
    assert.deepEqual(cells((await rows(plan.id!)).items), ['p2 grant', 'p1 recall', 'p2 recall']);
  });

  test('BX-4 leaves what is not as the batch has left it, and says so', async () => {
    const { creatio, did, planUndo, rows } = start();
    const [p, q] = [creatio.pack(1, {}), creatio.pack(2, {})];
    const [gone, role, later, fine, back, deleted] = [1, 2, 3, 4, 5, 6].map((n) => creatio.user(n)) as [string, string, string, string, string, string];
    creatio.hold(role, p, 'role');
    for (const id of [later, fine, deleted]) creatio.hold(id, p);
    creatio.hold(back, q, 'role');
    for (const id of [gone, role, fine]) did(id, p, 'grant');
    did(later, p, 'grant', { changedSince: true });
    did(deleted, p, 'grant');
    did(back, q, 'recall', { was: 'role' });
    creatio.users.delete(deleted);
    const { id } = await planUndo(batchId, signal);
    assert.deepEqual(cells((await rows(id!)).items), ['p5 conflict', 'p1 conflict', 'p2 conflict', 'p4 recall', 'p3 conflict', ' conflict']);
    assert.equal((await rows(id!, { search: deleted })).items[0]!.user.name, deleted, 'whoever is gone is told by the id');
  });

  test('BX-4 BX-9 swaps back: makes before it breaks, and nobody is left with neither', async () => {
    const { creatio, did, planUndo, rows } = start();
    const [from, to] = [creatio.pack(1, { count: 1 }), creatio.pack(2, {})];
    const [a, b] = [creatio.user(1), creatio.user(2)];
    for (const id of [a, b]) {
      creatio.hold(id, to);
      did(id, to, 'grant', { swapped: from });
    }
    for (const id of [a, b]) did(id, from, 'recall', { swapped: to });
    const plan = await planUndo(batchId, signal);
    assert.deepEqual(plan.products.map(({ productId, change, ifHolds }) => [productId, change, ifHolds]), [[from, 'grant', null], [to, 'recall', from]]);
    assert.deepEqual(cells((await rows(plan.id!)).items), ['p1 grant', 'p2 no-seat', 'p1 recall', 'p2 kept']);
  });

  test('BX-4 BX-9 of a swap whose other half was not done asks whether the other is held', async () => {
    const { creatio, did, planUndo, rows } = start();
    const [from, to] = [creatio.pack(1, {}), creatio.pack(2, {})];
    const [a, b] = [creatio.user(1), creatio.user(2)];
    for (const id of [a, b]) {
      creatio.hold(id, to);
      did(id, to, 'grant', { swapped: from });
    }
    creatio.hold(a, from);
    const { id } = await planUndo(batchId, signal);
    assert.deepEqual(cells((await rows(id!)).items), ['p1 recall', 'p2 kept']);
  });

  test('BX-4 asks the same rules: who is inactive by now gets nothing back, where there is no seat there is none', async () => {
    const { creatio, did, planUndo, rows } = start();
    const p = creatio.pack(1, { count: 1 });
    for (const n of [1, 2, 3]) did(creatio.user(n, { active: n > 1 }), p, 'recall');
    const { id } = await planUndo(batchId, signal);
    assert.deepEqual(cells((await rows(id!)).items), ['p1 inactive', 'p2 grant', 'p3 no-seat']);
  });

  test('BX-4 there is none of a batch that has changed nothing, or that nobody knows', async () => {
    const { planUndo } = start();
    await assert.rejects(planUndo(batchId, signal), refused('rejected'));
    await assert.rejects(planUndo(nobody, signal), refused('not-found'));
  });
});
