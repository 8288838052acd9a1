import { type TemplateResult, html } from 'lit';
import type { SessionText } from './words.ts';

export type TabName = 'active' | 'ended';

const names: readonly TabName[] = ['active', 'ended'];

/** Which sessions are shown: those there are, or those there were. */
export function renderTabs(text: SessionText, chosen: TabName, onChoose: (name: TabName) => void): TemplateResult {
  const onKey = (event: KeyboardEvent): void => {
    const name = keyed(event, chosen);
    if (!name) return;
    event.preventDefault();
    (event.currentTarget as HTMLElement).querySelector<HTMLElement>(`#${name}-tab`)!.focus();
    onChoose(name);
  };
  return html`<div role="tablist" aria-label=${text('tabs')} @keydown=${onKey}>
    ${names.map(
      (name) => html`<button
        role="tab"
        id="${name}-tab"
        aria-controls="${name}-panel"
        aria-selected=${name === chosen ? 'true' : 'false'}
        tabindex=${name === chosen ? 0 : -1}
        @click=${() => onChoose(name)}
      >
        ${text(`${name}Tab`)}
      </button>`,
    )}
  </div>`;
}

/** There are two tabs, so either arrow leads to the other one. */
function keyed({ key, altKey, ctrlKey, metaKey }: KeyboardEvent, chosen: TabName): TabName | null {
  if (altKey || ctrlKey || metaKey) return null;
  if (key === 'Home') return 'active';
  if (key === 'End') return 'ended';
  return key === 'ArrowLeft' || key === 'ArrowRight' ? (chosen === 'active' ? 'ended' : 'active') : null;
}
