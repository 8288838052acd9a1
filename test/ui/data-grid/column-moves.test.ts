import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { moveColumn, spellOut } from '../../../src/ui/data-grid/column-moves.ts';
import type { Column } from '../../../src/ui/data-grid/column.ts';
import { placeColumns, plainView } from '../../../src/ui/data-grid/placed-columns.ts';

const column = (id: string, more: Partial<Column<never>> = {}): Column<never> => ({ id, label: id, kind: 'text', ...more });
const columns = [column('a', { pinned: true, required: true }), column('b'), column('c', { hidden: true }), column('d')];

describe('QT-6 columns that are arranged otherwise', () => {
  test('one declared hidden is shown by a view that says all', () => {
    const said = spellOut(placeColumns(columns, plainView));
    assert.deepEqual(said.hidden, ['c']);
    assert.deepEqual(placeColumns(columns, { ...plainView, ...said, hidden: [] }).filter(({ hidden }) => !hidden).map(({ id }) => id), ['a', 'b', 'c', 'd']);
  });

  test('one is moved to where another stands', () => {
    assert.deepEqual(moveColumn(['a', 'b', 'c', 'd'], 'a', 'c'), ['b', 'c', 'a', 'd']);
    assert.deepEqual(moveColumn(['a', 'b', 'c', 'd'], 'd', 'b'), ['a', 'd', 'b', 'c']);
    assert.deepEqual(moveColumn(['a', 'b'], 'x', 'b'), ['a', 'b']);
  });
});
