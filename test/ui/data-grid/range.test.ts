import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Range } from '../../../src/ui/data-grid/range.ts';
import type { Person } from './people.ts';
import { arranged, localPeople } from './rows-rig.ts';

const open = async () => {
  const rows = await arranged(localPeople(10));
  const selected = (): string => [...rows.selectedRows()].map(({ id }) => id.slice(1)).sort().join('');
  return { rows, selected, range: new Range<Person>() };
};

describe('BX-15 a range of rows', () => {
  test('goes from where it began to where it is taken, and back again', async () => {
    const { rows, selected, range } = await open();
    range.begin(rows, 3);
    for (const [to, expected] of [[5, '345'], [7, '34567'], [4, '34'], [3, '3'], [1, '123'], [2, '23'], [6, '3456']] as const) {
      range.extend(rows, to);
      assert.equal(selected(), expected, `to ${to}`);
    }
  });

  test('leaves alone what was selected elsewhere', async () => {
    const { rows, selected, range } = await open();
    rows.select(0, 0, true);
    range.begin(rows, 5);
    range.extend(rows, 7);
    range.extend(rows, 6);
    assert.equal(selected(), '056');
  });

  test('gives rows up when it began with giving one up', async () => {
    const { rows, selected, range } = await open();
    rows.selectAll(true);
    rows.select(4, 4, false);
    range.begin(rows, 4, false);
    range.extend(rows, 6);
    assert.equal(selected(), '0123789');
    range.extend(rows, 5);
    assert.equal(selected(), '01236789');
  });

  test('begins at its row, wherever that stands by now', async () => {
    const { rows, selected, range } = await open();
    range.begin(rows, 3);
    rows.apply({ remove: ['p0', 'p1'] });
    range.forgetEnd();
    range.extend(rows, 2);
    assert.equal(selected(), '34');
  });
});
