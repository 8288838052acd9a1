import assert from 'node:assert/strict';
import { type TestContext, describe, test } from 'node:test';
import { LocalRows } from '../../../src/ui/data-grid/local-rows.ts';
import { placeColumns, plainView } from '../../../src/ui/data-grid/placed-columns.ts';
import { TypeAhead } from '../../../src/ui/data-grid/type-ahead.ts';
import { arranged } from './rows-rig.ts';
import { type Person, columns, people } from './people.ts';

const names = ['Ann', 'Bob', 'Bea', 'Carl', 'Beth'];
const shown = placeColumns(columns, plainView);

async function open(t: TestContext) {
  let now = 0;
  t.mock.method(performance, 'now', () => now);
  const rows = new LocalRows<Person>({ idOf: ({ id }) => id, locale: 'en' });
  rows.replace(people(names.length).map((person, at) => ({ ...person, name: names[at]! })));
  await arranged(rows);
  const typed = new TypeAhead<Person>();
  let position = 0;
  const type = (text: string): string => {
    for (const character of text) {
      now += 100;
      const found = typed.find(character, rows, position, { shown, cellText: (column, row) => `${column.value?.(row)}` });
      if (found >= 0) position = found;
    }
    return names[position]!;
  };
  return { type, wait: () => (now += 5000) };
}

describe('BX-15 a row is found by typing how it begins', () => {
  test('from where one is', async (t) => assert.equal((await open(t)).type('c'), 'Carl'));
  test('a word that grows', async (t) => assert.equal((await open(t)).type('bet'), 'Beth'));
  test('the same letter again goes on, and round the end', async (t) => {
    const { type } = await open(t);
    assert.deepEqual([type('b'), type('b'), type('b'), type('b')], ['Bob', 'Bea', 'Beth', 'Bob']);
  });
  test('after a pause it is a new word', async (t) => {
    const { type, wait } = await open(t);
    type('b');
    wait();
    assert.equal(type('a'), 'Ann');
  });
  test('what nobody is called moves nothing', async (t) => assert.equal((await open(t)).type('zz'), 'Ann'));
});
