import { type TemplateResult, html, nothing } from 'lit';

/** What a view shows in place of its content: a sentence, and a button where there is something to do. */
export function notice(sentence: string, action?: { readonly label: string; readonly act: () => void }): TemplateResult {
  return html`<div class="notice" role="alert">
    <p>${sentence}</p>
    ${action ? html`<button @click=${action.act}>${action.label}</button>` : nothing}
  </div>`;
}
