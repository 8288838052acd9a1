import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { type Notification, type NotificationStore, outcomes } from '../api/notifications.ts';
import type { Text } from '../text/text.ts';
import { baseStyles } from '../ui/base.styles.ts';
import { icon } from '../ui/icon.ts';
import type { Popover } from '../ui/popover.ts';
import { Watch } from '../ui/store.ts';
import '../ui/popover.ts';

/**
 * @summary What the host has to tell: how many it is that one has not read, and all of it.
 */
@customElement('sd-notification-bell')
export class NotificationBell extends LitElement {
  static override styles = [
    baseStyles,
    css`
      .bell {
        position: relative;
        display: grid;
      }
      .count {
        position: absolute;
        inset-block-start: -0.5rem;
        inset-inline-end: -0.6rem;
        min-inline-size: 1.2857rem;
        padding-inline: 0.25rem;
        border-radius: 1rem;
        background: var(--sd-accent);
        color: var(--sd-on-accent);
        font-size: 0.7857rem;
        font-weight: 600;
        line-height: 1.2857rem;
        text-align: center;
        font-variant-numeric: tabular-nums;
      }
      .panel {
        inline-size: min(23rem, calc(100vw - 4rem));
      }
      ul {
        display: grid;
        gap: 2px;
        margin: 0 -0.5rem 0.5rem;
        padding: 0;
        list-style: none;
      }
      a {
        display: grid;
        grid-template-columns: 0.5714rem 1fr;
        gap: 0 0.75rem;
        align-items: baseline;
        padding: 0.5rem;
        border-radius: var(--sd-radius);
        color: inherit;
      }
      a:hover {
        background: var(--sd-hover);
        text-decoration: none;
      }
      .dot {
        inline-size: 0.5714rem;
        block-size: 0.5714rem;
        border-radius: 50%;
        background: var(--sd-accent);
      }
      strong {
        font-weight: 600;
      }
      a > :not(.dot, strong) {
        grid-column: 2;
      }
      .panel > .button {
        inline-size: 100%;
      }
      .failed {
        margin-block-end: 0.5rem;
        color: var(--sd-bad);
      }
      @media (forced-colors: active) {
        .dot,
        .count {
          forced-color-adjust: none;
          background: Highlight;
          color: HighlightText;
        }
      }
    `,
  ];

  @property({ attribute: false }) text!: Text;
  @property({ attribute: false }) store!: NotificationStore;
  /** Where a batch is to be found; null = nowhere. */
  @property({ attribute: false }) linkTo!: (batchId: string) => string | null;
  protected readonly watch = new Watch(this, () => [this.store]);

  override connectedCallback(): void {
    super.connectedCallback();
    this.store.start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.store.stop();
  }

  override render(): unknown {
    const { text } = this;
    const { items, unread, failed } = this.store.value;
    return html`<sd-popover label=${unread ? text('notifications.unread', { count: unread }) : text('notifications.label')} @open=${() => void this.store.read()}>
      <span slot="button" class="bell">${icon('bell')}${unread ? html`<span class="count" aria-hidden="true">${text.number(unread)}</span>` : nothing}</span>
      <div class="panel">
        ${failed ? html`<p class="failed" role="alert">${text('notifications.failedToLoad')}</p>` : nothing}
        ${items.length > 0 ? html`<ul>${items.map((item) => this.#item(item))}</ul>` : failed ? nothing : html`<p class="soft">${text('notifications.none')}</p>`}
        ${unread ? html`<button class="button" type="button" @click=${() => void this.store.markRead()}>${text('notifications.markRead')}</button>` : nothing}
      </div>
    </sd-popover>`;
  }

  #item({ batchId, tally, createdAt, unread }: Notification): unknown {
    const { text } = this;
    const counts = outcomes.filter((outcome) => tally[outcome] > 0).map((outcome) => text(`notifications.${outcome}`, { count: tally[outcome] }));
    const when = new Intl.DateTimeFormat(text.language.locale, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(createdAt));
    return html`<li>
      <a href=${this.linkTo(batchId) ?? nothing} @click=${this.#onFollow}>
        ${unread ? html`<span class="dot" role="img" aria-label=${text('notifications.isUnread')}></span>` : html`<span></span>`}
        <strong>${text('notifications.batch')}</strong>
        <span>${counts.join(' · ')}</span>
        <time class="soft small" datetime=${createdAt}>${when}</time>
      </a>
    </li>`;
  }

  /** The link is followed by the frame. */
  readonly #onFollow = (): void => {
    this.renderRoot.querySelector<Popover>('sd-popover')?.close();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'sd-notification-bell': NotificationBell;
  }
}
