import type { LitElement, ReactiveController } from 'lit';

/** Gives the focus to something else here when what had it is gone, unless the administrator went elsewhere meanwhile. */
export class KeepFocus implements ReactiveController {
  #had = false;

  constructor(
    private readonly host: LitElement,
    private readonly other: () => HTMLElement | null | undefined,
  ) {
    host.addController(this);
  }

  hostUpdate(): void {
    this.#had ||= this.#has;
  }

  hostUpdated(): void {
    if (!this.#had) return;
    if (isNowhere()) this.other()?.focus();
    this.#had = !this.#has && isNowhere();
  }

  get #has(): boolean {
    return !!this.host.shadowRoot?.activeElement;
  }
}

const isNowhere = (): boolean => document.activeElement === document.body;
