import { LitElement, css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { baseStyles } from './base.styles.ts';
import { type IconName, icon } from './icon.ts';

export interface Message {
  readonly kind: 'success' | 'warning' | 'error';
  readonly text: string;
}

const icons: Readonly<Record<Message['kind'], IconName>> = { success: 'check', warning: 'warning', error: 'error' };
/** Long enough to read two lines; errors stay until they are closed. */
const SHOWN_MS = 7_000;

/**
 * @summary Short messages at the edge of the page, read out when they appear.
 */
@customElement('sd-toasts')
export class Toasts extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        position: fixed;
        inset-block-end: 1rem;
        inset-inline-end: 1rem;
        z-index: 40;
        display: grid;
        justify-items: end;
        max-inline-size: min(26rem, calc(100vw - 2rem));
        pointer-events: none;
      }
      .toast {
        display: grid;
        grid-template-columns: auto 1fr auto;
        align-items: center;
        gap: 0.75rem;
        margin-block-start: 0.5rem;
        padding: 0.5rem 0.5rem 0.5rem 1rem;
        border: 1px solid var(--sd-line);
        border-inline-start: 4px solid var(--tone);
        border-radius: 8px;
        background: var(--sd-raised);
        box-shadow: var(--sd-shadow);
        pointer-events: auto;
        overflow-wrap: anywhere;
      }
      .toast > svg {
        color: var(--tone);
      }
      .success {
        --tone: var(--sd-good);
      }
      .warning {
        --tone: var(--sd-warn);
      }
      .error {
        --tone: var(--sd-bad);
      }
    `,
  ];

  @property({ attribute: 'close-label' }) closeLabel = '';
  @state() private shown: readonly (Message & { readonly id: number })[] = [];
  #count = 0;
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();

  show(message: Message): void {
    const id = (this.#count += 1);
    this.shown = [...this.shown.slice(-2), { ...message, id }];
    if (message.kind === 'error') return;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#close(id);
    }, SHOWN_MS);
    this.#timers.add(timer);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  override render(): unknown {
    return html`<div role="status">
      ${repeat(
        this.shown,
        (toast) => toast.id,
        (toast) => html`<div class="toast ${toast.kind}">
          ${icon(icons[toast.kind])}
          <span dir="auto">${toast.text}</span>
          <button class="icon-button" type="button" aria-label=${this.closeLabel} @click=${() => this.#close(toast.id)}>${icon('close', 16)}</button>
        </div>`,
      )}
    </div>`;
  }

  #close(id: number): void {
    this.shown = this.shown.filter((toast) => toast.id !== id);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sd-toasts': Toasts;
  }
}
