import { LitElement, css, html } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { Text } from '../text/text.ts';
import { baseStyles } from '../ui/base.styles.ts';
import { focusedElement } from '../ui/focus.ts';
import { modalStyles } from '../ui/modal.styles.ts';
import type { Session } from './session.ts';
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
      p {
        margin-block: 0.25rem 1rem;
      }
    `,
  ];

  @property({ attribute: false }) text!: Text;
  @property({ attribute: false }) session!: Session;
  @query('dialog') private dialog!: HTMLDialogElement;
  @query('sd-sign-in-form') private form!: SignInForm;
  #before: HTMLElement | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('focus', this.#onWindowFocus);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('focus', this.#onWindowFocus);
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
        <p id="message">${text('expired.message', { name: this.session.account?.user.name ?? '' })}</p>
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

  /** Signing in from another tab is as good as here. */
  readonly #onWindowFocus = (): void => {
    void this.session.refreshToken();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'sd-sign-in-dialog': SignInDialog;
  }
}
