/** Something that is loaded when it is first asked for. After a failure, whoever asks next has it loaded again. */
export class Later<T> {
  readonly #load: () => Promise<T>;
  #asked: Promise<T> | undefined;
  /** Undefined: not here yet. */
  now: T | undefined;

  constructor(load: () => Promise<T>) {
    this.#load = load;
  }

  /** Undefined: it could not be loaded. */
  async get(): Promise<T | undefined> {
    try {
      this.now = await (this.#asked ??= this.#load());
    } catch {
      this.#asked = undefined;
    }
    return this.now;
  }
}
