import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { personaText } from '../session/personas.ts';
import type { Account } from '../session/session.ts';
import type { Text } from '../text/text.ts';
import { baseStyles } from '../ui/base.styles.ts';
import '../ui/avatar.ts';
import '../ui/popover.ts';

/**
 * @summary Who is signed in, what that account may do, and the way out.
 * @fires sign-out
 */
@customElement('sd-user-menu')
export class UserMenu extends LitElement {
  static override styles = [
    baseStyles,
    css`
      .person {
        display: grid;
        gap: 0.25rem;
        max-inline-size: 18rem;
        margin-block-end: 1rem;
        padding-block-end: 1rem;
        border-block-end: 1px solid var(--sd-line);
      }
      .button {
        inline-size: 100%;
      }
    `,
  ];

  @property({ attribute: false }) text!: Text;
  @property({ attribute: false }) account!: Account;

  override render(): unknown {
    const { text } = this;
    const { name, login } = this.account.user;
    const persona = personaText(login);
    return html`<sd-popover label=${text('account.label', { name })}>
      <sd-avatar slot="button" name=${name}></sd-avatar>
      <div class="person">
        <strong><bdi>${name}</bdi></strong>
        <span class="soft small"><bdi>${login}</bdi></span>
        ${persona ? html`<span class="soft small">${text(persona)}</span>` : nothing}
      </div>
      <button class="button" type="button" @click=${() => this.dispatchEvent(new Event('sign-out'))}>${text('account.signOut')}</button>
    </sd-popover>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sd-user-menu': UserMenu;
  }
}
