/** Time over which speed is told, and the least there must be of it, in milliseconds. */
const WINDOW = 5_000;
const LEAST = 1_000;

/** How fast something goes lately. */
export class Pace {
  #samples: { readonly at: number; readonly count: number }[] = [];

  /** What was done so far is `count`, whenever it began. */
  add(at: number, count: number): void {
    this.#samples.push({ at, count });
    // One older than the window stays, so that what is told covers all of it.
    while (this.#samples.length > 2 && this.#samples[1]!.at <= at - WINDOW) this.#samples.shift();
  }

  /** After a standstill that says nothing about how it goes on. */
  reset(): void {
    this.#samples = [];
  }

  /** Items a second; null = too early to say. */
  get rate(): number | null {
    const first = this.#samples[0];
    const last = this.#samples.at(-1);
    if (!first || !last || last.at - first.at < LEAST) return null;
    return ((last.count - first.count) * 1000) / (last.at - first.at);
  }
}
