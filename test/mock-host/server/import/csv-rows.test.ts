import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { CsvUnreadable, readCsv } from '../../../../mock-host/server/import/csv-rows.ts';

const folder = mkdtempSync(join(tmpdir(), 'csv-'));
after(() => rmSync(folder, { recursive: true, force: true }));

async function read(content: string | Uint8Array): Promise<[line: number, ...fields: string[]][]> {
  const path = join(folder, 'file.csv');
  writeFileSync(path, content);
  const rows: [number, ...string[]][] = [];
  for await (const { line, fields } of readCsv(path)) rows.push([line, ...fields]);
  return rows;
}

test('lines are counted as an editor counts them, over quoted line ends and empty lines', async () => {
  assert.deepEqual(await read('a,b\r\n1,"x\r\ny\r\nz"\r\n\r\n2,w\r\n,\r\n3,v'), [
    [1, 'a', 'b'],
    [2, '1', 'x\ny\nz'],
    [6, '2', 'w'],
    [8, '3', 'v'],
  ]);
});

test('line ends of Unix, Windows and old Mac may be mixed', async () => {
  assert.deepEqual(await read('a\n1\r\n2\r3'), [[1, 'a'], [2, '1'], [3, '2'], [4, '3']]);
});

test('the delimiter is the one the header uses most, quoted text apart', async () => {
  assert.deepEqual(await read('"a,b,c,d";e\n1;2'), [[1, 'a,b,c,d', 'e'], [2, '1', '2']]);
  assert.deepEqual(await read('a\tb\n\t2\n'), [[1, 'a', 'b'], [2, '', '2']]);
  assert.deepEqual(await read('a,b\n1;2,3\n'), [[1, 'a', 'b'], [2, '1;2', '3']]);
  assert.deepEqual(await read('a\n1;2\n'), [[1, 'a'], [2, '1;2']]);
});

test('a spreadsheet may declare the delimiter in a line of its own', async () => {
  assert.deepEqual(await read('\uFEFFsep=;\r\na;b\r\n1,5;2\r\n'), [[2, 'a', 'b'], [3, '1,5', '2']]);
});

test('a byte order mark is no part of the first heading', async () => {
  assert.deepEqual(await read('\uFEFF"login",name\n'), [[1, 'login', 'name']]);
});

test('a character split between two reads stays whole, and bytes that are no UTF-8 are seen', async () => {
  const long = `${'x'.repeat(256 * 1024 - 5)}`;
  assert.deepEqual(await read(`a\n${long}é\r\n2\n`), [[1, 'a'], [2, `${long}é`], [3, '2']]);
  assert.deepEqual(await read(`a\n${long}xx\r\n2\n`), [[1, 'a'], [2, `${long}xx`], [3, '2']]);
  assert.deepEqual(await read(Buffer.from('a\nM\xfcller\n', 'latin1')), [[1, 'a'], [2, 'M\uFFFDller']]);
});

const unreadable: readonly (readonly [name: string, content: string | Uint8Array, line: number | null, reason: RegExp])[] = [
  ['a quote inside a value', 'a,b\n1,2\n3,4"5\n6,7\n', 3, /quote stands inside a value/],
  ['text after a closing quote', 'a,b\n1,"2"3\n', 2, /text follows a closing quote/],
  ['a quote that is never closed', 'a,b\n1,2\n3,"4\n5,6\n7,8\n', 3, /never closed/],
  ['a quoted value that swallows the file', `a\n"${'x\n'.repeat(600_000)}`, 2, /larger than 1 MB|never closed/],
  ['UTF-16', Buffer.from('\uFEFFa,b\n', 'utf16le'), null, /not UTF-8 text/],
  ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0, 0), null, /not UTF-8 text/],
];
for (const [name, content, line, reason] of unreadable) {
  test(`${name} is reported where it is`, async () => {
    await assert.rejects(read(content), (error: unknown) => {
      assert.ok(error instanceof CsvUnreadable);
      assert.match(error.message, reason);
      assert.equal(error.line, line);
      return true;
    });
  });
}

test('an empty file has no rows', async () => {
  assert.deepEqual(await read(''), []);
});
