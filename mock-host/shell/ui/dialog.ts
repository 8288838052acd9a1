import { LitElement, css, html } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { ConfirmRequest } from '../../../src/host/host-services.ts';
import { baseStyles } from './base.styles.ts';
import { modalStyles } from './modal.styles.ts';

/**
 * @summary Asks one question in a modal dialog. A second question waits until the first is answered.
 */
@customElement('sd-confirm')
export class ConfirmDialog extends LitElement {
  static override styles = [
    baseStyles,
    modalStyles,
    css`
      dialog {
        inline-size: min(28rem, calc(100vw - 2rem));
      }
      p {
        margin-block: 0.5rem 1.5rem;
        overflow-wrap: anywhere;
        white-space: pre-line;
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        justify-content: flex-end;
        gap: 0.5rem;
      }
    `,
  ];

  @property({ attribute: false }) question: ConfirmRequest | null = null;
  @query('dialog') private dialog!: HTMLDialogElement;
  #answer: ((yes: boolean) => void) | null = null;
  #last: Promise<unknown> = Promise.resolve();

  /** Resolves true for the confirm button only. */
  ask(question: ConfirmRequest): Promise<boolean> {
    const asked = this.#last.then(() => this.#show(question));
    this.#last = asked;
    return asked;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#end(false);
  }

  override render(): unknown {
    const question = this.question;
    return html`
      <dialog aria-labelledby="title" aria-describedby="message" @close=${() => this.#onClose()}>
        ${question &&
        html`
          <h2 id="title">${question.title}</h2>
          <p id="message">${question.message}</p>
          <div class="actions">
            <button class="button" type="button" autofocus @click=${() => this.#choose(false)}>${question.cancelLabel}</button>
            <button class="button primary" type="button" @click=${() => this.#choose(true)}>${question.confirmLabel}</button>
          </div>
        `}
      </dialog>
    `;
  }

  async #show(question: ConfirmRequest): Promise<boolean> {
    if (!this.isConnected) return false;
    this.question = question;
    await this.updateComplete;
    this.dialog.showModal();
    return new Promise((resolve) => (this.#answer = resolve));
  }

  /** Answers at once: the dialog's own `close` event comes later, and until then one could ask to leave again. */
  #choose(yes: boolean): void {
    this.#end(yes);
    this.dialog.close();
  }

  /** Esc. The event comes late: the next question may be open already, and it is not the one that was closed. */
  #onClose(): void {
    if (!this.dialog.open) this.#end(false);
  }

  #end(yes: boolean): void {
    this.#answer?.(yes);
    this.#answer = null;
    this.question = null;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sd-confirm': ConfirmDialog;
  }
}
