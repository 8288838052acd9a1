import { setImmediate } from 'node:timers/promises';

/** Time in the test's hands: waits end when the test moves the clock past them. */
export class FakeTime {
  now = Date.parse('2026-11-21T12:00:00Z');
  #waits = new Set<{ readonly due: number; readonly ms: number; end(): void }>();

  /** Milliseconds of the waits under way, shortest first. */
  get waits(): number[] {
    return [...this.#waits].map(({ ms }) => ms).sort((a, b) => a - b);
  }

  readonly pause = (ms: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      const wait = { due: this.now + ms, ms, end: () => { this.#waits.delete(wait); signal.removeEventListener('abort', wait.end); resolve(); } };
      this.#waits.add(wait);
      if (signal.aborted) wait.end();
      else signal.addEventListener('abort', wait.end);
    });

  /** Lets everything that needs no time happen. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 8; turn++) await setImmediate();
  }

  /** Lets time pass, and everything happen that is due meanwhile, in its order. */
  async pass(ms: number): Promise<void> {
    const until = this.now + ms;
    for (;;) {
      await this.settle();
      const next = [...this.#waits].reduce<{ due: number; end(): void } | null>((first, wait) => (first && first.due <= wait.due ? first : wait), null);
      if (!next || next.due > until) break;
      this.now = Math.max(this.now, next.due);
      next.end();
    }
    this.now = until;
  }
}
