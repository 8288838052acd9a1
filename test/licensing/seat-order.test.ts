import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { SeatOrder } from '../../src/licensing/bulk.ts';
import { type Ranked, servedInOrder } from '../../src/licensing/seat-order.ts';

interface Someone {
  readonly id: string;
  readonly seen: number | null;
  readonly roles: readonly string[];
}

const ranked = (people: readonly Someone[]): Ranked => ({
  count: people.length,
  userId: (at) => people[at]!.id,
  lastActivity: (at) => people[at]!.seen,
  inRole: (at, roleId) => people[at]!.roles.includes(roleId),
});

const people: readonly Someone[] = [
  { id: 'ann', seen: 10, roles: [] },
  { id: 'ben', seen: null, roles: ['sales'] },
  { id: 'cem', seen: 30, roles: ['support'] },
  { id: 'dan', seen: 10, roles: ['support', 'sales'] },
  { id: 'eve', seen: -5, roles: [] },
];

const anyPeople = fc.array(
  fc.record({
    id: fc.uuid(),
    seen: fc.option(fc.oneof(fc.constantFrom(0, 1, 2), fc.integer({ min: -8.64e15, max: 8.64e15 })), { nil: null }),
    roles: fc.subarray(['sales', 'support']),
  }),
  { maxLength: 40 },
);
const anyOrder = (all: readonly Someone[]): fc.Arbitrary<SeatOrder> =>
  fc.oneof(
    fc.constantFrom<SeatOrder>({ by: 'list' }, { by: 'last-activity' }, { by: 'role', roleId: 'sales' }, { by: 'role', roleId: 'nobody' }),
    fc.subarray(all.map(({ id }) => id)).map((userIds): SeatOrder => ({ by: 'hand', userIds: [...userIds, 'a stranger'].reverse() })),
  );

describe('servedInOrder', () => {
  const orders: [string, SeatOrder, string][] = [
    ['the order of the list', { by: 'list' }, 'ann ben cem dan eve'],
    ['the latest activity first, whoever was never seen last', { by: 'last-activity' }, 'cem ann dan eve ben'],
    ['the members of a role first', { by: 'role', roleId: 'sales' }, 'ben dan ann cem eve'],
    ['a role that nobody has tells nobody apart', { by: 'role', roleId: 'board' }, 'ann ben cem dan eve'],
    ['those picked by hand first, in the order of the list', { by: 'hand', userIds: ['eve', 'ben'] }, 'ben eve ann cem dan'],
  ];
  for (const [title, order, served] of orders) {
    test(`BX-7 ${title}`, () => assert.equal(servedInOrder(order, ranked(people)).map((at) => people[at]!.id).join(' '), served));
  }

  test('BX-7 everybody is served once, and who is not told apart keeps the order of the list', () => {
    const anyCase = anyPeople.chain((all) => fc.tuple(fc.constant(all), anyOrder(all)));
    fc.assert(
      fc.property(anyCase, ([all, order]) => {
        const served = servedInOrder(order, ranked(all));
        assert.deepEqual([...served].sort((a, b) => a - b), all.map((_, at) => at));
        const rank = (at: number): number | null =>
          order.by === 'last-activity' ? all[at]!.seen
          : order.by === 'role' ? Number(all[at]!.roles.includes(order.roleId))
          : order.by === 'hand' ? Number(order.userIds.includes(all[at]!.id))
          : 0;
        for (const [index, at] of served.slice(1).entries()) {
          const [earlier, later] = [rank(served[index]!), rank(at)];
          assert.ok(later === null || (earlier !== null && earlier >= later));
          if (earlier === later) assert.ok(served[index]! < at);
        }
      }),
    );
  });
});
