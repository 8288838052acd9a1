import * as z from 'zod/mini';
import type { Kept } from '../kept/kept.ts';

/** Creatio takes minutes. What goes on for longer, in milliseconds, was not ended after all. */
const LATEST_END = 15 * 60_000;

const shape = z.object({ at: z.number() });

/**
 * Sessions whose ending Creatio has accepted, which it does not tell. All tabs of a browser know of them; what the browser
 * can't keep is known to the page alone.
 */
export class Accepted {
  readonly #here = new Map<string, number>();

  constructor(
    private readonly kept: Kept,
    private readonly now: () => number,
  ) {}

  /** Resolves when it is kept, as far as it can be. */
  async add(ids: readonly string[]): Promise<void> {
    const at = this.now();
    for (const id of ids) this.#here.set(id, at);
    await Promise.allSettled(ids.map((id) => this.kept.update('endings', id, () => ({ at }))));
  }

  /** Tells whether an ending may still come, as of now. Never rejects. Forgets those that can't come any more. */
  async read(): Promise<(id: string) => boolean> {
    for (const { key, value } of await this.kept.list('endings').catch(() => [])) {
      if (this.#mayCome(value)) this.#here.set(key, value.at);
      else void this.kept.update('endings', key, (still) => (this.#mayCome(still) ? still : undefined)).catch(() => {});
    }
    return (id) => this.#mayCome({ at: this.#here.get(id) });
  }

  /** A clock that was put back must not keep it for ever. */
  #mayCome(value: unknown): value is z.output<typeof shape> {
    const { data } = shape.safeParse(value);
    return !!data && Math.abs(this.now() - data.at) < LATEST_END;
  }
}
