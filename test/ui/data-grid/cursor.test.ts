import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Cursor, HEAD } from '../../../src/ui/data-grid/cursor.ts';
import type { Person } from './people.ts';
import { arranged, localPeople } from './rows-rig.ts';

describe('BX-15 the active cell', () => {
  test('goes where its row goes', async () => {
    const rows = await arranged(localPeople(10));
    const cursor = new Cursor<Person>();
    cursor.go(rows, 5, 2);
    rows.apply({ remove: ['p0', 'p3'] });
    cursor.follow(rows);
    assert.deepEqual([cursor.position, cursor.at], [3, 2]);
  });

  test('stays where it is when its row is gone, at the last row at most', async () => {
    const rows = await arranged(localPeople(10));
    const cursor = new Cursor<Person>();
    cursor.go(rows, 5);
    rows.apply({ remove: ['p5'] });
    cursor.follow(rows);
    assert.equal(cursor.position, 5);
    cursor.go(rows, 8);
    rows.apply({ remove: ['p9', 'p8'] });
    cursor.follow(rows);
    assert.equal(cursor.position, rows.length - 1);
  });

  test('never leaves the grid, and stays in the head', async () => {
    const rows = await arranged(localPeople(3));
    const cursor = new Cursor<Person>();
    cursor.go(rows, 99);
    assert.equal(cursor.position, 2);
    cursor.go(rows, -5);
    assert.equal(cursor.position, HEAD);
    rows.apply({ remove: ['p0', 'p1', 'p2'] });
    cursor.follow(rows);
    assert.equal(cursor.position, HEAD);
  });
});
