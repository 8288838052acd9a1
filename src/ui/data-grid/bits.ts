/** A set of small whole numbers, one bit each: a million of them take 125 kB. */
export class Bits {
  #words = new Uint32Array(0);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  has(at: number): boolean {
    return ((this.#words[at >>> 5] ?? 0) & (1 << (at & 31))) !== 0;
  }

  set(at: number, on: boolean): void {
    if (this.has(at) === on) return;
    const word = at >>> 5;
    if (word >= this.#words.length) this.#grow(word + 1);
    this.#words[word]! ^= 1 << (at & 31);
    this.#count += on ? 1 : -1;
  }

  clear(): void {
    this.#words.fill(0);
    this.#count = 0;
  }

  /** Ascending. */
  *[Symbol.iterator](): Iterator<number> {
    for (let word = 0; word < this.#words.length; word++) {
      for (let bits = this.#words[word]!; bits !== 0; bits &= bits - 1) yield word * 32 + (31 - Math.clz32(bits & -bits));
    }
  }

  #grow(words: number): void {
    const grown = new Uint32Array(Math.max(words, this.#words.length * 2));
    grown.set(this.#words);
    this.#words = grown;
  }
}
