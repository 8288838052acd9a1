import { type TemplateResult, html, nothing } from 'lit';
import type { SessionText } from './words.ts';

/** Which sessions to end; `clear`: select none. */
export type Doing = 'selected' | 'matching' | 'my-others' | 'clear';

export interface ToolsView {
  readonly text: SessionText;
  readonly mayEnd: boolean;
  /** Not all sessions are here: what needs all of a user's is left out. */
  readonly paged: boolean;
  readonly grouped: boolean;
  readonly selected: number;
  /** How many match a filter; null without one. */
  readonly matching: number | null;
  readonly onGroup: (on: boolean) => void;
  readonly onDo: (what: Doing) => void;
}

/** What can be done with many sessions at once: with those selected when there are any. */
export function renderTools({ text, mayEnd, paged, grouped, selected, matching, onGroup, onDo }: ToolsView): TemplateResult {
  const button = (what: Doing, label: string, style = ''): TemplateResult => html`<button class=${style} @click=${() => onDo(what)}>${label}</button>`;
  return html`<div slot="toolbar" class="bar tools">
    ${paged ? nothing : html`<label><input type="checkbox" .checked=${grouped} @change=${(event: Event) => onGroup((event.target as HTMLInputElement).checked)} />${text('groupByUser')}</label>`}
    ${!mayEnd
      ? nothing
      : selected
        ? html`<span>${text('selected', { count: selected })}</span> ${button('selected', text('endSelected', { count: selected }), 'danger')} ${button('clear', text('clear'))}`
        : html`${matching ? button('matching', text('endMatching', { count: matching })) : nothing} ${paged ? nothing : button('my-others', text('endMyOthers'))}`}
  </div>`;
}
