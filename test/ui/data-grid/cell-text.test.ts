import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { en } from '../../../src/text/data-grid/en.ts';
import { createText } from '../../../src/text/format.ts';
import { createCellText } from '../../../src/ui/data-grid/cell-text.ts';
import type { Column, ColumnKind } from '../../../src/ui/data-grid/column.ts';

const now = Date.UTC(2026, 5, 1, 12);
const minute = 60_000;
const column = (kind: ColumnKind, more: Partial<Column<number | null>> = {}): Column<number | null> => ({ id: 'x', label: 'x', kind, value: (row) => row, ...more });
const says = (kind: ColumnKind, value: number | null, locale = 'en'): string => createCellText(locale, 'UTC', createText(en, locale), () => now)(column(kind), value);

describe('QT-6 how long ago', () => {
  for (const [age, ago, elapsed] of [
    [0, 'now', '< 1 min'],
    [59_999, 'now', '< 1 min'],
    [minute, '1 min. ago', '1 min'],
    [59 * minute, '59 min. ago', '59 min'],
    [60 * minute, '1 hr. ago', '1 hr'],
    [61 * minute, '1 hr. ago', '1 hr 1 min'],
    [23 * 60 * minute + 59 * minute, '23 hr. ago', '23 hr 59 min'],
    [24 * 60 * minute, 'yesterday', '1 day'],
    [50 * 60 * minute, '2 days ago', '2 days'],
    // Clocks differ.
    [-5 * minute, 'now', '< 1 min'],
  ] as const) {
    test(`${age} ms → ${ago}, ${elapsed}`, () => assert.deepEqual([says('ago', now - age), says('elapsed', now - age)], [ago, elapsed]));
  }

  test('in the language that is spoken', () => assert.equal(says('ago', now - 12 * minute, 'de'), 'vor 12 Min.'));
  test('of nothing, nothing', () => assert.deepEqual([says('ago', null), says('elapsed', null)], ['', '']));
  test('of no instant, nothing', () => assert.equal(says('ago', Number.NaN), ''));

  test('it goes by the clock it is given, whenever it is asked', () => {
    let time = now;
    const cellText = createCellText('en', 'UTC', createText(en, 'en'), () => time);
    assert.equal(cellText(column('ago'), now), 'now');
    time += 3 * minute;
    assert.equal(cellText(column('ago'), now), '3 min. ago');
  });
});

test('a column that says what is shown is believed', () => {
  const cellText = createCellText('en', 'UTC', createText(en, 'en'), () => now);
  assert.equal(cellText(column('ago', { display: () => 'long ago' }), now), 'long ago');
});

test('numbers and dates as the language has them', () => {
  assert.equal(says('number', 1234567, 'de'), '1.234.567');
  assert.match(says('date', now), /Jun 1, 2026/);
});
