/** What stands at a position: a row's slot, or a group's heading. */
export type Place = { readonly slot: number } | { readonly heading: number };

/** Rows of equal value together, a heading before them. Groups stand in the order of their first rows. */
export class Groups {
  /** By place in `#order`: where the group's rows begin in `#slots`, and one entry more for the end. */
  #starts = new Uint32Array(1);
  /** By place in `#order`: the position of the heading, and one entry more for the end. */
  #tops = new Uint32Array(1);
  #slots = new Uint32Array(0);
  #order: readonly number[] = [];
  readonly #keys: string[] = [];
  readonly #numbers = new Map<string, number>();
  /** By slot: the number of its group. */
  #of = new Uint32Array(0);

  /** Positions there are. */
  get length(): number {
    return this.#tops[this.#order.length]!;
  }

  /** Says which group a row belongs to. */
  assign(slot: number, key: string): void {
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.#keys.push(key) - 1;
      this.#numbers.set(key, number);
    }
    if (slot >= this.#of.length) {
      const grown = new Uint32Array(Math.max(slot + 1, this.#of.length + (this.#of.length >>> 3) + 16));
      grown.set(this.#of);
      this.#of = grown;
    }
    this.#of[slot] = number;
  }

  /** Every slot that is laid out gets another number. */
  renumber(to: Uint32Array): void {
    const of = new Uint32Array(this.#of.length);
    for (let at = 0; at < this.#slots.length; at++) {
      const slot = this.#slots[at]!;
      of[to[slot]!] = this.#of[slot]!;
      this.#slots[at] = to[slot]!;
    }
    this.#of = of;
  }

  /** Lays the groups out anew, from rows in order, all of them assigned. */
  lay(slots: Uint32Array, isOpen: (key: string) => boolean): void {
    const counts = new Uint32Array(this.#keys.length);
    const order: number[] = [];
    for (const slot of slots) if (counts[this.#of[slot]!]!++ === 0) order.push(this.#of[slot]!);
    this.#starts = new Uint32Array(order.length + 1);
    const next = new Uint32Array(this.#keys.length);
    order.forEach((number, place) => {
      next[number] = this.#starts[place]!;
      this.#starts[place + 1] = this.#starts[place]! + counts[number]!;
    });
    this.#slots = new Uint32Array(slots.length);
    for (const slot of slots) this.#slots[next[this.#of[slot]!]!++] = slot;
    this.#order = order;
    this.open(isOpen);
  }

  /** Opens and closes. */
  open(isOpen: (key: string) => boolean): void {
    this.#tops = new Uint32Array(this.#order.length + 1);
    this.#order.forEach((number, place) => {
      this.#tops[place + 1] = this.#tops[place]! + 1 + (isOpen(this.#keys[number]!) ? this.#count(place) : 0);
    });
  }

  at(position: number): Place | undefined {
    if (!(position >= 0 && position < this.length)) return undefined;
    const place = lastAtMost(this.#tops, position, this.#order.length);
    const within = position - this.#tops[place]!;
    return within === 0 ? { heading: place } : { slot: this.#slots[this.#starts[place]! + within - 1]! };
  }

  /** Of a heading. `open` as it is laid out. */
  heading(place: number): { readonly key: string; readonly count: number; readonly first: number; readonly open: boolean } {
    const [key, count] = [this.#keys[this.#order[place]!]!, this.#count(place)];
    return { key, count, first: this.#slots[this.#starts[place]!]!, open: this.#tops[place + 1]! - this.#tops[place]! > 1 };
  }

  /** The rows under a heading, in order. */
  slotsOf(place: number): Uint32Array {
    return this.#slots.subarray(this.#starts[place], this.#starts[place + 1]);
  }

  /** All rows as they stand, those of closed groups included. */
  get slots(): Uint32Array {
    return this.#slots;
  }

  /** −1: not here, or in a closed group. */
  positionOf(slot: number): number {
    const at = this.#slots.indexOf(slot);
    if (at < 0) return -1;
    const place = lastAtMost(this.#starts, at, this.#order.length);
    return this.heading(place).open ? this.#tops[place]! + 1 + at - this.#starts[place]! : -1;
  }

  #count(place: number): number {
    return this.#starts[place + 1]! - this.#starts[place]!;
  }
}

/** Where the last of ascending numbers stands that is not above `value`. */
function lastAtMost(numbers: Uint32Array, value: number, length: number): number {
  let [low, high] = [0, length - 1];
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (numbers[middle]! <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
