import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Text } from '../text/text.ts';
import { baseStyles } from '../ui/base.styles.ts';
import { icon } from '../ui/icon.ts';
import type { NavLink } from './nav-links.ts';

/**
 * @summary The sections of the System Designer. Collapsed, it shows icons only.
 */
@customElement('sd-side-nav')
export class SideNav extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: block;
      }
      .group {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 0.5rem;
        inline-size: 100%;
        min-block-size: 2.2857rem;
        margin-block-end: 0.25rem;
        padding: 0.25rem 0.75rem;
        border: 0;
        border-radius: var(--sd-radius);
        background: none;
        color: var(--sd-text-soft);
        font-size: 0.8571rem;
        font-weight: 600;
        text-align: start;
        cursor: pointer;
      }
      .group:hover {
        background: var(--sd-hover);
      }
      .group svg {
        flex: none;
        transition: rotate 120ms;
      }
      .group[aria-expanded='false'] svg {
        rotate: -90deg;
      }
      ul {
        display: grid;
        gap: 2px;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      a {
        display: flex;
        align-items: center;
        gap: 0.75rem;
        min-block-size: 2.5714rem;
        padding: 0.25rem 0.75rem;
        border-radius: var(--sd-radius);
        color: var(--sd-text);
        text-decoration: none;
      }
      a:hover {
        background: var(--sd-hover);
        text-decoration: none;
      }
      a svg {
        flex: none;
        color: var(--sd-text-soft);
      }
      a[aria-current] {
        background: var(--sd-selected);
        color: var(--sd-accent);
        font-weight: 600;
      }
      a[aria-current] svg {
        color: inherit;
      }
      .collapsed .group {
        display: none;
      }
      .collapsed a {
        justify-content: center;
        padding: 0;
      }
      @media (prefers-reduced-motion: reduce) {
        .group svg {
          transition: none;
        }
      }
      @media (forced-colors: active) {
        a[aria-current] {
          outline: 2px solid Highlight;
          outline-offset: -2px;
        }
      }
    `,
  ];

  @property({ attribute: false }) text!: Text;
  @property({ attribute: false }) links: readonly NavLink[] = [];
  @property({ type: Boolean }) collapsed = false;
  @state() private closed = false;

  override render(): unknown {
    const { text, collapsed } = this;
    const open = collapsed || !this.closed;
    return html`<nav class=${collapsed ? 'collapsed' : ''} aria-label=${text('app.title')}>
      <button class="group" type="button" aria-expanded=${open} aria-controls="links" @click=${() => (this.closed = !this.closed)}>
        ${text('nav.group')}${icon('chevron', 16)}
      </button>
      <ul id="links" ?hidden=${!open}>
        ${this.links.map(
          (link) => html`<li>
            <a
              href=${link.href}
              title=${collapsed ? link.label : nothing}
              aria-label=${collapsed ? link.label : nothing}
              aria-current=${link.current ? 'page' : nothing}
              >${icon(link.icon)}${collapsed ? nothing : html`<span>${link.label}</span>`}</a
            >
          </li>`,
        )}
      </ul>
    </nav>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sd-side-nav': SideNav;
  }
}
