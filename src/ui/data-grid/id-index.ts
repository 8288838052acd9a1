/** An entry that was taken out: looking goes on behind it. */
const GONE = 0xffff_ffff;

/**
 * Finds slots by id: about six bytes a row, where a map takes thirty. Ids are kept by the rows alone.
 */
export class IdIndex {
  readonly #idAt: (slot: number) => string;
  /** Slot + 1; 0 = free. Its length is a power of two. */
  #entries = new Uint32Array(64);
  /** Entries that are not free. */
  #used = 0;
  #size = 0;

  /** @param idAt the id in a slot that has been added, until it is deleted */
  constructor(idAt: (slot: number) => string) {
    this.#idAt = idAt;
  }

  /** −1: there is none. */
  get(id: string): number {
    const mask = this.#entries.length - 1;
    for (let place = hash(id) & mask; ; place = (place + 1) & mask) {
      const entry = this.#entries[place]!;
      if (entry === 0) return -1;
      if (entry !== GONE && this.#idAt(entry - 1) === id) return entry - 1;
    }
  }

  /** Makes room for so many in all. */
  reserve(size: number): void {
    let length = this.#entries.length;
    while (length * 0.8 < size) length *= 2;
    if (length > this.#entries.length) this.#rebuild(length);
  }

  /** No slot with this id may be here. */
  add(slot: number): void {
    if (this.#used >= this.#entries.length * 0.8) this.#rebuild(this.#size >= this.#entries.length * 0.4 ? this.#entries.length * 2 : this.#entries.length);
    this.#put(slot);
    this.#used++;
    this.#size++;
  }

  delete(slot: number): void {
    const mask = this.#entries.length - 1;
    let place = hash(this.#idAt(slot)) & mask;
    while (this.#entries[place] !== slot + 1) {
      if (this.#entries[place] === 0) return;
      place = (place + 1) & mask;
    }
    this.#entries[place] = GONE;
    this.#size--;
  }

  /** Every slot gets another number. */
  renumber(to: Uint32Array): void {
    for (let place = 0; place < this.#entries.length; place++) {
      const entry = this.#entries[place]!;
      if (entry !== 0 && entry !== GONE) this.#entries[place] = to[entry - 1]! + 1;
    }
  }

  #put(slot: number): void {
    const mask = this.#entries.length - 1;
    let place = hash(this.#idAt(slot)) & mask;
    while (this.#entries[place] !== 0) place = (place + 1) & mask;
    this.#entries[place] = slot + 1;
  }

  #rebuild(length: number): void {
    const former = this.#entries;
    this.#entries = new Uint32Array(length);
    for (const entry of former) if (entry !== 0 && entry !== GONE) this.#put(entry - 1);
    this.#used = this.#size;
  }
}

/** FNV-1a, with its bits mixed once more: neighbours in number should not be neighbours here. */
function hash(id: string): number {
  let sum = 0x811c9dc5;
  for (let at = 0; at < id.length; at++) sum = Math.imul(sum ^ id.charCodeAt(at), 0x01000193);
  sum = Math.imul(sum ^ (sum >>> 16), 0x45d9f3b);
  return (sum ^ (sum >>> 16)) >>> 0;
}
