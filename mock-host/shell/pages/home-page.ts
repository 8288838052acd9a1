import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { NavLink } from '../frame/nav-links.ts';
import type { Text } from '../text/text.ts';
import { baseStyles } from '../ui/base.styles.ts';
import { icon } from '../ui/icon.ts';
import '../ui/page-head.ts';

/**
 * @summary The System Designer's front page: its sections.
 */
@customElement('sd-home-page')
export class HomePage extends LitElement {
  static override styles = [
    baseStyles,
    css`
      h2 {
        margin-block: 2rem 1rem;
      }
      ul {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(20rem, 100%), 1fr));
        gap: 1rem;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      a {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 0 1rem;
        padding: 1.25rem;
        color: var(--sd-text);
        text-decoration: none;
      }
      a:hover {
        border-color: var(--sd-accent);
        text-decoration: none;
      }
      svg {
        grid-row: span 2;
        margin-block-start: 0.25rem;
        color: var(--sd-accent);
      }
    `,
  ];

  @property({ attribute: false }) text!: Text;
  @property({ attribute: false }) links: readonly NavLink[] = [];

  override render(): unknown {
    const { text } = this;
    return html`
      <sd-page-head .text=${text} .crumbs=${[{ label: text('app.product') }]} heading=${text('app.title')}></sd-page-head>
      <h2>${text('nav.group')}</h2>
      <ul>
        ${this.links.map(
          (link) => html`<li>
            <a class="card" href=${link.href}>${icon(link.icon, 24)}<strong>${link.label}</strong><span class="soft small">${link.hint}</span></a>
          </li>`,
        )}
      </ul>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sd-home-page': HomePage;
  }
}
