/** So few are put in order one by one. */
const FEW = 24;
/** So many are left to the browser at a time: a millisecond or two. */
const MANY = 16_384;
/** Work between two yields, in elements touched. */
const STEP = 8_192;

/** Byte strings one after the other. Each ends with four zeros, so that four bytes from anywhere in it are its own, and has none before. */
export interface ByteKeys {
  readonly bytes: Uint8Array;
  /** Where each begins. */
  readonly starts: Uint32Array;
}

/**
 * Sorts numbers of keys in place, from the first byte on, and yields every so often. Stable.
 * @returns by place: 1 where the key differs from the one before
 */
export function* radixSort(index: Uint32Array, { bytes, starts }: ByteKeys): Generator<void, Uint8Array> {
  const differs = new Uint8Array(index.length);
  const former = new Uint32Array(index.length);
  // Made once: browsers collect garbage after so many bytes of such arrays, however short they live.
  const ends = new Uint32Array(index.length > MANY ? 0x10000 : 0);
  const words = new Float64Array(Math.min(index.length, MANY));
  // Parts whose keys are alike up to a depth: from, to, depth.
  const parts = [0, index.length, 0];
  let spent = 0;
  while (parts.length) {
    const [from, to, depth] = parts.splice(-3) as [number, number, number];
    const size = to - from;
    spent += size;
    if (size <= FEW) sortFew(index, differs, { from, to, depth }, bytes, starts);
    else if (size <= MANY) sortSome(index, differs, former, words, { from, to, depth }, bytes, starts, parts);
    else yield* sortMany(index, differs, former, ends, { from, to, depth }, bytes, starts, parts);
    if (spent >= STEP) {
      spent = 0;
      yield;
    }
  }
  return differs;
}

interface Part {
  readonly from: number;
  readonly to: number;
  readonly depth: number;
}

/** By insertion. */
function sortFew(index: Uint32Array, differs: Uint8Array, { from, to, depth }: Part, bytes: Uint8Array, starts: Uint32Array): void {
  for (let at = from + 1; at < to; at++) {
    const one = index[at]!;
    const start = starts[one]! + depth;
    let place = at;
    let order = 0;
    for (; place > from; place--) {
      order = compareKeys(bytes, start, starts[index[place - 1]!]! + depth);
      if (order >= 0) break;
      index[place] = index[place - 1]!;
      differs[place] = differs[place - 1]!;
    }
    index[place] = one;
    // Whoever stands first was told apart from the part before already; the one it pushed away is told apart from it.
    if (place > from) differs[place] = order === 0 ? 0 : 1;
    if (place < at) differs[place + 1] = 1;
  }
}

function compareKeys(bytes: Uint8Array, a: number, b: number): number {
  while (bytes[a] === bytes[b] && bytes[a] !== 0) {
    a++;
    b++;
  }
  return bytes[a]! - bytes[b]!;
}

/** By the next four bytes: as numbers, which browsers sort fast. */
function sortSome(index: Uint32Array, differs: Uint8Array, former: Uint32Array, words: Float64Array, { from, to, depth }: Part, bytes: Uint8Array, starts: Uint32Array, parts: number[]): void {
  const size = to - from;
  let all = true;
  let first = 0;
  for (let at = 0; at < size; at++) {
    const one = index[from + at]!;
    const start = starts[one]! + depth;
    const word = bytes[start]! * 0x1000000 + ((bytes[start + 1]! << 16) | (bytes[start + 2]! << 8) | bytes[start + 3]!);
    if (at === 0) first = word;
    else if (word !== first) all = false;
    words[at] = word * MANY + at;
    former[from + at] = one;
  }
  if (all) {
    if ((first & 0xff) !== 0) parts.push(from, to, depth + 4);
    return;
  }
  const sorted = words.subarray(0, size).sort();
  let start = 0;
  let before = -1;
  for (let at = 0; at <= size; at++) {
    const word = at === size ? -1 : Math.floor(sorted[at]! / MANY);
    if (word !== before) {
      if (at - start > 1 && before % 256 !== 0) parts.push(from + start, from + at, depth + 4);
      if (at > 0 && at < size) differs[from + at] = 1;
      start = at;
      before = word;
    }
    if (at < size) index[from + at] = former[from + sorted[at]! - word * MANY]!;
  }
}

/** By the next two bytes, counting how many there are of each. */
function* sortMany(index: Uint32Array, differs: Uint8Array, former: Uint32Array, ends: Uint32Array, { from, to, depth }: Part, bytes: Uint8Array, starts: Uint32Array, parts: number[]): Generator<void, void> {
  ends.fill(0);
  for (let begin = from; begin < to; begin += STEP) {
    const end = Math.min(begin + STEP, to);
    for (let at = begin; at < end; at++) {
      const start = starts[index[at]!]! + depth;
      ends[(bytes[start]! << 8) | bytes[start + 1]!]!++;
      former[at] = index[at]!;
    }
    yield;
  }
  let sum = from;
  for (let pair = 0; pair < ends.length; pair++) {
    const count = ends[pair]!;
    if (count === 0) continue;
    ends[pair] = sum;
    if (sum > from) differs[sum] = 1;
    if (count > 1 && pair % 256 !== 0) parts.push(sum, sum + count, depth + 2);
    sum += count;
  }
  for (let begin = from; begin < to; begin += STEP) {
    const end = Math.min(begin + STEP, to);
    for (let at = begin; at < end; at++) {
      const one = former[at]!;
      const start = starts[one]! + depth;
      index[ends[(bytes[start]! << 8) | bytes[start + 1]!]!++] = one;
    }
    yield;
  }
}
