import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type Cell, type Change, type Effect, changes, decide, withinPlan } from '../../src/licensing/rules.ts';
import { available } from '../../src/licensing/seats.ts';
import { anyCell } from './arbitraries.ts';

const plain: Cell = {
  user: { active: true, kind: 'person' },
  held: null,
  seats: { type: 'named', paid: 5, used: 2, assigned: 2, version: 1 },
  termState: 'current',
};
const full = { ...plain.seats, used: 5, assigned: 5 };
const inactive = { active: false, kind: 'person' } as const;
const system = { active: true, kind: 'system' } as const;

describe('decide', () => {
  const rows: [string, Change, Partial<Cell>, Effect][] = [
    ['OT-1 a free seat is granted', 'grant', {}, 'grant'],
    ['OT-1 a held seat is recalled', 'recall', { held: 'direct' }, 'recall'],
    ['OT-2 no seat is left', 'grant', { seats: full }, 'no-seat'],
    ['OT-2 more used than paid', 'grant', { seats: { ...full, used: 9 } }, 'no-seat'],
    ['OT-16 already held', 'grant', { held: 'direct' }, 'already-held'],
    ['OT-16 already held is said before that no seat is left', 'grant', { held: 'direct', seats: full }, 'already-held'],
    ['OT-16 already recalled', 'recall', {}, 'not-held'],
    ['CR-7 an inactive user gets no license', 'grant', { user: inactive }, 'inactive'],
    ['CR-7 the remaining row of an inactive user is recalled', 'recall', { user: inactive, held: 'direct' }, 'recall'],
    ['CR-8 concurrent: assignees may exceed the count', 'grant', { seats: { ...full, type: 'concurrent', assigned: 9 } }, 'grant'],
    ['CR-8 server: unlimited', 'grant', { seats: { ...full, type: 'server', paid: null } }, 'grant'],
    ['CR-8 no term covers today', 'grant', { termState: 'expired', seats: { ...full, paid: 0, used: 0 } }, 'not-in-term'],
    ['CR-8 the term is yet to come', 'grant', { termState: 'future', seats: { ...full, type: 'server', paid: null } }, 'not-in-term'],
    ['CR-8 an expired license can be recalled', 'recall', { termState: 'expired', held: 'direct' }, 'recall'],
    ['CR-9 a grant held from a role is recalled with a warning', 'recall', { held: 'role' }, 'role-derived'],
    ['CR-9 a grant held from a role is already held', 'grant', { held: 'role' }, 'already-held'],
    ['SB-5 a system account is not assigned', 'grant', { user: system }, 'system-account'],
    ['SB-5 a row a system account holds can be recalled', 'recall', { user: system, held: 'direct' }, 'recall'],
    ['BX-9 swap: whoever holds the one is granted the other', 'grant', { holdsOther: true }, 'grant'],
    ['BX-9 swap: whoever does not hold the one has nothing to be replaced', 'grant', { holdsOther: false }, 'not-held'],
    ['BX-9 swap: who holds the other already is told so', 'grant', { held: 'direct', holdsOther: true }, 'already-held'],
    ['BX-9 swap: no seat of the other is left', 'grant', { seats: full, holdsOther: true }, 'no-seat'],
    ['BX-9 swap: who has got the other loses the one', 'recall', { held: 'direct', holdsOther: true }, 'recall'],
    ['BX-9 swap: who has not got the other keeps the one', 'recall', { held: 'direct', holdsOther: false }, 'kept'],
    ['BX-9 CR-9 swap: what a role gave is kept as well', 'recall', { held: 'role', holdsOther: false }, 'kept'],
    ['BX-9 CR-9 swap: what a role gave comes back', 'recall', { held: 'role', holdsOther: true }, 'role-derived'],
    ['BX-9 swap: what is not held is not kept', 'recall', { holdsOther: false }, 'not-held'],
  ];
  for (const [name, change, cell, effect] of rows) {
    test(name, () => assert.equal(decide(change, { ...plain, ...cell }), effect));
  }

  test('OT-2 CR-7 SB-5 BX-9 a grant needs an active person, a current term, no assignment, the one to swap and, when named, a free seat', () => {
    fc.assert(
      fc.property(anyCell, (cell) => {
        const allowed =
          cell.user.active && cell.user.kind === 'person' && cell.termState === 'current' && cell.held === null && cell.holdsOther !== false &&
          (cell.seats.type !== 'named' || available(cell.seats)! > 0);
        assert.equal(changes(decide('grant', cell)), allowed);
      }),
    );
  });

  test('CR-7 BX-9 a recall changes exactly what is held, whoever holds it, but for a swap that has not made what it breaks for', () => {
    fc.assert(fc.property(anyCell, (cell) => assert.equal(changes(decide('recall', cell)), cell.held !== null && cell.holdsOther !== false)));
  });
});

describe('withinPlan', () => {
  const effects = [
    'grant', 'recall', 'role-derived', 'already-held', 'not-held', 'no-seat', 'not-in-term', 'inactive', 'system-account', 'conflict', 'kept',
  ] as const satisfies readonly Effect[];

  test('BX-1 of all planned and present effects: the same or less is done, never more and never something else', () => {
    for (const planned of effects) {
      for (const now of effects) {
        const done = withinPlan(planned, now);
        if (changes(done)) assert.deepEqual([done, done], [planned, now], `${planned}, now ${now}`);
        else assert.equal(done, changes(now) ? 'conflict' : now, `${planned}, now ${now}`);
        if (planned === now) assert.equal(done, planned);
      }
    }
  });
});
