import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import type { BulkRequest, Person, ProductChange, SeatOrder } from '../../../../src/licensing/bulk.ts';
import { planBulk } from '../../../../src/licensing/bulk-plan.ts';
import { changes as changesSomething } from '../../../../src/licensing/rules.ts';
import { servedInOrder } from '../../../../src/licensing/seat-order.ts';
import { BulkDesk } from '../support/bulk-desk.ts';
import { TestHost } from '../support/test-host.ts';

const PRODUCTS = 4;
const held = fc.constantFrom(null, null, 'direct', 'role');

const anyWorld = fc.record({
  people: fc.array(
    fc.record({
      active: fc.boolean(), kind: fc.constantFrom('person', 'person', 'person', 'system'), activity: fc.option(fc.integer({ min: 0, max: 4 }), { nil: null }),
      member: fc.boolean(), sessions: fc.integer({ min: 0, max: 2 }), held: fc.array(held, { minLength: PRODUCTS, maxLength: PRODUCTS }),
    }),
    { minLength: 1, maxLength: 9 },
  ),
  products: fc.array(fc.record({ type: fc.constantFrom('named', 'named', 'concurrent', 'server'), count: fc.integer({ min: 0, max: 5 }), due: fc.constantFrom(null, null, null, '2020-01-01') }),
    { minLength: PRODUCTS, maxLength: PRODUCTS }),
  changes: fc.shuffledSubarray([0, 1, 2, 3], { minLength: 1 }).chain((order) => fc.tuple(fc.constant(order), fc.array(fc.constantFrom('grant', 'recall', 'swap'), { minLength: PRODUCTS, maxLength: PRODUCTS }))),
  orders: fc.array(fc.constantFrom('none', 'list', 'last-activity', 'role', 'hand'), { minLength: PRODUCTS, maxLength: PRODUCTS }),
});

type World = typeof anyWorld extends fc.Arbitrary<infer T> ? T : never;

describe('BX-1: the host plans what the plugin plans', () => {
  let host: TestHost;
  let desk: BulkDesk;
  before(async () => {
    host = await TestHost.open('server');
    desk = new BulkDesk(await host.signedIn());
  });
  after(async () => {
    assert.deepEqual(host.failures, []);
    await host.close();
  });

  /** Puts a world into the database; more may be held than is paid for. */
  async function build({ people, products }: World): Promise<{ userIds: string[]; productIds: string[]; roleId: string }> {
    const productIds: string[] = [];
    for (const { type } of products) productIds.push(await host.product(type, 99));
    const userIds: string[] = [];
    for (const { active, kind } of people) userIds.push(await host.user({ active, kind }));
    const roleId = await host.role(`Role ${productIds[0]}`, [], userIds.filter((_, at) => people[at]!.member));
    const statements = people.flatMap((person, at) => [
      ...(person.activity === null ? [] : [`update app_user set last_activity_at = '2026-01-0${person.activity + 1}' where id = '${userIds[at]}'`]),
      ...Array.from({ length: person.sessions }, () => `insert into session (user_id, token_hash, csrf_token) values ('${userIds[at]}', gen_random_uuid()::text, '')`),
      ...(person.kind === 'system' ? [] : person.held.flatMap((source, product) => source === null ? [] : [
        `insert into assignment (user_id, user_active, product_id, source, role_id)
          values ('${userIds[at]}', ${person.active}, '${productIds[product]}', '${source}', ${source === 'role' ? `'${roleId}'` : 'null'})`])),
    ]);
    const terms = products.map(({ count, due }, at) => `update term set count = ${count}, due = ${due ? `'${due}'` : 'null'} where product_id = '${productIds[at]}'`);
    await host.database.exec([...statements, ...terms].join(';'));
    return { userIds, productIds, roleId };
  }

  function requested({ changes: [order, kinds], orders }: World, productIds: readonly string[], userIds: readonly string[], roleId: string): Omit<BulkRequest, 'selectionId'> {
    const changes: ProductChange[] = [];
    for (let left = order.map((at) => productIds[at]!); left.length;) {
      const [productId, to, ...rest] = left as [string, string | undefined, ...string[]];
      const kind = kinds[changes.length]!;
      if (kind === 'swap' && to !== undefined) changes.push({ kind, productId, to });
      else changes.push({ kind: kind === 'swap' ? 'grant' : kind, productId });
      left = kind === 'swap' && to !== undefined ? rest : left.slice(1);
    }
    const byName: Record<string, SeatOrder> = {
      list: { by: 'list' }, 'last-activity': { by: 'last-activity' }, role: { by: 'role', roleId }, hand: { by: 'hand', userIds: userIds.filter((_, at) => at % 3 === 2) },
    };
    return { changes, orders: Object.fromEntries(orders.flatMap((name, at) => (byName[name] ? [[productIds[at]!, byName[name]]] : []))) };
  }

  test('cell for cell, with the same seats and sessions, whatever the people, products and changes are', async () => {
    await fc.assert(
      fc.asyncProperty(anyWorld, async (world) => {
        const { userIds, productIds, roleId } = await build(world);
        const { changes, orders } = requested(world, productIds, userIds, roleId);
        const selectionId = await desk.people(userIds);
        const population = await desk.population(selectionId);
        const people = population.people!.map((person): Person => ({ ...person, lastActivity: person.lastActivity === null ? null : Date.parse(person.lastActivity) }));
        const here = planBulk({ changes, orders }, {
          count: people.length,
          user: (at) => people[at]!,
          held: (at, productId) => people[at]!.held[productId] ?? null,
          product: (id) => {
            const { seats, term } = population.products.find((product) => product.id === id)!;
            return { seats, termState: term.state };
          },
          order: (order) => servedInOrder(order, {
            count: people.length, userId: (at) => people[at]!.id, lastActivity: (at) => people[at]!.lastActivity, inRole: (at, id) => people[at]!.roles.includes(id),
          }),
        });
        const plan = await desk.plan(selectionId, changes, orders);
        const cells = await desk.cells(plan.id);
        assert.deepEqual(
          cells.map(({ user, productId, change, effect }) => [user.id, productId, change, effect]),
          here.flatMap(({ productId, change, effects }) => effects.map((effect, at) => [userIds[at], productId, change, effect])),
        );
        const figures = ({ used, assigned, paid, type }: (typeof here)[number]['seats']['before']) => ({ used, assigned, paid, type });
        assert.deepEqual(
          plan.products.map(({ productId, change, ifHolds, seats }) => ({ productId, change, ifHolds, before: figures(seats.before), after: figures(seats.after) })),
          here.map(({ productId, change, ifHolds, seats }) => ({ productId, change, ifHolds, before: figures(seats.before), after: figures(seats.after) })),
        );
        const loses = (at: number) => here.some(({ change, effects }) => change === 'recall' && changesSomething(effects[at]!));
        assert.equal(plan.sessions, people.reduce((sum, { sessions }, at) => sum + (loses(at) ? sessions : 0), 0));
      }),
      { numRuns: 60 },
    );
  });
});
