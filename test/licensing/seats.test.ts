import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { Seats, Term } from '../../src/licensing/license.ts';
import { available, covers, isShared, overage, paidOn, periodOn, termStateOn, withAssignments } from '../../src/licensing/seats.ts';
import { anyDay, anySeats, anyTerm } from './arbitraries.ts';

const term = (start: string | null, due: string | null, count = 5): Term => ({ start, due, count });
const seats = (figures: Partial<Seats>): Seats => ({ type: 'named', paid: 5, used: 2, assigned: 2, version: 0, ...figures });

describe('which terms count (CR-8)', () => {
  const today = '2026-11-21';
  const rows: [string, Term[], number, string][] = [
    ['a term that covers today', [term('2026-01-01', '2026-12-31')], 5, 'current'],
    ['first day', [term(today, '2027-01-01')], 5, 'current'],
    ['last day', [term('2026-01-01', today)], 5, 'current'],
    ['over since yesterday', [term('2026-01-01', '2026-11-20')], 0, 'expired'],
    ['from tomorrow', [term('2026-11-22', '2027-11-21')], 0, 'future'],
    ['open at both ends', [term(null, null)], 5, 'current'],
    ['two that overlap today are summed', [term('2026-01-01', '2026-12-31', 5), term('2026-11-01', '2027-10-31', 3)], 8, 'current'],
    ['only the current one of three', [term(null, '2025-12-31', 9), term('2026-01-01', '2026-12-31', 4), term('2027-01-01', null, 7)], 4, 'current'],
    ['one over, one to come', [term(null, '2025-12-31'), term('2027-01-01', null)], 0, 'future'],
    ['none', [], 0, 'none'],
  ];
  for (const [name, terms, paid, state] of rows) {
    test(`CR-8 ${name}`, () => {
      assert.equal(paidOn('named', terms, today), paid);
      assert.equal(termStateOn(terms, today), state);
    });
  }

  test('CR-8 server licenses have no paid figure', () => assert.equal(paidOn('server', [term(null, null)], today), null));

  test('CR-8 paid is the sum over terms whose days include the day, in any order', () => {
    fc.assert(
      fc.property(fc.array(anyTerm, { maxLength: 6 }), anyDay, (terms, day) => {
        const paid = paidOn('named', terms, day);
        assert.equal(paid, terms.filter((one) => covers(one, day)).reduce((sum, one) => sum + one.count, 0));
        assert.equal(paidOn('named', [...terms].reverse(), day), paid);
        if (termStateOn(terms, day) !== 'current') assert.equal(paid, 0);
      }),
    );
  });
});

describe('seat arithmetic', () => {
  const rows: [string, Partial<Seats>, number | null, number][] = [
    ['CR-3 three of five are free', {}, 3, 0],
    ['OT-2 none left', { used: 5 }, 0, 0],
    ['used above paid is overage, never a negative availability', { used: 7 }, 0, 2],
    ['CR-3 unlimited', { type: 'server', paid: null, used: 900 }, null, 0],
    ['CR-8 concurrent: what counts is simultaneous use', { type: 'concurrent', used: 1, assigned: 9 }, 4, 0],
  ];
  for (const [name, figures, free, over] of rows) {
    test(name, () => {
      assert.equal(available(seats(figures)), free);
      assert.equal(overage(seats(figures)), over);
    });
  }

  test('CR-8 used + available = paid + overage, whatever the figures', () => {
    fc.assert(
      fc.property(anySeats, (figures) => {
        if (figures.paid === null) return assert.equal(available(figures), null);
        assert.equal(figures.used + available(figures)!, figures.paid + overage(figures));
      }),
    );
  });

  test('OT-1 a grant takes one seat and its recall gives it back', () => {
    fc.assert(
      fc.property(anySeats, (figures) => {
        const after = withAssignments(figures, 1);
        assert.equal(after.used, figures.type === 'concurrent' ? figures.used : figures.used + 1);
        assert.equal(after.assigned, figures.assigned + 1);
        assert.ok(after.version > figures.version);
        assert.deepEqual({ ...withAssignments(after, -1), version: 0 }, { ...figures, version: 0 });
      }),
    );
  });

  test('CR-8 a concurrent license held by more than may use it at once is shared, others never are', () => {
    assert.equal(isShared(seats({ type: 'concurrent', assigned: 6 })), true);
    assert.equal(isShared(seats({ type: 'concurrent', assigned: 5 })), false);
    assert.equal(isShared(seats({ assigned: 6, used: 6 })), false);
  });

  test('the period to tell of is that of the terms that cover a day, else of those ahead, else of all', () => {
    const [past, now, ahead] = [{ start: '2025-01-01', due: '2025-12-31', count: 1 }, { start: null, due: '2026-12-31', count: 1 }, { start: '2027-01-01', due: null, count: 1 }];
    const far = { start: '2028-01-01', due: '2028-02-01', count: 1 };
    assert.deepEqual(periodOn([past, now, ahead], '2026-06-01'), { state: 'current', start: null, due: '2026-12-31' });
    assert.deepEqual(periodOn([past, far, ahead], '2026-06-01'), { state: 'future', start: '2027-01-01', due: null });
    assert.deepEqual(periodOn([past, { ...past, start: '2024-01-01', due: '2024-12-31' }], '2026-06-01'), { state: 'expired', start: '2024-01-01', due: '2025-12-31' });
    assert.deepEqual(periodOn([], '2026-06-01'), { state: 'none', start: null, due: null });
  });
});
