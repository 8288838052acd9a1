import { type TemplateResult, css, html, nothing } from 'lit';
import { LONGEST_REASON, type SessionKind } from '../../licensing/session.ts';
import { AskingDialog, askIn } from '../../ui/asking-dialog.ts';
import { define } from '../../ui/element.ts';
import type { ViewContext } from '../../ui/view-context.ts';
import type { EndPreview } from './session-manager.state.ts';
import type { SessionText } from './words.ts';

/** So many people are named at once, the others on demand. */
const NAMED = 5;

const kinds: readonly SessionKind[] = ['web', 'api', 'mobile'];

export interface EndQuestion {
  readonly preview: EndPreview;
  /** The host passes a reason on to the user. */
  readonly reasons: boolean;
  readonly context: ViewContext;
  readonly text: SessionText;
}

/** What was confirmed: the reason given, null without one. */
export interface Confirmed {
  readonly reason: string | null;
}

const styles = css`
  ul {
    list-style: none;
    margin-block: 8px;
  }
  .people {
    max-height: 12em;
    overflow: auto;
    padding-inline: 12px;
    border-inline-start: 3px solid var(--lic-line);
  }
  .people li {
    display: flex;
    justify-content: space-between;
    gap: 16px;
  }
  .people button {
    margin: 0;
    padding: 0;
    border: 0;
    color: var(--lic-accent);
    text-decoration: underline;
  }
  .kinds {
    display: flex;
    flex-wrap: wrap;
    margin: 0;
  }
  .kinds li:not(:last-child)::after {
    content: '·' / '';
    margin-inline: 8px;
  }
  label {
    display: block;
    margin-block: 16px 4px;
    font-weight: 600;
  }
  textarea {
    display: block;
    width: 100%;
    height: 4.5em;
    resize: vertical;
  }
  .hint {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 16px;
  }
`;

/** @summary Asks before sessions are ended: whose they are and how many, and for a reason. */
export class EndDialog extends AskingDialog<EndQuestion, Confirmed> {
  static override readonly styles = [...AskingDialog.styles, styles];
  static override readonly properties = { ...AskingDialog.properties, reason: { state: true }, everybody: { state: true } };

  declare reason: string;
  declare everybody: boolean;

  constructor() {
    super();
    this.reason = '';
    this.everybody = false;
  }

  protected override render(): unknown {
    const { text, preview, reasons } = this.question;
    const { ids, leavesOwn } = preview;
    const count = ids.length;
    return html`<dialog aria-labelledby="title" aria-describedby="what" @close=${() => this.remove()}>
      <h2 id="title">${text('endTitle', { count })}</h2>
      <div id="what">
        <p>${count ? text('endMessage', { count: preview.peopleCount }) : text('nothingToEnd')}</p>
        ${leavesOwn ? html`<p><strong>${text('leavesOwn')}</strong></p>` : nothing} ${count ? this.#renderPeople(preview) : nothing}
      </div>
      ${count && reasons ? this.#renderReason() : nothing}
      <button ?autofocus=${!count || !reasons} @click=${this.#onCancel}>${text(count ? 'cancel' : 'close')}</button>
      ${count ? html`<button class="primary danger" @click=${this.#onConfirm}>${text('endConfirm', { count })}</button>` : nothing}
    </dialog>`;
  }

  #renderPeople({ people, peopleCount, counts }: EndPreview): TemplateResult {
    const { text } = this.question;
    const named = this.everybody ? people : people.slice(0, NAMED);
    const others = peopleCount - named.length;
    const more = this.everybody || people.length <= NAMED ? text('others', { count: others }) : html`<button @click=${this.#onEverybody}>${text('others', { count: others })}</button>`;
    return html`<ul class="kinds quiet">
        ${kinds.filter((kind) => counts[kind]).map((kind) => html`<li>${text(`count-${kind}`, { count: counts[kind] })}</li>`)}
      </ul>
      <ul class="people" aria-label=${text('people')} tabindex=${this.everybody ? 0 : nothing}>
        ${named.map(({ name, login, count }) => html`<li><bdi title=${login}>${name}</bdi> <span class="quiet">${text('sessions', { count })}</span></li>`)}
        ${others ? html`<li>${more}</li>` : nothing}
      </ul>`;
  }

  #renderReason(): TemplateResult {
    const { text } = this.question;
    return html`<label for="reason">${text('reason')}</label>
      <textarea id="reason" autofocus maxlength=${LONGEST_REASON} aria-describedby="hint" .value=${this.reason} @input=${this.#onInput}></textarea>
      <p class="hint quiet">
        <span id="hint">${text('reasonHint')}</span> <span>${text('reasonLeft', { count: LONGEST_REASON - this.reason.length })}</span>
      </p>`;
  }

  readonly #onInput = (event: Event): void => {
    this.reason = (event.target as HTMLTextAreaElement).value;
  };

  readonly #onEverybody = async (): Promise<void> => {
    this.everybody = true;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.people')!.focus();
  };

  readonly #onCancel = (): void => this.dialog.close();
  readonly #onConfirm = (): void => this.answer({ reason: this.reason.replace(/\s+/g, ' ').trim() || null });
}

define('lic-end-dialog', EndDialog);

/** Asks in `root`. Null: it is not to be done. */
export function askToEnd(root: DocumentFragment, question: EndQuestion): Promise<Confirmed | null> {
  return askIn(root, document.createElement('lic-end-dialog'), question);
}

declare global {
  interface HTMLElementTagNameMap {
    'lic-end-dialog': EndDialog;
  }
}
