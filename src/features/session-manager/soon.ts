/** Does something a while after it was first asked for, once, however often it was asked for meanwhile. */
export class Soon {
  #asked = false;

  constructor(
    private readonly wait: (signal: AbortSignal) => Promise<void>,
    private readonly signal: AbortSignal,
    private readonly task: () => void,
  ) {}

  ask(): void {
    if (this.#asked || this.signal.aborted) return;
    this.#asked = true;
    void this.wait(this.signal).then(() => {
      this.#asked = false;
      if (!this.signal.aborted) this.task();
    });
  }
}
