import fc from 'fast-check';
import type { Seats, Term } from '../../src/licensing/license.ts';
import type { Cell } from '../../src/licensing/rules.ts';

/** A day of 2026 or 2027, close enough together that terms often touch. */
export const anyDay = fc
  .record({ year: fc.integer({ min: 2026, max: 2027 }), month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 28 }) })
  .map(({ year, month, day }) => `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`);

export const anyTerm: fc.Arbitrary<Term> = fc.record({
  start: fc.option(anyDay, { nil: null }),
  due: fc.option(anyDay, { nil: null }),
  count: fc.integer({ min: 0, max: 50 }),
});

const figure = fc.integer({ min: 0, max: 6 });

export const anySeats: fc.Arbitrary<Seats> = fc
  .record({ type: fc.constantFrom('named', 'concurrent', 'server'), paid: figure, used: figure, assigned: figure, version: figure })
  .map(({ type, paid, used, assigned, version }) => ({
    type,
    paid: type === 'server' ? null : paid,
    used: type === 'concurrent' ? used : assigned,
    assigned,
    version,
  }));

export const anyCell: fc.Arbitrary<Cell> = fc.record({
  user: fc.record({ active: fc.boolean(), kind: fc.constantFrom('person', 'system') }),
  held: fc.constantFrom(null, 'direct', 'role'),
  seats: anySeats,
  termState: fc.constantFrom('current', 'expired', 'future', 'none'),
  holdsOther: fc.constantFrom(undefined, true, false),
});
