import type { Bits } from './bits.ts';

/** Slots of rows in an order, with room to take in more. */
export class SlotList {
  #slots: Uint32Array;
  #length: number;

  constructor(slots: Uint32Array, length = slots.length) {
    this.#slots = slots;
    this.#length = length;
  }

  get length(): number {
    return this.#length;
  }

  /** Undefined beyond the end. */
  at(place: number): number | undefined {
    return place < this.#length ? this.#slots[place] : undefined;
  }

  /** −1: not here. */
  indexOf(slot: number): number {
    return this.slots.indexOf(slot);
  }

  /** A view, valid until the next change. */
  get slots(): Uint32Array {
    return this.#slots.subarray(0, this.#length);
  }

  /** Every slot gets another number. */
  renumber(to: Uint32Array): void {
    for (let at = 0; at < this.#length; at++) this.#slots[at] = to[this.#slots[at]!]!;
  }

  /** The others keep their order. */
  remove(gone: Bits): void {
    const slots = this.#slots;
    let kept = 0;
    for (let at = 0; at < this.#length; at++) {
      const slot = slots[at]!;
      if (!gone.has(slot)) slots[kept++] = slot;
    }
    this.#length = kept;
  }

  /**
   * Puts slots where they belong. Moves what is here in blocks, so that a few among many cost little.
   * @param added in order
   * @param before whether the first belongs before the second; never equal
   */
  insert(added: readonly number[], before: (a: number, b: number) => boolean): void {
    const from = this.#length;
    this.#length += added.length;
    if (this.#length > this.#slots.length) {
      const grown = new Uint32Array(this.#length + (this.#length >>> 3) + 16);
      grown.set(this.#slots.subarray(0, from));
      this.#slots = grown;
    }
    const slots = this.#slots;
    // From the end, so that every block moves once.
    let end = from;
    for (let left = added.length; left > 0; left--) {
      const slot = added[left - 1]!;
      let [low, high] = [0, end];
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (before(slot, slots[middle]!)) high = middle;
        else low = middle + 1;
      }
      slots.copyWithin(low + left, low, end);
      slots[low + left - 1] = slot;
      end = low;
    }
  }
}
