import { crc32 } from 'node:zlib';

/** Most bytes of a block. */
const BLOCK = 65_535;

/**
 * A gzip file whose content is stored as it is, with nothing in it of the time, the machine or the version of a compressor:
 * the same bytes make the same file everywhere.
 */
export function storedGzip(content: Uint8Array): Buffer {
  const blocks: Uint8Array[] = [];
  for (let at = 0; at === 0 || at < content.length; at += BLOCK) {
    const block = content.subarray(at, at + BLOCK);
    const head = Buffer.alloc(5);
    head[0] = at + BLOCK >= content.length ? 1 : 0;
    head.writeUInt16LE(block.length, 1);
    head.writeUInt16LE(~block.length & 0xffff, 3);
    blocks.push(head, block);
  }
  const tail = Buffer.alloc(8);
  tail.writeUInt32LE(crc32(content), 0);
  tail.writeUInt32LE(content.length, 4);
  // No flags, no time, and an unknown system.
  return Buffer.concat([Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]), ...blocks, tail]);
}
