import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { csvLine } from '../../src/ui/csv.ts';

describe('BX-14 CSV lines', () => {
  test('are quoted where they have to be, and nowhere else', () => {
    assert.equal(csvLine(['a b', 'a,b', 'a;b', 'say "no"', 'two\r\nlines', ' pad', null, '']), 'a b,"a,b","a;b","say ""no""","two\r\nlines"," pad",,\r\n');
  });

  for (const first of ['=', '+', '-', '@', '\t', '\r', '\n']) {
    test(`${JSON.stringify(first)} begins no formula`, () => {
      assert.match(csvLine([`${first}1+1`]), /^"?'/);
      assert.doesNotMatch(csvLine([`1${first}1`]), /'/);
    });
  }

  test('whatever they say, a reader reads the same, but for formulas', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 2 }), (cells) => {
        const [read] = parse(csvLine(cells), { relax_column_count: true });
        assert.deepEqual(read, cells.map((cell) => cell.replace(/^(?=[=+\-@\t\r\n])/, "'")));
      }),
    );
  });
});
