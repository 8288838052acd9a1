import { LitElement, type PropertyValues, type TemplateResult, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { LicensingGateway } from '../../licensing/gateway.ts';
import type { Text } from '../../text/messages.ts';
import { ask } from '../../ui/dialog.ts';
import { define } from '../../ui/element.ts';
import { notice } from '../../ui/load-state.ts';
import { Observed } from '../../ui/observe.ts';
import { tokens } from '../../ui/tokens.styles.ts';
import type { ViewContext } from '../../ui/view-context.ts';
import { type Arrangement, type Column, type Grouping, type Place, arrange, columns, matches } from './arrange.ts';
import { dayFormat } from './days.ts';
import { type RowView, renderRow, userWideReason } from './licenses-row.ts';
import type { Ready, TabState } from './licenses-tab.state.ts';
import { LicensesTabStore } from './licenses-tab.store.ts';
import { styles } from './licenses-tab.styles.ts';
import { moveFocus, shortcut } from './keyboard.ts';
import { pause } from './pause.ts';

const given = { attribute: false };
/** From this many products on, grouping them helps. */
const MANY = 12;

/**
 * @summary One user's licenses: what is granted, what is free, and ticks to grant and recall, sent by Save.
 * @cssproperty --lic-accent - and the other tokens of `ui/tokens.styles.ts`
 */
export class LicensesTab extends LitElement {
  static override readonly styles = [tokens, styles];
  static override readonly properties = { gateway: given, userId: given, context: given, text: given };

  declare gateway: LicensingGateway;
  /** Another user starts anew: ask `canLeave` first. */
  declare userId: string;
  declare context: ViewContext;
  declare text: Text;
  /** Whether licenses may be changed; asked anew with every read. */
  can = async (): Promise<boolean> => false;

  readonly #state = new Observed<TabState>(this);
  #store: LicensesTabStore | undefined;
  #filter = '';
  #onlyGranted = false;
  #arrangement: Arrangement = { column: 'product', descending: false, group: null };
  /** The rows' order stays until the administrator asks for another: nothing moves under the pointer. */
  #places: readonly Place[] = [];
  /** Rows once shown stay while the filter is the same, for the same reason. */
  readonly #kept = new Set<string>();
  #dirty = false;
  #asking: Promise<boolean> | undefined;

  /** Whether the page may be left: asks when changes are not saved, and drops them when told so. */
  async canLeave(): Promise<boolean> {
    if (!this.#dirty) return true;
    const leave = await this.#askToDiscard();
    if (leave) this.#store?.cancel();
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
    queueMicrotask(() => {
      if (!this.isConnected) this.#follow(undefined);
    });
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
    }
    const state = this.#state.value;
    this.#setDirty(state?.kind === 'ready' && (state.saving || !!state.pending));
  }

  protected override render(): unknown {
    const { text } = this;
    const state = this.#state.value;
    if (!text || !state) return nothing;
    switch (state.kind) {
      case 'loading':
        return html`<div class="skeleton" role="status" aria-label=${text('loading')}>${'······'.split('').map(() => html`<i></i>`)}</div>`;
      case 'failed':
        return notice(text(state.code), { label: text('retry'), act: this.#onRetry });
      case 'ready':
        return state.rows.length ? this.#renderReady(state) : notice(text('empty'));
    }
  }

  #renderReady(state: Ready): TemplateResult {
    const { text } = this;
    const { user, rows, mayChange, pending, saving, trouble, summary } = state;
    const reason = userWideReason(user);
    const idle = saving && !trouble;
    return html`
      <div class="bar">
        <input
          type="search"
          .value=${this.#filter}
          placeholder=${text('filter')}
          aria-label=${text('filter')}
          aria-keyshortcuts="/"
          @input=${this.#onFilter}
        />
        <label><input type="checkbox" .checked=${this.#onlyGranted} @change=${this.#onOnlyGranted} />${text('onlyGranted')}</label>
        ${rows.length < MANY
          ? nothing
          : html`<label
              >${text('group')}
              <select @change=${this.#onGroup}>
                <option value="">${text('ungrouped')}</option>
                <option value="status">${text('status')}</option>
                <option value="type">${text('type')}</option>
              </select></label
            >`}
      </div>
      ${reason ? html`<p class="banner">${text(reason)}</p>` : nothing}
      ${mayChange ? nothing : html`<p class="banner">${text('readOnly')}</p>`}
      ${trouble ? notice(text(trouble), { label: text('retry'), act: this.#onRetry }) : nothing}
      ${this.#renderTable(state)}
      ${mayChange
        ? html`<div class="bar foot">
            <p role="status">${summary ? text('summary', summary) : ''}</p>
            <p>${pending ? text('unsaved', { count: pending }) : ''}</p>
            <button aria-disabled=${idle || !pending} @click=${this.#onCancel}>${text('cancel')}</button>
            <button class="primary" aria-disabled=${saving || !pending} aria-keyshortcuts="Control+S Meta+S" @click=${this.#onSave}>
              ${text(saving ? 'saving' : 'save')}
            </button>
          </div>`
        : nothing}
    `;
  }

  #renderTable(state: Ready): TemplateResult {
    const { text, context } = this;
    const { column, descending } = this.#arrangement;
    const rows = new Map(state.rows.map((row) => [row.license.productId, row]));
    if (this.#places.length !== rows.size || !this.#places.every(({ id }) => rows.has(id))) {
      this.#places = arrange(state.rows, this.#arrangement, context.locale);
    }
    const { locale, timeZone } = context;
    const view: RowView = { text, state, day: dayFormat(locale, 'UTC'), date: dayFormat(locale, timeZone) };
    let shown = 0;
    let above: Place['group'] = null;
    return html`<div
      role="table"
      aria-label=${text('product')}
      @click=${this.#onClick}
      @change=${this.#onTick}
    >
      <div role="row" class="head">
        ${columns.map(
          (name) => html`<div
            role="columnheader"
            aria-sort=${name === column ? (descending ? 'descending' : 'ascending') : 'none'}
          >
            <button .value=${name} @click=${this.#onSort}>${text(name)}</button>
          </div>`,
        )}
      </div>
      ${repeat(
        this.#places,
        ({ id }) => id,
        (place, at) => {
          const row = rows.get(place.id)!;
          const hidden = !this.#kept.has(place.id) && !matches(row, this.#filter, this.#onlyGranted);
          if (!hidden) {
            this.#kept.add(place.id);
            shown++;
          }
          const opens = !hidden && place.group !== above ? place.group : null;
          above = opens ?? above;
          return html`${opens
            ? html`<div role="row" class="group"><div role="rowheader">${text(opens)}</div></div>`
            : nothing}${renderRow(row, at, hidden, view)}`;
        },
      )}
      ${shown ? nothing : html`<p>${text('noMatch')}</p>`}
    </div>`;
  }

  /** Lives with another store, or none. */
  #follow(store: LicensesTabStore | undefined): void {
    this.#store?.dispose();
    this.#store = store;
    this.#places = [];
    this.#kept.clear();
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

  readonly #onFilter = (event: Event): void => {
    this.#filter = (event.target as HTMLInputElement).value;
    this.#rearrange();
  };

  readonly #onOnlyGranted = (event: Event): void => {
    this.#onlyGranted = (event.target as HTMLInputElement).checked;
    this.#rearrange();
  };

  readonly #onGroup = (event: Event): void => {
    this.#rearrange({ group: ((event.target as HTMLSelectElement).value || null) as Grouping | null });
  };

  readonly #onSort = (event: Event): void => {
    const column = (event.target as HTMLButtonElement).value as Column;
    this.#rearrange({ column, descending: column === this.#arrangement.column && !this.#arrangement.descending });
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
  readonly #onRetry = (): void => this.#store?.retry();
  readonly #onUnload = (event: Event): void => event.preventDefault();

  readonly #onCancel = (event: Event): void => {
    if ((event.target as HTMLElement).ariaDisabled !== 'true') this.#store?.cancel();
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    const state = this.#state.value;
    if (event.defaultPrevented || this.#asking || state?.kind !== 'ready' || !this.checkVisibility()) return;
    const inside = event.composedPath().includes(this);
    switch (shortcut(event)) {
      case 'save':
        if (!inside && !this.#dirty) return;
        this.#onSave();
        break;
      case 'filter':
        this.renderRoot.querySelector<HTMLElement>('[type=search]')?.focus();
        break;
      case 'escape':
        if (!inside) return;
        void this.#escape(state);
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

  /** Esc takes back the last thing first: the filter, then the ticks; many of them not without asking. */
  async #escape({ pending, saving }: Ready): Promise<void> {
    if (this.#filter) {
      this.#filter = '';
      this.#rearrange();
    } else if (pending && !saving && (pending === 1 || (await this.#askToDiscard()))) this.#store?.cancel();
  }

  /** Another order or selection of rows. */
  #rearrange(change: Partial<Arrangement> = {}): void {
    this.#arrangement = { ...this.#arrangement, ...change };
    this.#places = [];
    this.#kept.clear();
    this.requestUpdate();
  }
}

define('lic-licenses-tab', LicensesTab);

declare global {
  interface HTMLElementTagNameMap {
    'lic-licenses-tab': LicensesTab;
  }
}
