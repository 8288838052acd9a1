/** As much of a browser's history as the router touches. `go` takes effect later, as it does in browsers. */
export class FakeWindow extends EventTarget {
  readonly #entries: { path: string; state: unknown }[];
  #at = 0;

  constructor(path: string) {
    super();
    this.#entries = [{ path, state: null }];
  }

  get location(): Location {
    return new URL(this.#entries[this.#at]!.path, 'http://host.test') as unknown as Location;
  }

  readonly history = {
    state: null as unknown,
    pushState: (state: unknown, _unused: string, path: string): void => {
      this.#entries.splice(this.#at + 1, Infinity, { path, state });
      this.#at += 1;
      this.history.state = state;
    },
    replaceState: (state: unknown, _unused: string, path?: string): void => {
      const entry = this.#entries[this.#at]!;
      this.#entries[this.#at] = { path: path ?? entry.path, state };
      this.history.state = state;
    },
    go: (steps: number): void => {
      setTimeout(() => {
        const to = this.#at + steps;
        if (!this.#entries[to] || steps === 0) return;
        this.#at = to;
        this.history.state = this.#entries[to].state;
        this.dispatchEvent(Object.assign(new Event('popstate'), { state: this.history.state }));
      }, 0);
    },
  } as unknown as History & { state: unknown };

  get path(): string {
    return this.#entries[this.#at]!.path;
  }

  /** Resolves when every movement asked for so far has happened. */
  async settled(): Promise<void> {
    for (let turn = 0; turn < 6; turn += 1) await new Promise((done) => setTimeout(done, 0));
  }
}
