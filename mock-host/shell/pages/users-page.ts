import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Directory } from '../api/directory.ts';
import type { UserQuery } from '../routing/routes.ts';
import type { Text } from '../text/text.ts';
import { crumbs } from './crumbs.ts';
import '../ui/page-head.ts';
import './user-list.ts';

/**
 * @summary *System users*: everybody who has an account.
 */
@customElement('sd-users-page')
export class UsersPage extends LitElement {
  static override styles = css`
    sd-user-list {
      margin-block-start: 1rem;
    }
  `;

  @property({ attribute: false }) text!: Text;
  @property({ attribute: false }) directory!: Directory;
  @property({ attribute: false }) query!: UserQuery;

  override render(): unknown {
    const { text } = this;
    return html`
      <sd-page-head .text=${text} .crumbs=${crumbs(text, { label: text('nav.users') })} heading=${text('nav.users')}></sd-page-head>
      <sd-user-list .text=${text} .directory=${this.directory} .query=${this.query}></sd-user-list>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sd-users-page': UsersPage;
  }
}
