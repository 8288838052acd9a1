import type { EndScope } from './session-manager.state.ts';

/** Somebody wants sessions ended, and is to be asked whether really. */
export class EndRequestEvent extends Event {
  readonly scope: EndScope;

  constructor(scope: EndScope) {
    super('end-request', { bubbles: true, composed: true });
    this.scope = scope;
  }
}
