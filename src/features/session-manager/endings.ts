import type { Recovery } from '../../licensing/recovery.ts';
import type { SessionGateway, SessionStatus } from '../../licensing/session-gateway.ts';

/** Waits between two looks at what is being ended, in milliseconds: doubling while nothing comes of it. */
const LOOK_FIRST = 2_000;
const LOOK_LAST = 30_000;

/** Looks after sessions whose ending the host has accepted, or may have, until it says what became of them. */
export class Endings {
  readonly #open = new Set<string>();
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
    if (!this.#looking) void this.#look();
  }

  /** Something else told what became of it. */
  drop(id: string): void {
    this.#open.delete(id);
  }

  async #look(): Promise<void> {
    const { recovery, signal } = this.options;
    this.#looking = true;
    let wait = LOOK_FIRST;
    for (let attempt = 0; this.#open.size && !signal.aborted; ) {
      await recovery.nap(wait, true);
      if (signal.aborted) return;
      try {
        const told = await this.#ask();
        attempt = 0;
        wait = told ? LOOK_FIRST : Math.min(wait * 2, LOOK_LAST);
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
      for (const status of await gateway.lookup(ids.slice(from, from + most()), signal)) {
        // Events may have told of it meanwhile.
        if (signal.aborted || status.state === 'ending' || !this.#open.delete(status.id)) continue;
        told(status);
      }
    }
    return this.#open.size < before;
  }
}
