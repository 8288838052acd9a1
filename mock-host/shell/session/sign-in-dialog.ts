import { LitElement, css, html } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { Text } from '../text/text.ts';
import { baseStyles } from '../ui/base.styles.ts';
import { focusedElement } from '../ui/focus.ts';
import { modalStyles } from '../ui/modal.styles.ts';
import { endNotice } from './end-notice.ts';
import type { SessionEnd } from './session-end.ts';
import type { Session } from './session.ts';
import { onSignIn } from './sign-in-news.ts';
import type { SignInForm } from './sign-in-form.ts';
import './sign-in-form.ts';

/**
 * @summary Signs in again over the open page, which stays as it is underneath. Can't be closed without signing in:
 * the page below would answer nothing any more.
 */
@customElement('sd-sign-in-dialog')
export class SignInDialog extends LitElement {
  static override styles = [
    baseStyles,
    modalStyles,
    css`
      dialog {
        inline-size: min(26rem, calc(100vw - 2rem));
      }
      #message {
        display: grid;
        gap: 0.5rem;
        margin-block: 0.25rem 1rem;
        color: var(--sd-text-soft);
        overflow-wrap: anywhere;
      }
      strong {
        color: var(--sd-text);
      }
    `,
  ];

  @property({ attribute: false }) text!: Text;
  @property({ attribute: false }) session!: Session;
  /** How the session ended; null when that is not known. */
  @property({ attribute: false }) end: SessionEnd | null = null;
  @query('dialog') private dialog!: HTMLDialogElement;
  @query('sd-sign-in-form') private form!: SignInForm;
  #before: HTMLElement | null = null;
  #endNews = (): void => {};

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('focus', this.#onSignInElsewhere);
    this.#endNews = onSignIn(this.#onSignInElsewhere);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('focus', this.#onSignInElsewhere);
    this.#endNews();
    const before = this.#before;
    // The page below stays inert until the dialog is really gone.
    queueMicrotask(() => before?.focus());
  }

  override async firstUpdated(): Promise<void> {
    await this.form.updateComplete;
    if (!this.isConnected) return;
    this.#before = focusedElement();
    this.dialog.showModal();
    this.form.focus();
  }

  override render(): unknown {
    const { text } = this;
    return html`
      <dialog aria-labelledby="title" aria-describedby="message" @cancel=${(event: Event) => event.preventDefault()} @close=${() => this.#onClose()}>
        <h2 id="title">${text('expired.title')}</h2>
        <div id="message">
          ${endNotice(text, this.end)}<span>${text('expired.message', { name: this.session.account?.user.name ?? '' })}</span>
        </div>
        <sd-sign-in-form
          .text=${text}
          login=${this.session.account?.user.login ?? ''}
          .signIn=${(login: string, password: string) => this.session.signIn(login, password)}
        ></sd-sign-in-form>
      </dialog>
    `;
  }

  /** Browsers let a second Esc close a dialog whatever the page says. */
  #onClose(): void {
    if (this.isConnected) this.dialog.showModal();
  }

  /** Signing in from another tab is as good as here, and whoever comes back to this one may have done so. */
  readonly #onSignInElsewhere = (): void => {
    void this.session.refreshToken();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'sd-sign-in-dialog': SignInDialog;
  }
}
