import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { AssignmentSource, Seats } from '../../src/licensing/license.ts';
import { outcomeOf } from '../../src/licensing/outcome.ts';
import { type BatchItem, type PlanState, itemKey, planItems } from '../../src/licensing/plan.ts';
import { type Change, changes } from '../../src/licensing/rules.ts';
import { available } from '../../src/licensing/seats.ts';
import { MemoryGateway } from '../support/memory-gateway.ts';

const item = (change: Change, userId: string, productId = 'p'): BatchItem => {
  const named = { userId, productId, change };
  return { ...named, key: itemKey(named), seatVersion: 0 };
};
const named = (paid: number, used: number): Seats => ({ type: 'named', paid, used, assigned: used, version: 0 });
const state = (seats: Seats, held: Record<string, AssignmentSource> = {}): PlanState => ({
  user: (id) => ({ active: !id.startsWith('inactive'), kind: 'person' }),
  product: () => ({ seats, termState: 'current' }),
  held: (userId) => held[userId] ?? null,
});
const effects = (items: BatchItem[], given: PlanState): string[] => planItems(items, given).items.map((one) => one.effect);

describe('planItems', () => {
  test('BX-1 of two grants for the last seat the first wins', () => {
    assert.deepEqual(effects([item('grant', 'a'), item('grant', 'b')], state(named(5, 4))), ['grant', 'no-seat']);
  });

  test('BX-1 a recall frees the seat that a later grant takes', () => {
    assert.deepEqual(effects([item('recall', 'a'), item('grant', 'b')], state(named(1, 1), { a: 'direct' })), ['recall', 'grant']);
  });

  test('CR-8 recalling the leftover row of an inactive user frees no seat', () => {
    const given = state(named(1, 1), { inactive: 'direct' });
    assert.deepEqual(effects([item('recall', 'inactive'), item('grant', 'b')], given), ['recall', 'no-seat']);
  });

  test('BX-1 the same pair twice: the second sees what the first did', () => {
    const items = [item('grant', 'a'), item('grant', 'a'), item('recall', 'a'), item('recall', 'a')];
    assert.deepEqual(effects(items, state(named(5, 0))), ['grant', 'already-held', 'recall', 'not-held']);
  });

  test('BX-1 seats before and after are told per product', () => {
    const { seats } = planItems([item('grant', 'a'), item('grant', 'b')], state(named(5, 2)));
    assert.equal(available(seats.get('p')!.before), 3);
    assert.equal(available(seats.get('p')!.after), 1);
  });

  test('BX-9 of a swap the second half sees what the first half did', () => {
    const given = { ...state(named(1, 0)), held: (_: string, productId: string) => (productId === 'old' ? ('direct' as const) : null) };
    const half = (change: Change, userId: string): BatchItem =>
      change === 'grant' ? { ...item('grant', userId, 'new'), ifHolds: 'old' } : { ...item('recall', userId, 'old'), ifHolds: 'new' };
    const items = [half('grant', 'a'), half('grant', 'b'), half('recall', 'a'), half('recall', 'b')];
    assert.deepEqual(effects(items, given), ['grant', 'no-seat', 'recall', 'kept']);
    // The other way round nothing is broken before it is made.
    assert.deepEqual(effects([half('recall', 'a'), half('grant', 'a')], given), ['kept', 'grant']);
  });

  test('BX-1 no more is done than was shown, and what is not done takes no seat and frees none', () => {
    const items = [
      { ...item('grant', 'a'), planned: 'no-seat' as const }, { ...item('grant', 'b'), planned: 'grant' as const },
      { ...item('recall', 'c'), planned: 'not-held' as const }, { ...item('grant', 'd'), planned: null },
    ];
    assert.deepEqual(effects(items, state(named(2, 1), { c: 'direct' })), ['conflict', 'grant', 'conflict', 'no-seat']);
  });

  test('BX-2 keys tell items apart and stay the same for the same item', () => {
    assert.equal(item('grant', 'a').key, item('grant', 'a').key);
    const keys = [item('grant', 'a'), item('recall', 'a'), item('grant', 'b'), item('grant', 'a', 'q')].map((one) => one.key);
    assert.equal(new Set(keys).size, 4);
  });
});

const userIds = ['a', 'b', 'c', 'inactive', 'system'];
const productIds = ['named', 'concurrent', 'server', 'expired'];
const anyItems = fc.array(
  fc.record({ change: fc.constantFrom('grant', 'recall'), userId: fc.constantFrom(...userIds), productId: fc.constantFrom(...productIds) })
    .map(({ change, userId, productId }) => item(change, userId, productId)),
  { maxLength: 25 },
);
const anyHeld = fc.uniqueArray(fc.tuple(fc.constantFrom(...userIds), fc.constantFrom(...productIds), fc.constantFrom('direct', 'role')), {
  selector: ([user, product]) => `${user} ${product}`,
  maxLength: 12,
});

function world(held: [string, string, AssignmentSource][]): MemoryGateway {
  const host = new MemoryGateway();
  for (const id of userIds) host.addUser({ id, active: id !== 'inactive', kind: id === 'system' ? 'system' : 'person' });
  host.addProduct({ id: 'named' }, 2).addProduct({ id: 'concurrent', type: 'concurrent' }, 1).addProduct({ id: 'server', type: 'server' });
  host.addProduct({ id: 'expired', terms: [{ start: '2025-01-01', due: '2025-12-31', count: 9 }] });
  for (const [user, product, source] of held) host.hold(user, product, { source });
  return host;
}

function stateOf(host: MemoryGateway): PlanState {
  return {
    user: (id) => host.users.get(id)!,
    product: (id) => ({ seats: host.seats(id), termState: id === 'expired' ? 'expired' : 'current' }),
    held: (userId, productId) => host.assignments.get(`${userId} ${productId}`)?.source ?? null,
  };
}

describe('plan and outcome', () => {
  test('BX-1 when nothing changed in between, each outcome is what was planned and the seats are as planned', async () => {
    await fc.assert(
      fc.asyncProperty(anyItems, anyHeld, async (items, held) => {
        const host = world(held);
        const unique = items.map((one, index) => ({ ...one, key: `${index} ${one.key}` }));
        const plan = planItems(unique, stateOf(host));
        const outcomes = [];
        for await (const outcome of host.applyBatch({ id: crypto.randomUUID(), items: unique }, new AbortController().signal)) outcomes.push(outcome);
        assert.deepEqual(outcomes.map((one) => [one.key, one.outcome, one.effect]), plan.items.map((one) => [one.key, outcomeOf(one.effect), one.effect]));
        for (const [id, { after }] of plan.seats) assert.deepEqual({ ...host.seats(id), version: 0 }, { ...after, version: 0 });
      }),
    );
  });

  test('BX-2 planning what was just carried out once more changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(anyItems, anyHeld, async (items, held) => {
        const host = world(held);
        // One wish per user × product; contradictory ones would undo each other, as they should.
        const wishes = [...new Map(items.map((one) => [`${one.userId} ${one.productId}`, one])).values()];
        for await (const _ of host.applyBatch({ id: crypto.randomUUID(), items: wishes }, new AbortController().signal));
        const granted = new Set(host.history.map((one) => `${one.change} ${one.userId} ${one.productId}`));
        const again = planItems(wishes, stateOf(host)).items.filter((one) => changes(one.effect));
        // A grant that found no seat the first time may find the seat that a later recall freed; nothing else may move.
        assert.ok(again.every((one) => one.change === 'grant' && !granted.has(`grant ${one.userId} ${one.productId}`)));
      }),
    );
  });
});
