import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Ticks, pendingItems, planRows } from '../../../src/features/licenses-tab/rows.ts';
import type { UserLicense } from '../../../src/licensing/license.ts';
import type { Change } from '../../../src/licensing/rules.ts';
import { caleb, figures, held, license } from './licenses.ts';

function ticks(licenses: UserLicense[], pending: Record<string, Change> = {}, rest: Partial<Ticks> = {}): Ticks {
  return {
    user: caleb,
    licenses: new Map(licenses.map((one) => [one.productId, one])),
    pending: new Map(Object.entries(pending)),
    notes: new Map(),
    ...rest,
  };
}

test('CR-4 pending ticks become items in the order of the rows, on the seats they were planned on', () => {
  const licenses = [license({ productId: 'a', version: 7 }), license({ productId: 'b' }), license({ productId: 'c', assignment: held })];
  assert.deepEqual(pendingItems(ticks(licenses, { c: 'recall', a: 'grant' })), [
    { key: 'grant:caleb:a', userId: 'caleb', productId: 'a', change: 'grant', seatVersion: 7 },
    { key: 'recall:caleb:c', userId: 'caleb', productId: 'c', change: 'recall', seatVersion: 1 },
  ]);
});

describe('a row says what its tick would come to', () => {
  const full = figures({ used: 5, assigned: 5 });
  const cases: [name: string, of: Partial<UserLicense>, pending: Change | null, effect: string | null, used: number][] = [
    ['CR-4 nothing pending, a seat free', {}, null, 'grant', 2],
    ['CR-4 to be granted', {}, 'grant', 'grant', 3],
    ['CR-4 held, nothing pending', { assignment: held }, null, null, 2],
    ['CR-4 to be recalled', { assignment: held }, 'recall', 'recall', 1],
    ['OT-2 no seat left', { seats: full }, null, 'no-seat', 5],
    ['OT-2 to be granted, and the last seat went', { seats: full }, 'grant', 'no-seat', 5],
    ['CR-8 expired', { term: { state: 'expired', start: null, due: '2025-12-31' } }, null, 'not-in-term', 2],
    ['CR-9 to be recalled from a role', { assignment: { ...held, source: 'role', role: 'All' } }, 'recall', 'role-derived', 1],
  ];
  for (const [name, of, pending, effect, used] of cases) {
    test(name, () => {
      const [row] = planRows(ticks([license(of)], pending ? { chat: pending } : {}));
      assert.deepEqual([row!.pending, row!.effect, row!.after.used], [pending, effect, used]);
    });
  }

  test('CR-7 an inactive user may get nothing; recalling what is left frees no counted seat', () => {
    const user = { ...caleb, active: false };
    const [first, second] = planRows(ticks([license({ productId: 'a' }), license({ productId: 'b', assignment: held })], { b: 'recall' }, { user }));
    assert.deepEqual([first!.effect, second!.effect, second!.after.used], ['inactive', 'recall', 2]);
  });

  test('SB-5 a system account may get nothing', () => {
    const [row] = planRows(ticks([license()], {}, { user: { ...caleb, kind: 'system' } }));
    assert.equal(row!.effect, 'system-account');
  });
});

test('OT-2 “no seat” as a result is not said any more when a seat is free', () => {
  const notes = new Map([['chat', ['no-seat'] as const]]);
  assert.equal(planRows(ticks([license()], {}, { notes }))[0]!.note, null);
  assert.equal(planRows(ticks([license({ seats: figures({ used: 5 }) })], {}, { notes }))[0]!.note, 'no-seat');
});
