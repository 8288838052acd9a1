import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainOrder } from '../../../src/ui/data-grid/grid-rows.ts';
import { LocalRows } from '../../../src/ui/data-grid/local-rows.ts';
import { type Person, columns } from './naive-rows.ts';

test('QT-7 the search looks in the columns that say so, hidden or not; when none does, in all that are shown', async () => {
  const person = (id: string, name: string, kind: string): Person => ({ id, name, kind, age: 30 });
  const rows = new LocalRows<Person>({ idOf: ({ id }) => id, locale: 'en' });
  rows.replace([person('a', 'Mara', 'web'), person('b', 'Webster', 'api'), person('c', 'Caleb', 'api')]);
  const found = async (searched: readonly string[], hidden: readonly string[] = []): Promise<string[]> => {
    const said = columns.map((column) => ({ ...column, searched: searched.includes(column.id), hidden: hidden.includes(column.id) }));
    await rows.arrange({ ...plainOrder, search: 'WEB' }, said);
    return Array.from({ length: rows.length }, (_, position) => rows.rowAt(position)!.id);
  };
  assert.deepEqual(await found([]), ['a', 'b']);
  assert.deepEqual(await found(['name']), ['b']);
  assert.deepEqual(await found(['name'], ['name']), ['b']);
  assert.deepEqual(await found([], ['name']), ['a']);
});
