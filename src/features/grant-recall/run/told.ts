/** A state that others follow: told at once, or soon and then once for all that happened meanwhile. */
export class Told<State> {
  state: State;
  readonly state$ = {
    subscribe: (next: (state: State) => void): { unsubscribe(): void } => {
      this.#listeners.add(next);
      next(this.state);
      return { unsubscribe: () => void this.#listeners.delete(next) };
    },
  };
  readonly #listeners = new Set<(state: State) => void>();
  #waiting = false;
  #dirty = false;

  constructor(
    private readonly make: () => State,
    private readonly wait: () => Promise<void>,
    private readonly signal: AbortSignal,
  ) {
    this.state = Object.freeze(make());
  }

  tell(): void {
    if (this.signal.aborted) return;
    this.#dirty = false;
    this.state = Object.freeze(this.make());
    for (const next of this.#listeners) next(this.state);
  }

  tellSoon(): void {
    this.#dirty = true;
    if (this.#waiting) return;
    this.#waiting = true;
    void this.wait().then(() => {
      this.#waiting = false;
      if (this.#dirty) this.tell();
    });
  }
}
