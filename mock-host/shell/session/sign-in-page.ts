import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { Text } from '../text/text.ts';
import { baseStyles } from '../ui/base.styles.ts';
import { endNotice } from './end-notice.ts';
import { personas } from './personas.ts';
import type { SessionEnd } from './session-end.ts';
import type { Session } from './session.ts';
import type { SignInForm } from './sign-in-form.ts';
import './sign-in-form.ts';
import '../ui/avatar.ts';

/**
 * @summary The page everyone starts on, with the accounts of the demonstration data to pick from.
 * @slot settings - theme and language
 */
@customElement('sd-sign-in-page')
export class SignInPage extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: grid;
        grid-template-rows: auto 1fr;
        min-block-size: 100dvh;
      }
      .settings {
        display: flex;
        justify-content: flex-end;
        gap: 0.25rem;
        padding: 0.5rem 1rem;
      }
      main {
        display: grid;
        grid-template-columns: repeat(2, minmax(0, 23rem));
        place-content: center;
        gap: 1px;
        margin: 0 1rem 4rem;
      }
      section {
        padding: 2.5rem;
        background: var(--sd-surface);
        border: 1px solid var(--sd-line);
      }
      section:first-child {
        border-start-start-radius: 12px;
        border-end-start-radius: 12px;
      }
      section:last-child {
        border-inline-start: 0;
        border-start-end-radius: 12px;
        border-end-end-radius: 12px;
        background: var(--sd-hover);
      }
      .brand {
        display: flex;
        align-items: center;
        gap: 0.5rem;
        margin-block-end: 2rem;
        font-weight: 600;
      }
      h1 {
        margin-block-end: 1rem;
      }
      .notice {
        display: grid;
        gap: 0.25rem;
        margin-block-end: 1.5rem;
        padding: 0.5rem 0.75rem;
        border: 1px solid var(--sd-warn);
        border-radius: var(--sd-radius);
        background: var(--sd-warn-soft);
        color: var(--sd-warn);
        overflow-wrap: anywhere;
      }
      ul {
        display: grid;
        gap: 0.25rem;
        margin: 1rem -0.75rem 0;
        padding: 0;
        list-style: none;
      }
      .persona {
        display: grid;
        grid-template-columns: auto 1fr;
        align-items: center;
        gap: 0 0.75rem;
        inline-size: 100%;
        padding: 0.5rem 0.75rem;
        border: 1px solid transparent;
        border-radius: var(--sd-radius);
        background: none;
        text-align: start;
        cursor: pointer;
      }
      .persona:hover {
        background: var(--sd-surface);
        border-color: var(--sd-line);
      }
      sd-avatar {
        grid-row: span 2;
      }
      .login {
        font-weight: 500;
      }
      code {
        font-family: inherit;
        font-weight: 600;
      }
      @media (max-width: 48rem) {
        main {
          grid-template-columns: minmax(0, 26rem);
          place-content: start center;
        }
        section {
          padding: 1.5rem;
          border-radius: 12px !important;
        }
        section:last-child {
          border-inline-start: 1px solid var(--sd-line);
          margin-block-start: 0.5rem;
        }
      }
    `,
  ];

  @property({ attribute: false }) text!: Text;
  @property({ attribute: false }) session!: Session;
  /** How the session before ended; null when there was none. */
  @property({ attribute: false }) end: SessionEnd | null = null;
  @query('sd-sign-in-form') private form!: SignInForm;

  override firstUpdated(): void {
    void this.form.updateComplete.then(() => this.form.focus());
  }

  override render(): unknown {
    const { text } = this;
    return html`
      <header class="settings"><slot name="settings"></slot></header>
      <main>
        <section aria-labelledby="heading">
          <div class="brand"><img src="/icon.svg" alt="" width="28" height="28" />${text('app.product')}</div>
          <h1 id="heading">${text('signIn.title')}</h1>
          ${this.end ? html`<p class="notice" role="status">${endNotice(text, this.end)}</p>` : nothing}
          <sd-sign-in-form .text=${text} .signIn=${(login: string, password: string) => this.session.signIn(login, password)}></sd-sign-in-form>
        </section>
        <section aria-labelledby="accounts">
          <h2 id="accounts">${text('signIn.accounts')}</h2>
          <p class="soft small">${text('signIn.accountsHint')} <code>demo</code></p>
          <ul>
            ${personas.map(
              ({ login, may }) => html`<li>
                <button class="persona" type="button" @click=${() => this.form.fill(login, 'demo')}>
                  <sd-avatar name=${login.replace('.', ' ')}></sd-avatar>
                  <bdi class="login">${login}</bdi>
                  <span class="soft small">${text(may)}</span>
                </button>
              </li>`,
            )}
          </ul>
        </section>
      </main>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sd-sign-in-page': SignInPage;
  }
}
