import type { SessionGateway, SessionStatus } from '../../licensing/session-gateway.ts';
import type { Recovery } from './recovery.ts';

/** Waits between two looks at what is being ended, in milliseconds: doubling while nothing comes of it. */
const LOOK_FIRST = 2_000;
const LOOK_LAST = 30_000;

/** Looks after sessions whose ending the host has accepted, or may have, until it says what became of them. */
export class Endings {
  readonly #open = new Set<string>();
  #wait = LOOK_FIRST;
  #looking = false;

  constructor(
    private readonly options: {
      readonly gateway: Pick<SessionGateway, 'lookup'>;
      readonly recovery: Recovery;
      readonly signal: AbortSignal;
      /** Most sessions a look may ask for. */
      most(): number;
      /** It is not `ending` any more. */
      told(status: SessionStatus): void;
    },
  ) {}

  add(id: string): void {
    this.#open.add(id);
    this.#wait = LOOK_FIRST;
    if (!this.#looking) void this.#look();
  }

  /** Something else told what became of it. */
  drop(id: string): void {
    this.#open.delete(id);
  }

  async #look(): Promise<void> {
    const { recovery, signal } = this.options;
    this.#looking = true;
    for (let attempt = 0; this.#open.size && !signal.aborted; ) {
      await recovery.nap(this.#wait, true);
      if (signal.aborted) return;
      try {
        const told = await this.#ask();
        attempt = 0;
        this.#wait = told ? LOOK_FIRST : Math.min(this.#wait * 2, LOOK_LAST);
      } catch (error) {
        await recovery.after(error, attempt++);
      }
    }
    this.#looking = false;
  }

  /** Says whether anything came of it. */
  async #ask(): Promise<boolean> {
    const { gateway, signal, most, told } = this.options;
    const ids = [...this.#open];
    const before = ids.length;
    for (let from = 0; from < ids.length && !signal.aborted; from += most()) {
      // Events may have told of some meanwhile.
      const page = ids.slice(from, from + most()).filter((id) => this.#open.has(id));
      if (!page.length) continue;
      for (const status of await gateway.lookup(page, signal)) {
        if (signal.aborted || status.state === 'ending' || !this.#open.delete(status.id)) continue;
        told(status);
      }
    }
    return this.#open.size < before;
  }
}
