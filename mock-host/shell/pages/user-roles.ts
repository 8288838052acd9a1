import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { UserDetails } from '../api/directory.ts';
import type { Text } from '../text/text.ts';
import { baseStyles } from '../ui/base.styles.ts';
import { emptyState, stateStyles } from '../ui/load-state.ts';

/**
 * @summary The roles a user belongs to. A role may bring licenses with it (CR-9).
 */
@customElement('sd-user-roles')
export class UserRoles extends LitElement {
  static override styles = [
    baseStyles,
    stateStyles,
    css`
      ul {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        gap: 0.125rem;
        padding: 0.75rem 1.5rem;
      }
      li + li {
        border-block-start: 1px solid var(--sd-line);
      }
      strong {
        font-weight: 500;
      }
    `,
  ];

  @property({ attribute: false }) text!: Text;
  @property({ attribute: false }) roles: UserDetails['roles'] = [];

  override render(): unknown {
    const { text, roles } = this;
    if (roles.length === 0) return html`<div class="card">${emptyState('users', text('roles.none'))}</div>`;
    return html`<ul class="card">
      ${roles.map(
        (role) => html`<li><strong><bdi>${role.name}</bdi></strong>${role.description ? html`<span class="soft small"><bdi>${role.description}</bdi></span>` : ''}</li>`,
      )}
    </ul>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sd-user-roles': UserRoles;
  }
}
