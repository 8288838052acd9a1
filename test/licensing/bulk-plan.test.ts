import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { BulkRequest, ProductChange, SeatOrder } from '../../src/licensing/bulk.ts';
import { type BulkState, type PlannedColumn, columnsOf, planBulk, planColumns, productTwice } from '../../src/licensing/bulk-plan.ts';
import type { AssignmentSource, Seats } from '../../src/licensing/license.ts';
import { type BatchItem, type Plan, type PlanState, planItems } from '../../src/licensing/plan.ts';
import { type Effect, changes } from '../../src/licensing/rules.ts';
import { available } from '../../src/licensing/seats.ts';

const seats = (paid: number | null, used = 0, type: Seats['type'] = 'named'): Seats => ({ type, paid, used, assigned: used, version: 0 });

/** People by place, and what each holds. */
interface World {
  readonly people: readonly { readonly active: boolean; readonly kind: 'person' | 'system'; readonly held: Readonly<Record<string, AssignmentSource>> }[];
  readonly products: Readonly<Record<string, Seats>>;
  readonly expired?: string;
}

const bulkState = ({ people, products, expired }: World, order?: BulkState['order']): BulkState => ({
  count: people.length,
  user: (at) => people[at]!,
  held: (at, productId) => people[at]!.held[productId] ?? null,
  product: (id) => ({ seats: products[id]!, termState: id === expired ? 'expired' : 'current' }),
  ...(order && { order }),
});

const itemState = ({ people, products, expired }: World): PlanState => ({
  user: (id) => people[Number(id)]!,
  product: (id) => ({ seats: products[id]!, termState: id === expired ? 'expired' : 'current' }),
  held: (id, productId) => people[Number(id)]!.held[productId] ?? null,
});

const item = (at: number, { productId, change, ifHolds }: Pick<PlannedColumn, 'productId' | 'change' | 'ifHolds'>, planned?: Effect): BatchItem => ({
  key: `${at} ${productId}`, userId: String(at), productId, change, ifHolds, seatVersion: 0, planned,
});
const effectsOf = ({ items }: Plan): Record<string, Effect> => Object.fromEntries(items.map(({ key, effect }) => [key, effect]));

const person = (held: Record<string, AssignmentSource> = {}) => ({ active: true, kind: 'person' as const, held });

describe('planBulk', () => {
  test('BX-1 a product after the other, a swap as a grant and then a recall', () => {
    const asked: ProductChange[] = [{ kind: 'recall', productId: 'x' }, { kind: 'swap', productId: 'old', to: 'new' }, { kind: 'grant', productId: 'y' }];
    assert.deepEqual(columnsOf(asked), [
      { productId: 'x', change: 'recall', ifHolds: null },
      { productId: 'new', change: 'grant', ifHolds: 'old' },
      { productId: 'old', change: 'recall', ifHolds: 'new' },
      { productId: 'y', change: 'grant', ifHolds: null },
    ]);
    assert.equal(productTwice(asked), undefined);
    assert.equal(productTwice([...asked, { kind: 'grant', productId: 'new' }]), 'new');
    assert.equal(productTwice([{ kind: 'swap', productId: 'old', to: 'old' }]), 'old');
  });

  test('BX-7 seats go to whoever is served first; the cells stay in the order of the selection', () => {
    const world = { people: [person(), person({ p: 'direct' }), person(), person()], products: { p: seats(3, 1) } };
    const request = { changes: [{ kind: 'grant', productId: 'p' }] as const, orders: { p: { by: 'last-activity' } } as const };
    const asked: SeatOrder[] = [];
    const [column] = planBulk(request, bulkState(world, (order) => (asked.push(order), [3, 2, 1, 0])));
    assert.deepEqual(asked, [{ by: 'last-activity' }]);
    assert.deepEqual(column!.effects, ['no-seat', 'already-held', 'grant', 'grant']);
    assert.deepEqual([column!.seats.before.used, column!.seats.after.used], [1, 3]);
    assert.deepEqual(planBulk({ ...request, orders: {} }, bulkState(world))[0]!.effects, ['grant', 'already-held', 'grant', 'no-seat']);
  });

  test('BX-9 a swap of everybody: who gets the new one loses the old one, the others keep it', () => {
    const people = [person({ old: 'direct' }), person({ old: 'role' }), person(), person({ old: 'direct', new: 'direct' }), person({ old: 'direct' })];
    const world = { people, products: { old: seats(9, 4), new: seats(3, 1) } };
    const columns = planBulk({ changes: [{ kind: 'swap', productId: 'old', to: 'new' }], orders: {} }, bulkState(world));
    assert.deepEqual(columns.map(({ effects }) => effects), [
      ['grant', 'grant', 'not-held', 'already-held', 'no-seat'],
      ['recall', 'role-derived', 'not-held', 'recall', 'kept'],
    ]);
  });

  test('BX-4 columns may have cells for some people only, each in an order of its own', () => {
    const world = { people: [person(), person(), person({ p: 'direct' })], products: { p: seats(2, 1) } };
    const [one, two] = planColumns(
      [{ productId: 'p', change: 'recall', ifHolds: null, places: [2] }, { productId: 'p', change: 'grant', ifHolds: null, places: [1, 0] }],
      bulkState(world),
    );
    assert.deepEqual([Object.entries(one!.effects), Object.entries(two!.effects)], [[['2', 'recall']], [['0', 'grant'], ['1', 'grant']]]);
    assert.deepEqual([one!.seats.after, two!.seats.before], [two!.seats.before, one!.seats.after]);
  });
});

const productIds = ['a', 'b', 'c', 'd'];
const anyHeld = fc
  .record(Object.fromEntries(productIds.map((id) => [id, fc.constantFrom(null, null, 'direct', 'role')])))
  .map((all) => Object.fromEntries(Object.entries(all).filter(([, source]) => source !== null)) as Record<string, AssignmentSource>);
const anyWorld: fc.Arbitrary<World> = fc
  .record({
    people: fc.array(fc.record({ active: fc.boolean(), kind: fc.constantFrom('person', 'person', 'person', 'system'), held: anyHeld }), { minLength: 1, maxLength: 12 }),
    paid: fc.record(Object.fromEntries(productIds.map((id) => [id, fc.option(fc.integer({ min: 0, max: 8 }), { nil: null })]))),
    expired: fc.constantFrom('none', ...productIds),
    shared: fc.constantFrom('none', ...productIds),
  })
  .map(({ people, paid, expired, shared }) => ({
    people,
    expired,
    products: Object.fromEntries(productIds.map((id) => {
      const used = people.filter(({ active, held }) => active && held[id]).length;
      const count = paid[id]!;
      return [id, seats(count, used, count === null ? 'server' : id === shared ? 'concurrent' : 'named')];
    })),
  }));
/** Each product in one change at most. */
const anyChanges: fc.Arbitrary<ProductChange[]> = fc
  .tuple(fc.shuffledSubarray(productIds, { minLength: 1 }), fc.array(fc.constantFrom('grant', 'recall', 'swap'), { minLength: 4, maxLength: 4 }))
  .map(([ids, kinds]) => {
    const asked: ProductChange[] = [];
    for (let at = 0; at < ids.length; at++) {
      const kind = kinds[asked.length]!;
      if (kind !== 'swap') asked.push({ kind, productId: ids[at]! });
      else if (at + 1 < ids.length) asked.push({ kind, productId: ids[at]!, to: ids[++at]! });
    }
    return asked;
  });
const anyCase = fc.tuple(anyWorld, anyChanges).chain(([world, asked]) =>
  fc.tuple(fc.constant(world), fc.constant(asked), fc.uniqueArray(fc.nat(world.people.length - 1), { minLength: world.people.length, maxLength: world.people.length })),
);

/** The plan, everybody served in the order given. */
function planned(world: World, asked: readonly ProductChange[], served: readonly number[]): PlannedColumn[] {
  const orders: BulkRequest['orders'] = Object.fromEntries(productIds.map((id) => [id, { by: 'list' }]));
  return planBulk({ changes: asked, orders }, bulkState(world, () => served));
}

describe('any plan', () => {
  const runs = { numRuns: 500 };

  test('BX-1 planning all at once is planning item after item, in the order in which people are served', () => {
    fc.assert(
      fc.property(anyCase, ([world, asked, served]) => {
        const columns = planned(world, asked, served);
        const one = planItems(columns.flatMap((column) => served.map((at) => item(at, column))), itemState(world));
        assert.deepEqual(Object.fromEntries(columns.flatMap(({ productId, effects }) => effects.map((effect, at) => [`${at} ${productId}`, effect]))), effectsOf(one));
        for (const { productId, seats: change } of columns) assert.deepEqual(one.seats.get(productId), change);
      }),
      runs,
    );
  });

  test('BX-1 BX-7 carried out with what changes something first, in whatever parts, it comes to what was planned', () => {
    fc.assert(
      fc.property(anyCase, ([world, asked, served]) => {
        const columns = planned(world, asked, served);
        const items = columns.flatMap((column) => {
          const all = column.effects.map((effect, at) => item(at, column, effect));
          return [...all.filter((one) => changes(one.planned!)), ...all.filter((one) => !changes(one.planned!))];
        });
        assert.deepEqual(effectsOf(planItems(items, itemState(world))), Object.fromEntries(items.map((one) => [one.key, one.planned])));
      }),
      runs,
    );
  });

  test('BX-7 as many are granted as seats are free and wanted, and they are the first who want one', () => {
    fc.assert(
      fc.property(anyCase, ([world, asked, served]) => {
        const unlimited = { ...world, products: Object.fromEntries(productIds.map((id) => [id, seats(null, 0, 'server')])) };
        for (const column of planned(world, asked, served)) {
          if (column.change === 'recall') continue;
          const { effects } = planned(unlimited, asked, served).find(({ productId }) => productId === column.productId)!;
          const wanting = served.filter((at) => effects[at] === 'grant');
          const free = column.seats.before.type === 'named' ? available(column.seats.before)! : Infinity;
          assert.deepEqual(served.filter((at) => column.effects[at] === 'grant'), wanting.slice(0, Math.min(free, wanting.length)));
          assert.ok(wanting.slice(free).every((at) => column.effects[at] === 'no-seat'));
        }
      }),
      runs,
    );
  });

  test('BX-9 after a swap whoever held one of both holds one of both', () => {
    fc.assert(
      fc.property(anyCase, ([world, asked, served]) => {
        const columns = new Map(planned(world, asked, served).map((column) => [column.productId, column]));
        for (const change of asked) {
          if (change.kind !== 'swap') continue;
          const after = (at: number, id: string): boolean => {
            const effect = columns.get(id)!.effects[at]!;
            return changes(effect) ? effect === 'grant' : world.people[at]!.held[id] !== undefined;
          };
          for (const [at, { held }] of world.people.entries()) {
            if (held[change.productId] || held[change.to]) assert.ok(after(at, change.productId) || after(at, change.to));
            else assert.ok(!after(at, change.to), 'who held neither gets neither');
          }
        }
      }),
      runs,
    );
  });

  test('BX-5 there is a cell for every user × product, and seats move by what changes', () => {
    fc.assert(
      fc.property(anyCase, ([world, asked, served]) => {
        for (const { change, effects, seats: { before, after } } of planned(world, asked, served)) {
          assert.equal(effects.filter((effect) => effect !== undefined).length, world.people.length);
          const counted = effects.filter((effect, at) => changes(effect) && world.people[at]!.active).length;
          assert.equal(after.assigned, before.assigned + (change === 'grant' ? counted : -counted));
          if (after.type === 'named' && after.used > before.used) assert.ok(after.used <= after.paid!);
        }
      }),
      runs,
    );
  });
});
