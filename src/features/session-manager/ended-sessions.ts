import { LitElement } from 'lit';
import { define } from '../../ui/element.ts';
import { tokens } from '../../ui/tokens.styles.ts';
import type { ViewContext } from '../../ui/view-context.ts';
import { controls } from './controls.styles.ts';
import type { ClientNames } from './session-columns.ts';
import type { SessionManagerVerbs } from './session-manager.verbs.ts';
import type { SessionText } from './words.ts';

const given = { attribute: false };

/** @summary The sessions there were: when, how, by whom and why each ended. */
export class EndedSessions extends LitElement {
  static override readonly styles = [tokens, controls];
  static override readonly properties = { active: given, store: given, limit: given, clients: given, context: given, text: given };

  declare active: boolean;
  declare store: Pick<SessionManagerVerbs, 'ended'>;
  declare limit: number | null;
  declare clients: ClientNames;
  declare context: ViewContext;
  declare text: SessionText;
}

define('lic-ended-sessions', EndedSessions);

declare global {
  interface HTMLElementTagNameMap {
    'lic-ended-sessions': EndedSessions;
  }
}
