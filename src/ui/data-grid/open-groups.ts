/** Which groups are open, by key: all or none, but for some. */
export class OpenGroups {
  #byDefault = true;
  readonly #otherwise = new Set<string>();

  readonly isOpen = (key: string): boolean => this.#byDefault !== this.#otherwise.has(key);

  /** @param key null = every group, also those to come */
  toggle(key: string | null, open: boolean): void {
    if (key === null) {
      this.#byDefault = open;
      this.#otherwise.clear();
    } else if (open === this.#byDefault) this.#otherwise.delete(key);
    else this.#otherwise.add(key);
  }
}
