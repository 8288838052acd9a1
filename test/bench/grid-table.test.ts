import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Figures, gridTable } from '../../bench/grid-table.ts';
import type { Result } from '../../bench/measure.ts';

const result = (median: number, ratio: number): Result => ({ name: '', median, ratio, spread: [median, median], counts: '' });
const bare: Figures = { name: 'bare', bytes: 1_200, open: result(55, 1), heap: 0.1, blank: 0, nodesLeft: 0, last: true };

test('BX-15 the table says what each grid took, and marks where ours misses its target', () => {
  const ours: Figures = { name: 'ours', bytes: 9_900, open: result(100, 1.62), heap: 2.04, blank: 0, nodesLeft: 0, last: true };
  const peer: Figures = { name: 'peer', bytes: 185_000, open: result(803, 14.6), last: false };
  assert.deepEqual(gridTable(100_000, [bare, ours, peer]).split('\n'), [
    '| 100,000 rows | target | bare | ours | peer |',
    '| --- | --- | --- | --- | --- |',
    '| JS brotli, Lit apart | ≤ 10 kB | 1.2 kB | **9.9 kB** | 185.0 kB |',
    '| first rows (wall) | ≤ ×1.5 | 55 ms | **×1.6** ✗ | ×14.6 |',
    '| frames with a blank row | ≤ 0 % | 0 % | **0 %** | – |',
    '| heap beyond the data | ≤ 1 MB | 0.1 MB | **2.0 MB** ✗ | – |',
    '| nodes left after unmount | ≤ 0 | 0 | **0** | – |',
    '| last row can be reached | yes | yes | **yes** | no |',
  ]);
});

test('BX-15 a million rows may take more memory; what was not measured has no line', () => {
  const ours: Figures = { name: 'ours', bytes: 10_100, heap: 4.9 };
  const table = gridTable(1_000_000, [{ name: 'bare', bytes: 1_200, heap: 0.1 }, ours]);
  assert.match(table, /\*\*10\.1 kB\*\* ✗/);
  assert.match(table, /≤ 5 MB \| 0\.1 MB \| \*\*4\.9 MB\*\* \|/);
  assert.doesNotMatch(table, /axe|scroll/);
});
