import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Column, ColumnKind } from '../../../src/ui/data-grid/column.ts';
import { createShownText } from '../../../src/ui/data-grid/shown-text.ts';

const column = (kind: ColumnKind, more: Partial<Column<number | string | null>> = {}): Column<number | string | null> => ({ id: 'c', label: 'C', kind, value: (row) => row, ...more });

test('QT-7 what is searched is what a cell shows, but for what changes by itself', () => {
  const shown = createShownText('de', 'Europe/Kyiv');
  const at = Date.UTC(2026, 10, 21, 22, 30, 59);
  assert.equal(shown(column('text'), 'Ann'), 'Ann');
  assert.equal(shown(column('text'), null), '');
  assert.equal(shown(column('number'), 1234.5), '1.234,5');
  assert.equal(shown(column('date'), at), '22.11.2026, 00:30');
  assert.equal(shown(column('date'), at - 59_000), '22.11.2026, 00:30');
  assert.equal(shown(column('date'), at + 1_000), '22.11.2026, 00:31');
  assert.equal(shown(column('date'), NaN), '');
  assert.equal(shown(column('ago'), at), '');
  assert.equal(shown(column('elapsed'), at), '');
  assert.equal(shown(column('ago', { display: () => 'gestern' }), at), 'gestern');
});
