import { LitElement, css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { baseStyles } from './base.styles.ts';
import { type IconName, icon } from './icon.ts';

/**
 * @summary A button that opens a panel below it. Esc, a click elsewhere and leaving it with Tab close it.
 * @fires open
 * @slot - the panel's content
 * @slot button - replaces the icon on the button
 */
@customElement('sd-popover')
export class Popover extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        position: relative;
        display: inline-flex;
      }
      .custom {
        inline-size: auto;
      }
      [aria-expanded='true'] {
        background: var(--sd-hover);
        color: var(--sd-text);
      }
      .panel {
        position: absolute;
        inset-block-start: calc(100% + 6px);
        inset-inline-end: 0;
        z-index: 30;
        min-inline-size: 13rem;
        max-block-size: calc(100dvh - 5rem);
        overflow: auto;
        padding: 1rem;
        border: 1px solid var(--sd-line);
        border-radius: 8px;
        background: var(--sd-raised);
        box-shadow: var(--sd-shadow);
      }
      :host([below]) .panel {
        inset-inline: 0 auto;
      }
      @media (max-width: 40rem) {
        :host(:not([below])) .panel {
          position: fixed;
          inset: 3.8571rem 0.5714rem auto;
        }
      }
    `,
  ];

  /** The button's name, and the panel's. */
  @property() label = '';
  @property() icon: IconName = 'menu';
  @property({ type: Boolean, attribute: 'custom-button' }) customButton = false;
  /** Opens in line with the button's start, in any window; else at its end, and across a small window. */
  @property({ type: Boolean, reflect: true }) below = false;
  @state() private open = false;

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('pointerdown', this.#onOutside);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('pointerdown', this.#onOutside);
  }

  close(): void {
    this.open = false;
  }

  override focus(): void {
    this.renderRoot.querySelector('button')?.focus();
  }

  override render(): unknown {
    return html`
      <button
        class="icon-button ${this.customButton ? 'custom' : ''}"
        type="button"
        title=${this.label}
        aria-label=${this.label}
        aria-expanded=${this.open}
        aria-controls="panel"
        @click=${this.#onToggle}
        @keydown=${this.#onKey}
      >
        <slot name="button">${icon(this.icon)}</slot>
      </button>
      <div
        id="panel"
        class="panel"
        role="group"
        aria-label=${this.label}
        ?hidden=${!this.open}
        @keydown=${this.#onKey}
        @focusout=${this.#onFocusOut}
      >
        <slot></slot>
      </div>
    `;
  }

  readonly #onToggle = (): void => {
    this.open = !this.open;
    if (this.open) this.dispatchEvent(new Event('open'));
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !this.open) return;
    event.stopPropagation();
    this.open = false;
    this.renderRoot.querySelector('button')?.focus();
  };

  readonly #onFocusOut = (event: FocusEvent): void => {
    // No related target: the window lost focus, or a click landed on plain text; neither closes the panel.
    if (event.relatedTarget instanceof Node && !this.contains(event.relatedTarget) && event.relatedTarget !== this) this.open = false;
  };

  readonly #onOutside = (event: Event): void => {
    if (this.open && !event.composedPath().includes(this)) this.open = false;
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'sd-popover': Popover;
  }
}
