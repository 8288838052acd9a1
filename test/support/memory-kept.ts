import type { Box, Kept } from '../../src/host/creatio/kept/kept.ts';

/** What a browser keeps, in memory: whoever shares one is a tab of the same browser. */
export class MemoryKept implements Kept {
  /** Calls made, in order, such as `update batches 7`. */
  readonly calls: string[] = [];
  /** Runs before each call; throw to refuse it, await to delay it. */
  before: (call: string) => Promise<void> | void = () => {};
  readonly #boxes = new Map<Box, Map<string, unknown>>();

  async read(box: Box, key: string): Promise<unknown> {
    await this.#enter(`read ${box} ${key}`);
    return structuredClone(this.#box(box).get(key));
  }

  async list(box: Box, prefix = ''): Promise<{ key: string; value: unknown }[]> {
    await this.#enter(`list ${box} ${prefix}`);
    const keys = [...this.#box(box).keys()].filter((key) => key.startsWith(prefix)).sort();
    return keys.map((key) => ({ key, value: structuredClone(this.#box(box).get(key)) }));
  }

  async update(box: Box, key: string, change: (value: unknown) => unknown): Promise<unknown> {
    await this.#enter(`update ${box} ${key}`);
    const value = structuredClone(change(structuredClone(this.#box(box).get(key))));
    if (value === undefined) this.#box(box).delete(key);
    else this.#box(box).set(key, value);
    return structuredClone(value);
  }

  async #enter(call: string): Promise<void> {
    this.calls.push(call);
    await this.before(call);
  }

  #box(box: Box): Map<string, unknown> {
    const known = this.#boxes.get(box);
    if (known) return known;
    const made = new Map<string, unknown>();
    this.#boxes.set(box, made);
    return made;
  }
}
