import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Column } from '../../../src/ui/data-grid/column.ts';
import { clampWidth, isFiltered, nextSort, placeColumns, plainView } from '../../../src/ui/data-grid/placed-columns.ts';

const column = (id: string, more: Partial<Column<never>> = {}): Column<never> => ({ id, label: id, kind: 'text', ...more });
const columns = [column('a', { pinned: true, required: true }), column('b'), column('c', { hidden: true }), column('d', { width: 20 })];
const ids = (view: Partial<typeof plainView>): string[] => placeColumns(columns, { ...plainView, ...view }).map(({ id, hidden }) => (hidden ? `(${id})` : id));

describe('QT-6 where columns stand', () => {
  test('as declared when nobody has said otherwise', () => assert.deepEqual(ids({}), ['a', 'b', '(c)', 'd']));
  test('as the view says, those it does not name last', () => assert.deepEqual(ids({ columns: ['d', 'b'] }), ['a', 'd', 'b', '(c)']));
  test('pinned ones first', () => assert.deepEqual(ids({ pinned: ['d'] }), ['d', 'a', 'b', '(c)']));
  test('a required one is never hidden', () => assert.deepEqual(ids({ hidden: ['a', 'b'] }), ['a', '(b)', '(c)', 'd']));
  test('what a view says of columns there are not is ignored', () => assert.deepEqual(ids({ columns: ['x', 'd'], hidden: ['y'], pinned: ['a', 'z'] }), ['a', 'd', 'b', '(c)']));

  test('widths: as chosen, as declared, or as usual, and never out of hand', () => {
    const placed = placeColumns(columns, { ...plainView, widths: { b: 1000 } });
    assert.deepEqual(placed.map(({ width, fixed }) => [width, fixed]), [[10, false], [60, true], [10, false], [20, false]]);
    assert.equal(clampWidth(Number.NaN) >= 4, false);
    assert.equal(clampWidth(-5), 4);
  });
});

describe('QT-7 what a click on a head sorts by', () => {
  const up = (column: string) => ({ column, descending: false });
  const down = (column: string) => ({ column, descending: true });

  test('the column, then the other way round, then again', () => {
    assert.deepEqual(nextSort([], 'a', false), [up('a')]);
    assert.deepEqual(nextSort([up('a')], 'a', false), [down('a')]);
    assert.deepEqual(nextSort([down('a')], 'a', false), [up('a')]);
  });
  test('that column alone', () => assert.deepEqual(nextSort([up('a'), up('b')], 'b', false), [up('b')]));
  test('added as a further key, turned round, and taken out', () => {
    assert.deepEqual(nextSort([up('a')], 'b', true), [up('a'), up('b')]);
    assert.deepEqual(nextSort([up('a'), up('b')], 'a', true), [down('a'), up('b')]);
    assert.deepEqual(nextSort([down('a'), up('b')], 'a', true), [up('b')]);
  });
});

test('filtered: by a search or a column, not by what is empty', () => {
  assert.equal(isFiltered(plainView), false);
  assert.equal(isFiltered({ search: '', filters: { a: '', b: [] } }), false);
  assert.equal(isFiltered({ search: 'x', filters: {} }), true);
  assert.equal(isFiltered({ search: '', filters: { b: ['x'] } }), true);
});
