import type { EndScope } from './session-manager.state.ts';

/** Which sessions somebody wants ended; `matching`: all that the host finds, where they are not all here. */
export type EndWish = EndScope | { readonly kind: 'matching'; readonly search: string };

/** Somebody wants sessions ended, and is to be asked whether really. */
export class EndRequestEvent extends Event {
  readonly wish: EndWish;

  constructor(wish: EndWish) {
    super('end-request', { bubbles: true, composed: true });
    this.wish = wish;
  }
}
