import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Directory } from '../api/directory.ts';
import type { UserQuery } from '../routing/routes.ts';
import type { Text } from '../text/text.ts';
import { tabs } from '../ui/tabs.ts';
import { tabStyles } from '../ui/tabs.styles.ts';
import { baseStyles } from '../ui/base.styles.ts';
import { crumbs } from './crumbs.ts';
import '../ui/page-head.ts';
import './product-list.ts';
import './user-list.ts';

/**
 * @summary *License manager*: who holds licenses (CR-1), and how many seats each product has.
 */
@customElement('sd-license-manager-page')
export class LicenseManagerPage extends LitElement {
  static override styles = [
    baseStyles,
    tabStyles,
    css`
      [role='tabpanel'] {
        margin-block-start: 1rem;
      }
    `,
  ];

  @property({ attribute: false }) text!: Text;
  @property({ attribute: false }) directory!: Directory;
  @property() section: 'users' | 'products' = 'users';
  @property({ attribute: false }) query!: UserQuery;

  override render(): unknown {
    const { text, section, directory } = this;
    return html`
      <sd-page-head .text=${text} .crumbs=${crumbs(text, { label: text('nav.licenses') })} heading=${text('nav.licenses')}></sd-page-head>
      ${tabs(text('nav.licenses'), section, [
        { id: 'users', href: '/license-manager', label: text('manager.users') },
        { id: 'products', href: '/license-manager/products', label: text('manager.products') },
      ])}
      <div role="tabpanel" id="panel" aria-labelledby="tab-${section}" tabindex="-1">
        ${section === 'users'
          ? html`<sd-user-list .text=${text} .directory=${directory} .query=${this.query} tab="licenses" licenses></sd-user-list>`
          : html`<sd-product-list .text=${text} .directory=${directory}></sd-product-list>`}
      </div>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sd-license-manager-page': LicenseManagerPage;
  }
}
