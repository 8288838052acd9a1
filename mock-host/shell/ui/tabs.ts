import { type TemplateResult, html, nothing } from 'lit';

export interface Tab {
  readonly id: string;
  readonly href: string;
  readonly label: string;
  /** Says that something in the tab is not saved; null = nothing is. */
  readonly mark?: string | null;
}

/**
 * Tabs that are links: each has an address of its own. Arrow keys move along them, Enter or Space opens one; moving alone
 * opens nothing, since leaving a tab may have to ask. The panel has the id `panel`.
 */
export function tabs(label: string, selected: string, items: readonly Tab[]): TemplateResult {
  const current = items.some((tab) => tab.id === selected) ? selected : items[0]?.id;
  return html`<div class="tabs" role="tablist" aria-label=${label} @keydown=${onKey}>
    ${items.map(
      (tab) => html`<a
        role="tab"
        id="tab-${tab.id}"
        href=${tab.href}
        aria-selected=${tab.id === selected}
        aria-controls=${tab.id === selected ? 'panel' : nothing}
        tabindex=${tab.id === current ? 0 : -1}
        >${tab.label}${tab.mark ? html`<span class="dot" role="img" aria-label=${tab.mark} title=${tab.mark}></span>` : nothing}</a
      >`,
    )}
  </div>`;
}

function onKey(event: KeyboardEvent): void {
  const list = event.currentTarget as HTMLElement;
  const all = [...list.querySelectorAll<HTMLElement>('[role=tab]')];
  const at = all.indexOf(event.target as HTMLElement);
  if (at < 0) return;
  const forwards = getComputedStyle(list).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
  const backwards = forwards === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft';
  const targets: Readonly<Record<string, number>> = {
    [forwards]: (at + 1) % all.length,
    [backwards]: (at - 1 + all.length) % all.length,
    Home: 0,
    End: all.length - 1,
  };
  const target = targets[event.key];
  if (target !== undefined) all[target]!.focus();
  else if (event.key === ' ') all[at]!.click();
  else return;
  event.preventDefault();
}
