import { AsciiKeys } from './ascii-keys.ts';
import { mergeSort } from './merge-sort.ts';
import { radixSort } from './radix-sort.ts';

/** So few are not worth keys of their own. */
const FEW = 1_000;
/** Texts looked at between two yields. */
const STEP = 512;

/** Numbers of texts, sorted, and by place: whether the text there sorts after the one before, and not alike. */
export interface TextOrder {
  readonly index: Uint32Array;
  readonly differs: Uint8Array;
}

/** Sorts texts as a collator does, and yields every so often. */
export function* orderTexts(texts: readonly string[], collator: Intl.Collator): Generator<void, TextOrder> {
  const compare = (a: number, b: number): number => collator.compare(texts[a]!, texts[b]!);
  const keys = texts.length > FEW ? AsciiKeys.of(collator) : null;
  if (!keys) {
    const index = Uint32Array.from(texts.keys());
    yield* mergeSort(index, compare);
    return yield* withDifferences(index, (a, b) => texts[a] !== texts[b] && compare(a, b) !== 0);
  }
  const { bytes, starts, plain, others } = yield* writeKeys(texts, keys);
  const differs = yield* radixSort(plain, { bytes, starts });
  if (!others.length) return { index: plain, differs };
  yield* mergeSort(others, compare);
  return yield* interleave({ index: plain, differs }, others, compare);
}

/** `plain`: numbers of the texts that have a key; `others`: of those that have none. */
function* writeKeys(texts: readonly string[], keys: AsciiKeys): Generator<void, { bytes: Uint8Array; starts: Uint32Array; plain: Uint32Array; others: Uint32Array }> {
  let length = 0;
  for (let at = 0; at < texts.length; at++) {
    if (at % STEP === 0) yield;
    length += texts[at]!.length;
  }
  // Mostly enough: making more room later copies it all, in one go.
  let bytes = new Uint8Array(Math.ceil(length * 1.25) + texts.length * 8 + 1_024);
  const starts = new Uint32Array(texts.length);
  const plain = new Uint32Array(texts.length);
  const others: number[] = [];
  let [count, used] = [0, 0];
  for (let at = 0; at < texts.length; at++) {
    if (at % STEP === 0) yield;
    const text = texts[at]!;
    if (used + AsciiKeys.room(text) > bytes.length) {
      const grown = new Uint8Array(bytes.length * 2 + AsciiKeys.room(text));
      grown.set(bytes);
      bytes = grown;
    }
    const end = keys.write(text, bytes, used);
    if (end < 0) {
      others.push(at);
    } else {
      plain[count++] = at;
      starts[at] = used;
      used = end;
    }
  }
  return { bytes, starts, plain: plain.subarray(0, count), others: Uint32Array.from(others) };
}

/** One sorted list from two; looks for the place of each in ever wider steps, so that a few among many cost little. */
function* interleave({ index: many, differs }: TextOrder, few: Uint32Array, compare: (a: number, b: number) => number): Generator<void, TextOrder> {
  const index = new Uint32Array(many.length + few.length);
  const different = new Uint8Array(index.length);
  let taken = 0;
  for (let at = 0; at < few.length; at++) {
    if (at % STEP === 0) yield;
    const goesAfter = (place: number): boolean => compare(many[place]!, few[at]!) <= 0;
    let [low, step] = [taken, 1];
    while (low + step - 1 < many.length && goesAfter(low + step - 1)) {
      low += step;
      step *= 2;
    }
    let high = Math.min(low + step - 1, many.length);
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (goesAfter(middle)) low = middle + 1;
      else high = middle;
    }
    copy(low, at);
    index[low + at] = few[at]!;
    tell(low + at);
    taken = low;
  }
  copy(many.length, few.length);
  return { index, differs: different };

  /** Those up to `end`, after `before` of the few. */
  function copy(end: number, before: number): void {
    if (taken === end) return;
    index.set(many.subarray(taken, end), taken + before);
    different.set(differs.subarray(taken, end), taken + before);
    tell(taken + before);
  }

  function tell(place: number): void {
    different[place] = place > 0 && compare(index[place - 1]!, index[place]!) !== 0 ? 1 : 0;
  }
}

function* withDifferences(index: Uint32Array, differ: (a: number, b: number) => boolean): Generator<void, TextOrder> {
  const differs = new Uint8Array(index.length);
  for (let at = 1; at < index.length; at++) {
    if (at % STEP === 0) yield;
    if (differ(index[at - 1]!, index[at]!)) differs[at] = 1;
  }
  return { index, differs };
}
