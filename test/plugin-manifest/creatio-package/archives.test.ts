import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { pack } from '../../../plugin-manifest/creatio-package/pack.ts';
import { storedGzip } from '../../../plugin-manifest/creatio-package/stored-gzip.ts';
import { zip } from '../../../plugin-manifest/creatio-package/zip.ts';
import { readPackage, readZip } from './readers.ts';

describe('a gzip file of ours', () => {
  for (const size of [0, 1, 65_534, 65_535, 65_536, 131_070, 200_000]) {
    test(`gives back ${size} bytes`, () => {
      const content = Buffer.from(Array.from({ length: size }, (_, index) => (index * 31) % 251));
      assert.ok(gunzipSync(storedGzip(content)).equals(content));
    });
  }

  test('tells neither a time nor a system', () => {
    assert.deepEqual([...storedGzip(Buffer.from('x')).subarray(0, 10)], [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
  });
});

const path = fc.string({ unit: fc.constantFrom(...'abzAZ09_.-ü中'), minLength: 1, maxLength: 12 });
const files = fc.dictionary(fc.array(path, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/')), fc.uint8Array({ maxLength: 300 }));
const asMap = (record: Record<string, Uint8Array>) => new Map(Object.entries(record));

describe('a package', () => {
  test('gives back every file under its path with backslashes, sorted', () => {
    fc.assert(
      fc.property(files, (record) => {
        const read = readPackage(pack(asMap(record)));
        assert.deepEqual([...read.keys()], Object.keys(record).sort().map((name) => name.replaceAll('/', '\\')));
        for (const [name, content] of read) assert.ok(content.equals(record[name.replaceAll('\\', '/')]!));
      }),
    );
  });

  test('is the same in whatever order its files are found', () => {
    const record = { b: Buffer.from('2'), 'a/c': Buffer.from('1'), B: Buffer.from('3') };
    assert.ok(pack(asMap(record)).equals(pack(new Map(Object.entries(record).reverse()))));
  });
});

describe('a zip file', () => {
  test('gives back every file', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[\w.-]{1,20}$/), fc.uint8Array({ maxLength: 300 })), (record) => {
        const read = readZip(zip(asMap(record)));
        assert.deepEqual([...read.keys()], Object.keys(record).sort());
        for (const [name, content] of read) assert.ok(content.equals(record[name]!));
      }),
    );
  });

  test('tells no time, no rights and no machine', () => {
    const bytes = zip(new Map([['a.gz', Buffer.from('x')]]));
    const entry = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    // Made by version 2.0 of a system without rights; midnight of the first day that there is.
    assert.deepEqual([...bytes.subarray(entry + 4, entry + 6)], [20, 0]);
    assert.equal(bytes.readUInt32LE(entry + 12), 0x21 << 16);
    assert.equal(bytes.readUInt32LE(entry + 38), 0);
  });
});
