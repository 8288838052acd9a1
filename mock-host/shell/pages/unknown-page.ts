import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Text } from '../text/text.ts';
import { baseStyles } from '../ui/base.styles.ts';
import '../ui/page-head.ts';

/**
 * @summary What an address shows that leads nowhere.
 */
@customElement('sd-unknown-page')
export class UnknownPage extends LitElement {
  static override styles = [
    baseStyles,
    css`
      p {
        margin-block: 0.5rem 1.5rem;
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property({ attribute: false }) text!: Text;
  @property() path = '';

  override render(): unknown {
    const { text } = this;
    return html`
      <sd-page-head .text=${text} .crumbs=${[{ label: text('app.title'), href: '/' }]} heading=${text('unknown.title')}></sd-page-head>
      <p class="soft">${text('unknown.hint', { path: `\u2066${this.path}\u2069` })}</p>
      <a class="button" href="/">${text('unknown.home')}</a>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sd-unknown-page': UnknownPage;
  }
}
