import { storedGzip } from './stored-gzip.ts';

/**
 * A package as Creatio's installer reads it: for each file the length of its path, the path, the length of its content and the
 * content, one after the other, as gzip. Lengths have four bytes, paths are UTF-16 with backslashes, all little-endian.
 * @param files by their paths, with slashes
 */
export function pack(files: ReadonlyMap<string, Uint8Array>): Buffer {
  const parts = [...files]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([path, content]) => [int(path.length), Buffer.from(path.replaceAll('/', '\\'), 'utf16le'), int(content.length), content]);
  return storedGzip(Buffer.concat(parts));
}

function int(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
}
