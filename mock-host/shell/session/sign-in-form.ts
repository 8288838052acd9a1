import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { HttpError } from '../api/http.ts';
import type { Text } from '../text/text.ts';
import { baseStyles } from '../ui/base.styles.ts';
import { icon } from '../ui/icon.ts';

/**
 * @summary Login and password, with the refusal in words. Used by the sign-in page and by the dialog over a page.
 */
@customElement('sd-sign-in-form')
export class SignInForm extends LitElement {
  static override styles = [
    baseStyles,
    css`
      form {
        display: grid;
        gap: 1rem;
      }
      .refusal {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 0.5rem;
        padding: 0.5rem 0.75rem;
        border: 1px solid var(--sd-bad);
        border-radius: var(--sd-radius);
        background: var(--sd-bad-soft);
        color: var(--sd-bad);
      }
    `,
  ];

  @property({ attribute: false }) text!: Text;
  @property({ attribute: false }) signIn!: (login: string, password: string) => Promise<void>;
  @property() login = '';
  @state() private busy = false;
  @state() private refusal: HttpError | null = null;
  /** Seconds until another attempt is allowed. */
  @state() private wait = 0;
  @query('#login') private loginInput!: HTMLInputElement;
  @query('#password') private passwordInput!: HTMLInputElement;
  #timer: ReturnType<typeof setInterval> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  /** Fills in an account, as the list of demonstration accounts does. */
  fill(login: string, password: string): void {
    this.loginInput.value = login;
    this.passwordInput.value = password;
    this.passwordInput.focus();
  }

  override focus(): void {
    (this.login ? this.passwordInput : this.loginInput).focus();
  }

  override render(): unknown {
    const { text } = this;
    const invalid = this.refusal?.kind === 'forbidden' ? 'true' : nothing;
    return html`
      <form @submit=${this.#onSubmit} novalidate>
        <div id="refusal" role="alert">${this.refusal && html`<p class="refusal">${icon('error')}<span>${this.#refusalText(this.refusal)}</span></p>`}</div>
        <div class="field">
          <label for="login">${text('signIn.login')}</label>
          <input
            id="login"
            class="input"
            name="username"
            autocomplete="username"
            autocapitalize="none"
            spellcheck="false"
            dir="ltr"
            .value=${this.login}
            aria-invalid=${invalid}
            aria-describedby="refusal"
          />
        </div>
        <div class="field">
          <label for="password">${text('signIn.password')}</label>
          <input
            id="password"
            class="input"
            name="password"
            type="password"
            autocomplete="current-password"
            dir="ltr"
            aria-invalid=${invalid}
            aria-describedby="refusal"
          />
        </div>
        <button class="button primary" type="submit" aria-disabled=${this.busy || this.wait > 0}>
          ${this.busy ? text('signIn.busy') : text('signIn.submit')}
        </button>
      </form>
    `;
  }

  readonly #onSubmit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (this.busy || this.wait > 0) return;
    this.busy = true;
    try {
      await this.signIn(this.loginInput.value.trim(), this.passwordInput.value);
      this.refusal = null;
      this.passwordInput.value = '';
    } catch (error) {
      this.refusal = error instanceof HttpError ? error : new HttpError('unexpected');
      if (this.refusal.kind === 'rate-limited') this.#countDown(this.refusal.retryAfter ?? 60);
      this.passwordInput.select();
    } finally {
      this.busy = false;
    }
  };

  #countDown(seconds: number): void {
    this.wait = seconds;
    clearInterval(this.#timer);
    this.#timer = setInterval(() => {
      this.wait -= 1;
      if (this.wait > 0) return;
      clearInterval(this.#timer);
      this.refusal = null;
    }, 1_000);
  }

  #refusalText(refusal: HttpError): string {
    switch (refusal.kind) {
      case 'forbidden':
        return this.text('signIn.wrong');
      case 'rate-limited':
        return this.text('signIn.wait', { minutes: Math.floor(this.wait / 60), seconds: String(this.wait % 60).padStart(2, '0') });
      case 'offline':
        return this.text('error.offline');
      default:
        return this.text('error.server');
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sd-sign-in-form': SignInForm;
  }
}
