import { gunzipSync } from 'node:zlib';

/** Reads a zip by its directory, as installers do: names and contents of files that are stored. Throws where records disagree. */
export function readZip(bytes: Buffer): Map<string, Buffer> {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (end !== bytes.length - 22) throw new Error('no end of the directory, or something behind it');
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  const files = new Map<string, Buffer>();
  for (let index = 0; index < count; index++) {
    if (bytes.readUInt32LE(at) !== 0x02014b50) throw new Error(`no entry ${index} of the directory`);
    const [method, size, nameLength] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28)];
    const local = bytes.readUInt32LE(at + 42);
    const name = bytes.toString('latin1', at + 46, at + 46 + nameLength);
    // From the version needed to the length of extra fields both records say the same.
    if (bytes.readUInt32LE(local) !== 0x04034b50 || !bytes.subarray(local + 4, local + 30).equals(bytes.subarray(at + 6, at + 32))) throw new Error(`${name} is told differently`);
    if (method !== 0 || bytes.readUInt32LE(at + 24) !== size) throw new Error(`${name} is not stored`);
    const start = local + 30 + nameLength;
    files.set(name, bytes.subarray(start, start + size));
    at += 46 + nameLength;
  }
  if (at !== end) throw new Error('the directory is longer than it says');
  return files;
}

/** Reads a package as Creatio's installer does. Throws where a length does not fit. */
export function readPackage(bytes: Buffer): Map<string, Buffer> {
  const all = gunzipSync(bytes);
  const files = new Map<string, Buffer>();
  for (let at = 0; at < all.length; ) {
    const name = take(2 * number());
    files.set(name.toString('utf16le'), take(number()));

    function number(): number {
      return take(4).readInt32LE();
    }
    function take(length: number): Buffer {
      if (length < 0 || at + length > all.length) throw new Error(`a length of ${length} at ${at}, of ${all.length}`);
      return all.subarray(at, (at += length));
    }
  }
  return files;
}
