import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Anything that can be subscribed to, such as a store's `state$`. */
export interface Source<T> {
  subscribe(next: (value: T) => void): { unsubscribe(): void };
}

/** Ties a source to an element: one subscription while the element is in a page, a render for every value. */
export class Observed<T> implements ReactiveController {
  /** The last value; undefined before the first, and after the source was taken away. */
  value: T | undefined;
  readonly #host: ReactiveControllerHost & Element;
  #source: Source<T> | undefined;
  #subscription: { unsubscribe(): void } | undefined;

  constructor(host: ReactiveControllerHost & Element) {
    this.#host = host;
    host.addController(this);
  }

  /** Follows another source from now on; none: stops following. */
  follow(source?: Source<T>): void {
    this.hostDisconnected();
    this.value = undefined;
    this.#source = source;
    if (this.#host.isConnected) this.hostConnected();
  }

  hostConnected(): void {
    this.#subscription ??= this.#source?.subscribe((value) => {
      this.value = value;
      this.#host.requestUpdate();
    });
  }

  hostDisconnected(): void {
    this.#subscription?.unsubscribe();
    this.#subscription = undefined;
  }
}
