/** Tells the host, and the browser, whether leaving would lose something. */
export class Unsaved {
  #is = false;

  /** @param tell the host, only when it changes */
  constructor(private readonly tell: (pending: boolean) => void) {}

  get is(): boolean {
    return this.#is;
  }

  set is(is: boolean) {
    if (is === this.#is) return;
    this.#is = is;
    this.tell(is);
    if (is) addEventListener('beforeunload', stay);
    else removeEventListener('beforeunload', stay);
  }
}

const stay = (event: Event): void => event.preventDefault();
