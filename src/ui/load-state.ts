import { type TemplateResult, html, nothing } from 'lit';

/** A sentence about the whole view. With something to do about it, assistive technology reads it out at once. */
export function notice(sentence: string, action?: { readonly label: string; readonly act: () => void }): TemplateResult {
  return html`<div class="bar notice" role=${action ? 'alert' : 'note'}>
    <span>${sentence}</span>${action ? html`<button @click=${action.act}>${action.label}</button>` : nothing}
  </div>`;
}

/** Grey bars where rows will be. */
export function skeleton(label: string): TemplateResult {
  return html`<div class="skeleton" role="status" aria-label=${label}><i></i><i></i><i></i><i></i><i></i><i></i></div>`;
}
