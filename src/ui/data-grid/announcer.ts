/** What happened within so many milliseconds is told in one go. */
const pause = 500;

/** Tells assistive technology what changed: one sentence a topic, the last one counts, and never more often than it can be read. */
export class Announcer {
  readonly #element: () => Element | null;
  readonly #topics = new Map<string, string>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param element a live region */
  constructor(element: () => Element | null) {
    this.#element = element;
  }

  say(topic: string, sentence: string): void {
    this.#topics.set(topic, sentence);
    this.#timer ??= setTimeout(() => {
      const element = this.#element();
      if (element) element.textContent = [...this.#topics.values()].join('. ');
      this.dispose();
    }, pause);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#topics.clear();
  }
}
