import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { type Extension, titleOf } from '../plugins/manifest.ts';
import type { Text } from '../text/text.ts';
import { baseStyles } from '../ui/base.styles.ts';
import { icon } from '../ui/icon.ts';
import type { Popover } from '../ui/popover.ts';
import '../ui/popover.ts';

/** An action of a plugin is to be carried out on whoever is picked. */
export class ActionEvent extends Event {
  constructor(readonly action: Extension) {
    super('action');
  }
}

/**
 * @summary *Actions* of a list: starts picking, and then offers what plugins do with those who are picked.
 * @fires start
 * @fires end
 * @fires action
 */
@customElement('sd-actions-menu')
export class ActionsMenu extends LitElement {
  static override styles = [
    baseStyles,
    css`
      .label {
        display: inline-flex;
        align-items: center;
        gap: 0.5rem;
        padding-inline: 1rem;
        border: 1px solid var(--sd-line-strong);
        border-radius: var(--sd-radius);
        background: var(--sd-surface);
        min-block-size: 2.4286rem;
        color: var(--sd-text);
        font-weight: 500;
      }
      .label:hover {
        background: var(--sd-hover);
      }
      ul {
        display: grid;
        gap: 2px;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li button {
        inline-size: 100%;
        min-block-size: 2.4286rem;
        padding: 0.25rem 0.75rem;
        border: 0;
        border-radius: var(--sd-radius);
        background: none;
        text-align: start;
        cursor: pointer;
      }
      li button:hover {
        background: var(--sd-hover);
      }
      li button[aria-disabled='true'] {
        color: var(--sd-text-soft);
        cursor: default;
      }
      .hint {
        margin-block-end: 0.5rem;
        padding-inline: 0.75rem;
      }
    `,
  ];

  @property({ attribute: false }) text!: Text;
  @property({ attribute: false }) actions: readonly Extension[] = [];
  /** Whether users are being picked. */
  @property({ type: Boolean }) picking = false;
  /** How many are. */
  @property({ type: Number }) count = 0;
  @query('sd-popover') private menu!: Popover;

  override render(): unknown {
    const { text, picking, count } = this;
    const item = (label: string, act: () => void, disabled = false): unknown => html`<li>
      <button type="button" aria-disabled=${disabled || nothing} aria-describedby=${disabled ? 'hint' : nothing} @click=${() => disabled || this.#choose(act)}>${label}</button>
    </li>`;
    return html`<sd-popover label=${text('users.actions')} custom-button below>
      <span slot="button" class="label">${text('users.actions')}${icon('chevron', 16)}</span>
      ${picking && count === 0 ? html`<p id="hint" class="hint soft small">${text('users.selectFirst')}</p>` : nothing}
      <ul>
        ${picking
          ? html`${this.actions.map((action) => item(titleOf(action, text.language.code), () => this.dispatchEvent(new ActionEvent(action)), count === 0))}
            ${item(text('users.cancelSelection'), () => this.dispatchEvent(new Event('end')))}`
          : item(text('users.selectMany'), () => this.dispatchEvent(new Event('start')))}
      </ul>
    </sd-popover>`;
  }

  #choose(act: () => void): void {
    this.menu.close();
    // The chosen button is gone from sight: whoever acts may move the focus on from here.
    this.menu.focus();
    act();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sd-actions-menu': ActionsMenu;
  }
}
