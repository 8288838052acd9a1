/** Which rows are selected, told by their ids: these, or all that match but for these. */
export type IdSelection = { readonly all: false; readonly ids: ReadonlySet<string> } | { readonly all: true; readonly except: ReadonlySet<string> };

/** Selects rows that may be elsewhere. */
export class SelectedIds {
  #all = false;
  /** Those selected; with `#all`, those not. */
  readonly #ids = new Set<string>();
  /** Rows seen that can't be selected. */
  readonly #never = new Set<string>();

  get value(): IdSelection {
    return this.#all ? { all: true, except: new Set([...this.#ids, ...this.#never]) } : { all: false, ids: new Set(this.#ids) };
  }

  /** Of so many that match. */
  count(matching: number): number {
    return this.#all ? Math.max(0, matching - this.#ids.size - this.#never.size) : this.#ids.size;
  }

  /** @param complete all that match have been seen */
  isAll(matching: number, complete: boolean): boolean {
    if (this.#all) return this.#ids.size === 0 && this.count(matching) > 0;
    return complete && this.#ids.size > 0 && this.#ids.size >= matching - this.#never.size;
  }

  has(id: string): boolean {
    return this.#ids.has(id) !== this.#all && !this.#never.has(id);
  }

  canBe(id: string): boolean {
    return !this.#never.has(id);
  }

  set(id: string, on: boolean): void {
    if (this.#never.has(id)) return;
    if (on === this.#all) this.#ids.delete(id);
    else this.#ids.add(id);
  }

  setAll(on: boolean): void {
    this.#all = on;
    this.#ids.clear();
  }

  /** A row has been seen. */
  see(id: string, selectable: boolean): void {
    if (selectable) this.#never.delete(id);
    else {
      this.#never.add(id);
      this.#ids.delete(id);
    }
  }

  /** A row is no more. */
  forget(id: string): void {
    this.#ids.delete(id);
    this.#never.delete(id);
  }

  /** Other rows match now. "All" was all of the former ones, and nobody knows which of them match now: none is selected. */
  rematch(): void {
    this.#never.clear();
    if (this.#all) this.setAll(false);
  }
}
