import { LitElement, type PropertyValues, type TemplateResult, html, nothing } from 'lit';
import type { LicensingGateway } from '../../licensing/gateway.ts';
import type { LicensesTabKey } from '../../text/licenses-tab/en.ts';
import type { Text } from '../../text/messages.ts';
import { controls } from '../../ui/controls.styles.ts';
import { ask } from '../../ui/dialog.ts';
import { define } from '../../ui/element.ts';
import { notice, skeleton } from '../../ui/load-state.ts';
import { Observed } from '../../ui/observe.ts';
import { pause } from '../../ui/pause.ts';
import { tokens } from '../../ui/tokens.styles.ts';
import type { ViewContext } from '../../ui/view-context.ts';
import { Arrangement, type Column, type Placed, type Wishes, columns } from './arrangement.ts';
import { dayFormat } from './days.ts';
import { type RowView, renderRow, saidText, userWideReason } from './licenses-row.ts';
import type { Ready, TabState } from './licenses-tab.state.ts';
import { LicensesTabStore } from './licenses-tab.store.ts';
import { styles } from './licenses-tab.styles.ts';
import { renderTools } from './licenses-tools.ts';
import { moveFocus, shortcut } from './keyboard.ts';

const given = { attribute: false };

/**
 * @summary One user's licenses: what is granted, what is free, and ticks to grant and recall, sent by Save.
 * @cssproperty --lic-top - height of a bar of the host's that sticks to the top of the page; the table's head stays below it
 * @cssproperty --crt-palette-primary - and the other properties of the host's that `ui/tokens.styles.ts` reads
 */
export class LicensesTab extends LitElement {
  static override readonly styles = [tokens, controls, styles];
  static override readonly properties = { gateway: given, userId: given, can: given, context: given, text: given };

  declare gateway: LicensingGateway;
  /** Another user starts anew: ask `canLeave` first. */
  declare userId: string;
  declare context: ViewContext;
  declare text: Text<LicensesTabKey>;
  /** Whether licenses may be changed; asked anew with every read. */
  declare can: () => Promise<boolean>;

  readonly #state = new Observed<TabState>(this);
  #store: LicensesTabStore | undefined;
  readonly #arrangement = new Arrangement();
  #dirty = false;
  #asking: Promise<boolean> | undefined;
  #hadFocus = false;

  /** Whether the page may be left: asks when changes are not saved, and drops them when told so. */
  async canLeave(): Promise<boolean> {
    if (!this.#dirty) return true;
    const leave = await this.#askToDiscard();
    if (leave) this.#onCancel();
    return leave;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('keydown', this.#onKey);
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.#onKey);
    // An element that is only moved is back in a moment, and its ticks are still wanted.
    queueMicrotask(() => this.isConnected || this.#follow(undefined));
  }

  protected override willUpdate(changed: PropertyValues): void {
    const { context, gateway, userId } = this;
    if (!this.isConnected || !context || !gateway || !userId) return;
    this.dir = context.direction;
    this.lang = context.locale;
    this.setAttribute('theme', context.theme);
    if (!this.#store || changed.has('gateway') || changed.has('userId')) {
      const { now } = context;
      const signedOut = (): Promise<void> | undefined => this.context.signedOut?.();
      this.#follow(new LicensesTabStore({ gateway, userId, now, pause, can: () => this.can(), signedOut }));
    } else if (changed.has('can')) void this.#store.reload();
    const state = this.#state.value;
    this.#setDirty(state?.kind === 'ready' && !!state.pending);
    this.#hadFocus ||= !!this.#focused;
  }

  /** Keeps the focus here when what had it is gone, unless the administrator went elsewhere meanwhile. */
  protected override updated(): void {
    if (!this.#hadFocus) return;
    if (document.activeElement === document.body) this.#search?.focus();
    this.#hadFocus = !this.#focused && document.activeElement === document.body;
  }

  protected override render(): unknown {
    const { text } = this;
    const state = this.#state.value;
    if (!text || !state) return nothing;
    switch (state.kind) {
      case 'loading':
        return skeleton(text('loading'));
      case 'failed':
        return notice(text(state.code), { label: text('retry'), act: this.#onRetry });
      case 'ready':
        return state.rows.length ? this.#renderReady(state) : notice(text('empty'));
    }
  }

  get #focused(): Element | null {
    return (this.renderRoot as ShadowRoot).activeElement;
  }

  get #search(): HTMLElement | null {
    return this.renderRoot.querySelector('[type=search]');
  }

  #renderReady(state: Ready): TemplateResult {
    const { text } = this;
    const { user, mayChange, pending, trouble } = state;
    const reason = userWideReason(user);
    const placed = this.#arrangement.arrange(state.rows, this.context.locale);
    return html`
      ${renderTools(text, this.#arrangement.wishes, state.rows.length, this.#onWish)} ${reason ? notice(text(reason)) : nothing} ${mayChange ? nothing : notice(text('readOnly'))}
      ${trouble ? notice(text(trouble), { label: text('retry'), act: this.#onRetry }) : nothing}
      ${this.#renderTable(state, placed)} ${placed.every((row) => !row || row.hidden) ? notice(text('noMatch')) : nothing}
      ${mayChange || pending ? this.#renderFoot(state) : nothing}
    `;
  }

  #renderTable(state: Ready, placed: readonly (Placed | null)[]): TemplateResult {
    const { text } = this;
    const { locale, timeZone } = this.context;
    const { column, descending } = this.#arrangement.wishes;
    const view: RowView = {
      text,
      state,
      day: dayFormat(locale, 'UTC'),
      date: dayFormat(locale, timeZone),
      onClick: this.#onClick,
    };
    return html`<div role="table" aria-label=${text('status')} @change=${this.#onTick}>
      <div role="row" class="head">
        ${columns.map(
          (name) => html`<div role="columnheader" aria-sort=${name !== column ? 'none' : descending ? 'descending' : 'ascending'}>
            <button .value=${name} @click=${this.#onSort}>${text(name)}</button>
          </div>`,
        )}
      </div>
      ${placed.map(
        (place, at) =>
          place &&
          html`${place.heading
            ? html`<div role="row" class="group"><div role="rowheader">${text(place.heading)}</div></div>`
            : nothing}${renderRow(place, at, view)}`,
      )}
    </div>`;
  }

  #renderFoot({ rows, mayChange, pending, saving, trouble, summary }: Ready): TemplateResult {
    const { text } = this;
    // Read out once, though it stands beside all that it may be about.
    const said = new Set(rows.map((row) => row.said));
    return html`<div class="bar foot">
      <p role="status">${summary && html`${text('summary', summary)}<span class="hushed">${[...said].map((words) => saidText(text, words))}</span>`}</p>
      <p>${pending ? text('unsaved', { count: pending }) : ''}</p>
      <span><button aria-disabled=${!pending || (saving && !trouble)} @click=${this.#onCancel}>${text('cancel')}</button>
      <button class="primary" aria-disabled=${saving || !pending || !mayChange} aria-keyshortcuts="Control+S Meta+S" @click=${this.#onSave}>
        ${text(saving ? 'saving' : 'save')}
      </button></span>
    </div>`;
  }

  /** Lives with another store, or none. */
  #follow(store: LicensesTabStore | undefined): void {
    this.#store?.dispose();
    this.#store = store;
    this.#arrangement.change();
    this.#state.follow(store?.state$);
    if (store) return;
    this.#setDirty(false);
    this.renderRoot.querySelector('dialog')?.close();
  }

  #setDirty(dirty: boolean): void {
    if (dirty === this.#dirty) return;
    this.#dirty = dirty;
    this.context.pending?.(dirty);
    if (dirty) addEventListener('beforeunload', this.#onUnload);
    else removeEventListener('beforeunload', this.#onUnload);
  }

  #askToDiscard(): Promise<boolean> {
    const { text, context } = this;
    const state = this.#state.value;
    const question = {
      title: text('discardTitle'),
      message: text('unsaved', { count: state?.kind === 'ready' ? state.pending : 0 }),
      confirmLabel: text('discard'),
      cancelLabel: text('keep'),
    };
    this.#asking ??= (context.confirm?.(question) ?? ask(this.renderRoot as ShadowRoot, question)).finally(
      () => (this.#asking = undefined),
    );
    return this.#asking;
  }

  readonly #onWish = (event: Event): void => {
    const { name, type, value, checked } = event.target as HTMLInputElement;
    this.#arrange({ [name]: type === 'checkbox' ? checked : value });
  };

  readonly #onSort = (event: Event): void => {
    const column = (event.target as HTMLButtonElement).value as Column;
    const { wishes } = this.#arrangement;
    this.#arrange({ column, descending: column === wishes.column && !wishes.descending });
  };

  readonly #onTick = (event: Event): void => {
    const { value, checked } = event.target as HTMLInputElement;
    this.#store?.toggle(value, checked);
  };

  readonly #onClick = (event: Event): void => {
    const target = event.target as HTMLButtonElement;
    // Can't be pressed, yet can be reached, so that everybody learns why.
    if (target.ariaDisabled === 'true') event.preventDefault();
    else if (target.ariaPressed) this.#store?.toggle(target.value, target.ariaPressed === 'true');
  };

  readonly #onSave = (): void => void this.#store?.save();
  readonly #onCancel = (): void => this.#store?.cancel();
  readonly #onRetry = (): void => this.#store?.retry();
  readonly #onUnload = (event: Event): void => event.preventDefault();

  readonly #onKey = (event: KeyboardEvent): void => {
    const state = this.#state.value;
    if (event.defaultPrevented || this.#asking || state?.kind !== 'ready' || !this.checkVisibility()) return;
    const tab = event.composedPath().find((node) => (node as Element).localName === this.localName);
    const inside = tab === this;
    // Another tab of ours will see to it.
    if (tab && !inside) return;
    switch (shortcut(event)) {
      case 'save':
        if (!inside && !this.#dirty) return;
        this.#onSave();
        break;
      case 'filter':
        this.#search?.focus();
        break;
      case 'escape':
        if (!inside || !this.#escape(state)) return;
        break;
      case 'up':
      case 'down':
        if (!inside || !moveFocus(event, this.renderRoot)) return;
        break;
      case null:
        return;
    }
    event.preventDefault();
  };

  /** Esc takes back the last thing first: the filter, then the ticks; many of them not without asking. Says whether there was any. */
  #escape({ pending, saving }: Ready): boolean {
    if (this.#arrangement.wishes.filter) this.#arrange({ filter: '' });
    else if (!pending || saving) return false;
    else if (pending === 1) this.#onCancel();
    else void this.canLeave();
    return true;
  }

  #arrange(wishes: Partial<Wishes>): void {
    this.#arrangement.change(wishes);
    this.requestUpdate();
  }
}

define('lic-licenses-tab', LicensesTab);

declare global {
  interface HTMLElementTagNameMap {
    'lic-licenses-tab': LicensesTab;
  }
}
