import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Text } from '../text/text.ts';
import { baseStyles } from './base.styles.ts';

export interface Crumb {
  readonly label: string;
  readonly href?: string;
}

/**
 * @summary Where the page is and what it is called; names the browser's tab as well.
 * @slot lead - before the heading, such as an avatar
 * @slot sub - a line below the heading
 * @slot actions - at the end of the row
 */
@customElement('sd-page-head')
export class PageHead extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: block;
      }
      ol {
        display: flex;
        flex-wrap: wrap;
        gap: 0.25rem 0.5rem;
        margin: 0 0 0.5rem;
        padding: 0;
        list-style: none;
        font-size: 0.9286rem;
        color: var(--sd-text-soft);
      }
      li + li::before {
        content: '/';
        margin-inline-end: 0.5rem;
        color: var(--sd-line-strong);
      }
      li a {
        display: inline-block;
        padding-block: 0.2rem;
        margin-block: -0.2rem;
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.5rem 1rem;
        min-block-size: 2.5rem;
      }
      .words {
        flex: 1 1 12rem;
        min-inline-size: 0;
      }
      h1 {
        overflow-wrap: anywhere;
      }
      .bone {
        display: inline-block;
        inline-size: 12rem;
        max-inline-size: 60%;
        block-size: 1.4rem;
        border-radius: 6px;
        background: var(--sd-idle-soft);
      }
    `,
  ];

  @property({ attribute: false }) text!: Text;
  @property({ attribute: false }) crumbs: readonly Crumb[] = [];
  /** Empty while it is not known yet. */
  @property() heading = '';

  /** After a navigation, so that keyboard and screen reader start at the new page. */
  focusHeading(): void {
    this.renderRoot.querySelector('h1')?.focus();
  }

  override updated(): void {
    document.title = [this.heading, this.text('app.title')].filter(Boolean).join(' · ');
  }

  override render(): unknown {
    return html`
      <nav aria-label=${this.text('app.breadcrumb')}>
        <ol>
          ${this.crumbs.map(({ label, href }) => html`<li>${href ? html`<a href=${href}><bdi>${label}</bdi></a>` : html`<bdi>${label}</bdi>`}</li>`)}
        </ol>
      </nav>
      <div class="row">
        <slot name="lead"></slot>
        <div class="words">
          <h1 tabindex="-1">
            ${this.heading ? html`<bdi>${this.heading}</bdi>` : html`<span class="bone"></span><span class="visually-hidden">${this.text('state.loading')}</span>`}
          </h1>
          <slot name="sub"></slot>
        </div>
        <slot name="actions"></slot>
      </div>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sd-page-head': PageHead;
  }
}
