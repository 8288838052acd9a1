import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BulkRequest, Person, Population, SeatOrder } from '../../src/licensing/bulk.ts';
import { type PlannedColumn, planBulk } from '../../src/licensing/bulk-plan.ts';
import type { Seats } from '../../src/licensing/license.ts';
import { servedInOrder } from '../../src/licensing/seat-order.ts';
import { type BulkRig, grant, recall, refused, swap } from './bulk-rig.ts';

/** Plans what a browser plans, from what the host has handed over. */
export function plannedHere(request: Pick<BulkRequest, 'changes' | 'orders'>, { people, products }: Population): PlannedColumn[] {
  const all = people as readonly Person[];
  return planBulk(request, {
    count: all.length,
    user: (at) => all[at]!,
    held: (at, productId) => all[at]!.held[productId] ?? null,
    product(id) {
      const { seats, term } = products.find((product) => product.id === id)!;
      return { seats, termState: term.state };
    },
    order: (order) => servedInOrder(order, {
      count: all.length, userId: (at) => all[at]!.id, lastActivity: (at) => all[at]!.lastActivity, inRole: (at, roleId) => all[at]!.roles.includes(roleId),
    }),
  });
}

/** Plans that the host makes. */
export function planning(ready: () => BulkRig): void {
  test('BX-1 every user × product is planned with what would become of it, and seats before and after', async () => {
    const { host } = ready();
    const [p, q, r] = [await host.product(2), await host.product(9), await host.product(5)];
    const [a, b, c, d] = await host.users(4);
    const ina = await host.user({ active: false });
    const sys = await host.user({ kind: 'system' });
    await host.hold(a!, p);
    for (const id of [a!, ina]) await host.hold(id, q);
    await host.hold(b!, q, 'role');
    const people = [a!, b!, c!, d!, ina, sys];
    const plan = await ready().plan(people, [grant(p), recall(q), grant(r)]);
    const rows = await ready().rows(plan.id!);
    assert.deepEqual(rows.map(({ user }) => user.id), [...people, ...people, ...people]);
    assert.deepEqual(rows.map(({ productId, change }) => [productId, change]).filter((_, at) => at % 6 === 0), [[p, 'grant'], [q, 'recall'], [r, 'grant']]);
    const [recalls, derived] = ready().lacks('sources') ? [3, 'recall'] : [2, 'role-derived'];
    assert.deepEqual(rows.map(({ effect }) => effect), [
      'already-held', 'grant', 'no-seat', 'no-seat', 'inactive', 'system-account',
      'recall', derived, 'not-held', 'not-held', 'recall', 'not-held',
      'grant', 'grant', 'grant', 'grant', 'inactive', 'system-account',
    ]);
    assert.deepEqual([plan.items, plan.people, plan.undoes], [18, 6, null]);
    assert.deepEqual(plan.products.map(({ counts }) => counts), [
      { 'already-held': 1, grant: 1, 'no-seat': 2, inactive: 1, 'system-account': 1 },
      { recall: recalls, ...(ready().lacks('sources') ? {} : { 'role-derived': 1 }), 'not-held': 3 },
      { grant: 4, inactive: 1, 'system-account': 1 },
    ]);
    assert.deepEqual(plan.products.map(({ seats: { before, after } }) => [before.used, after.used]), [[1, 2], [2, 0], [0, 4]]);
    for (const one of [p, q, r]) assert.deepEqual(await host.holders(one).then((ids) => ids.length), { [p]: 1, [q]: 3, [r]: 0 }[one], 'nothing is changed');
  });

  test('BX-1 the host plans what the browser plans, cell for cell', async () => {
    const { admin, host, signal } = ready();
    const [p, q, r, s] = [await host.product(3), await host.product(4), await host.product(2), await host.product(9)];
    const people = await host.users(7);
    people.push(await host.user({ active: false }), await host.user({ kind: 'system' }));
    for (const at of [0, 2, 5]) await host.hold(people[at]!, q, at === 2 ? 'role' : 'direct');
    for (const at of [1, 7]) await host.hold(people[at]!, s);
    const role = await host.role([people[6]!, people[3]!]);
    for (const [at, id] of people.entries()) if (at % 2) await host.seen(id, Date.UTC(2026, 0, at));
    const selectionId = await ready().select(people);
    const hand: SeatOrder = { by: 'hand', userIds: [people[6]!, people[3]!] };
    const orders: BulkRequest['orders'] = {
      [p]: ready().lacks('activity') ? hand : { by: 'last-activity' }, [r]: ready().lacks('roles') ? hand : { by: 'role', roleId: role },
    };
    const request = { selectionId, changes: [grant(p), swap(q, r), recall(s)], orders };
    const plan = await admin.plan(request, signal);
    const columns = plannedHere(request, await admin.population(selectionId, signal));
    const rows = await ready().rows(plan.id!);
    assert.deepEqual(rows.map(({ effect }) => effect), columns.flatMap(({ effects }) => effects));
    const figures = ({ paid, used, assigned, version }: Seats): unknown[] => [paid, used, assigned, version];
    const about = ({ productId, change, ifHolds, seats }: Pick<PlannedColumn, 'productId' | 'change' | 'ifHolds' | 'seats'>): unknown[] =>
      [productId, change, ifHolds, figures(seats.before), figures(seats.after)];
    assert.deepEqual(plan.products.map(about), columns.map(about));
  });

  test('BX-7 whoever is served first gets the seats, in the order that was chosen', async () => {
    const { admin, host, signal } = ready();
    const product = await host.product(2);
    const [a, b, c, d] = (await host.users(4)) as [string, string, string, string];
    await host.seen(b, Date.UTC(2026, 1, 1));
    await host.seen(d, Date.UTC(2026, 1, 2));
    const role = await host.role([d, c]);
    const selectionId = await ready().select([a, b, c, d]);
    const winners = async (order?: SeatOrder): Promise<string[]> => {
      const plan = await admin.plan({ selectionId, changes: [grant(product)], orders: order ? { [product]: order } : {} }, signal);
      assert.deepEqual(plan.products[0]!.counts, { grant: 2, 'no-seat': 2 });
      return (await ready().rows(plan.id!, { effects: ['grant'] })).map(({ user }) => user.id);
    };
    assert.deepEqual(await winners(), [a, b]);
    assert.deepEqual(await winners({ by: 'list' }), [a, b]);
    assert.deepEqual(await winners({ by: 'hand', userIds: [d] }), [a, d]);
    if (ready().lacks('activity')) await assert.rejects(winners({ by: 'last-activity' }), refused('rejected'), 'nobody is served by what is not known');
    else assert.deepEqual(await winners({ by: 'last-activity' }), [b, d]);
    if (ready().lacks('roles')) await assert.rejects(winners({ by: 'role', roleId: role }), refused('rejected'), 'nobody is served by what is not known');
    else assert.deepEqual(await winners({ by: 'role', roleId: role }), [c, d]);
  });

  test('BX-1 cells of a plan are found by product, effect and person, and each stands on one page', async () => {
    const { host } = ready();
    const mark = crypto.randomUUID().slice(0, 13);
    const [p, q] = [await host.product(2), await host.product(9)];
    const people = await host.users(4);
    people.push(await host.user({ name: `Zoë 100% ${mark}` }));
    const { id } = await ready().plan(people, [grant(p), recall(q)]);
    const cells = async (query: Parameters<BulkRig['rows']>[1]): Promise<string[]> =>
      (await ready().rows(id!, query)).map(({ user, productId, effect }) => `${people.indexOf(user.id)} ${productId === p ? 'p' : 'q'} ${effect}`);
    assert.deepEqual(await cells({ limit: 3 }), [
      '0 p grant', '1 p grant', '2 p no-seat', '3 p no-seat', '4 p no-seat', '0 q not-held', '1 q not-held', '2 q not-held', '3 q not-held', '4 q not-held',
    ]);
    assert.deepEqual(await cells({ productId: p, effects: ['no-seat', 'grant'], limit: 2 }), ['0 p grant', '1 p grant', '2 p no-seat', '3 p no-seat', '4 p no-seat']);
    assert.deepEqual(await cells({ effects: ['no-seat'], limit: 1 }), ['2 p no-seat', '3 p no-seat', '4 p no-seat']);
    assert.deepEqual(await cells({ search: `ZOË 100% ${mark.toUpperCase()}` }), ['4 p no-seat', '4 q not-held']);
    assert.deepEqual(await cells({ search: mark, effects: ['grant'] }), []);
  });

  test('BX-1 active sessions of whoever loses a license are counted, each person once, or are not told', async () => {
    const { host } = ready();
    const [p, q] = [await host.product(5), await host.product(5)];
    const [a, b, c] = (await host.users(3)) as [string, string, string];
    for (const id of [a, b]) await host.hold(id, p);
    await host.hold(a, q);
    for (const [id, sessions] of [[a, 2], [b, 1], [c, 3]] as const) await host.seen(id, Date.now(), sessions);
    const counted = !ready().lacks('activity');
    assert.equal((await ready().plan([a, b, c], [recall(p), recall(q)])).sessions, counted ? 3 : null);
    assert.equal((await ready().plan([a, b, c], [grant(p)])).sessions, counted ? 0 : null);
  });

  test('BX-1 a product that stands twice or is unknown can not be planned', async () => {
    const { host } = ready();
    const [p, q] = [await host.product(5), await host.product(5)];
    const people = await host.users(1);
    const unknown = '00000000-0000-4000-8000-000000000000';
    for (const changes of [[grant(p), recall(p)], [swap(p, q), grant(q)], [swap(p, p)], [grant(unknown)], [swap(p, unknown)]]) {
      await assert.rejects(ready().plan(people, changes), refused('rejected'));
    }
  });
}
