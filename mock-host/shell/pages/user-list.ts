import { LitElement, type PropertyValues, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { GrantRecallView } from '../../../src/host/host-services.ts';
import type { Directory, UserRow } from '../api/directory.ts';
import type { Extension } from '../plugins/manifest.ts';
import { type UserQuery, type UserSort, everyUser, longestSearch, routePath } from '../routing/routes.ts';
import type { Text, TextKey } from '../text/text.ts';
import { badge, badgeStyles } from '../ui/badge.ts';
import { baseStyles } from '../ui/base.styles.ts';
import { icon } from '../ui/icon.ts';
import { emptyState, failedState, failureText, stateStyles } from '../ui/load-state.ts';
import { Watch } from '../ui/store.ts';
import { tableStyles } from '../ui/table.styles.ts';
import type { ActionEvent } from './actions-menu.ts';
import { selectionBar, selectionStyles } from './selection-bar.ts';
import { UserListSource } from './user-list-source.ts';
import { userListStyles } from './user-list.styles.ts';
import { type PickedUsers, UserSelection } from './user-selection.ts';
import '../ui/avatar.ts';
import './actions-menu.ts';

/** The administrator searches, filters or sorts; the page writes it into the address and hands it back. */
export class QueryChangeEvent extends Event {
  constructor(readonly query: UserQuery) {
    super('query-change', { bubbles: true, composed: true });
  }
}

/** Something is to be done with the users who are picked. */
export class BulkActionEvent extends Event {
  /** What the plugin is to show. */
  readonly view: GrantRecallView;

  constructor({ view, params }: Extension, picked: PickedUsers) {
    super('bulk-action', { bubbles: true, composed: true });
    this.view = { ...params, name: view, ...picked } as GrantRecallView;
  }
}

/** Short enough to feel immediate, long enough not to ask for every letter. */
const TYPING_MS = 200;

/**
 * @summary Users, searchable, sortable, loaded page by page as one scrolls.
 * @fires query-change
 * @fires bulk-action
 */
@customElement('sd-user-list')
export class UserList extends LitElement {
  static override styles = [baseStyles, badgeStyles, tableStyles, stateStyles, userListStyles, selectionStyles];

  @property({ attribute: false }) text!: Text;
  @property({ attribute: false }) directory!: Directory;
  @property({ attribute: false }) query: UserQuery = everyUser;
  /** Which tab of the user page a name leads to. */
  @property() tab = 'general';
  /** Shows how many licenses each user holds (CR-1). */
  @property({ type: Boolean }) licenses = false;
  /** What can be done with users who are picked; without any, none can be picked. */
  @property({ attribute: false }) actions: readonly Extension[] = [];
  /** Reads the list again when it changes. */
  @property({ type: Number }) revision = 0;

  readonly #source = new UserListSource({ users: (...args) => this.directory.users(...args) });
  readonly #selection = new UserSelection();
  protected readonly watch = new Watch(this, () => [this.#source, this.#selection]);
  readonly #nearEnd = new IntersectionObserver(([entry]) => entry?.isIntersecting && void this.#source.loadMore(), { rootMargin: '400px' });
  #typing: ReturnType<typeof setTimeout> | undefined;
  #observed: Element | null = null;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#typing);
    this.#nearEnd.disconnect();
    this.#source.stop();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('query') || changed.has('revision')) void this.#source.load(this.query);
    if (changed.has('query')) this.#selection.asked(this.query);
    if (this.actions.length === 0) this.#selection.end();
  }

  override updated(): void {
    // Only when the address says something else than what is typed: a space just typed must stay.
    const input = this.#searchInput;
    if (this.#typing === undefined && input && input.value.trim() !== this.query.search) input.value = this.query.search;
    const more = this.#source.value.phase === 'ready' ? this.renderRoot.querySelector('.more') : null;
    if (more === this.#observed) return;
    this.#nearEnd.disconnect();
    this.#observed = more;
    if (more) this.#nearEnd.observe(more);
  }

  override render(): unknown {
    const { text, query } = this;
    const { total, phase } = this.#source.value;
    const selection = this.#selection;
    return html`
      <div class="toolbar" role="search">
        <div class="search">
          ${icon('search', 18)}
          <input
            class="input"
            type="search"
            aria-label=${text('users.search')}
            placeholder=${text('users.search')}
            autocomplete="off"
            maxlength=${longestSearch}
            @input=${this.#onType}
          />
        </div>
        ${this.actions.length > 0
          ? html`<sd-actions-menu
              .text=${text}
              .actions=${this.actions}
              ?picking=${this.#picking}
              .count=${selection.count}
              @start=${this.#onStart}
              @end=${() => selection.end()}
              @action=${this.#onAction}
            ></sd-actions-menu>`
          : nothing}
        <select class="input status" aria-label=${text('users.status')} @change=${this.#onStatus}>
          ${(['all', 'active', 'inactive'] as const).map(
            (status) => html`<option value=${status} .selected=${status === query.status}>${text(`users.${status}`)}</option>`,
          )}
        </select>
        <span class="count" role="status">${total === null || phase === 'failed' ? '' : text('users.total', { count: total })}</span>
      </div>
      ${selectionBar(text, { selection, shown: this.#shown, total, pickMatching: () => selection.pickMatching(query, total!) })} ${this.#body()}
    `;
  }

  #body(): unknown {
    const { text } = this;
    const { rows, phase, error, next } = this.#source.value;
    if (phase === 'failed' && rows.length === 0) return html`<div class="card">${failedState(text, error!, () => void this.#source.retry())}</div>`;
    if (phase === 'ready' && rows.length === 0) return html`<div class="card">${emptyState('search', text('users.none'), text('users.noneHint'))}</div>`;
    return html`<div class="card table-card ${phase}">
      <table aria-busy=${phase !== 'ready'}>
        <thead>
          <tr>
            ${this.#picking ? html`<th scope="col" class="pick-cell"><span class="visually-hidden">${text('users.selection')}</span></th>` : nothing}
            ${this.#heading('users.name', 'name', 'person-cell')} ${this.#heading('users.login', 'login', 'login-cell')} ${this.#heading('users.email', null)}
            ${this.#extra === 'licenses' ? this.#heading('users.licenses', null, 'number count-cell') : nothing}
            ${this.#extra === 'title' ? this.#heading('users.title', null, 'title-cell') : nothing}
            ${this.#heading('users.status', null, 'status-cell')}
          </tr>
        </thead>
        <tbody @keydown=${this.#onKey}>
          ${rows.length > 0 ? repeat(rows, (row) => row.id, (row) => this.#row(row)) : Array.from({ length: 12 }, () => this.#skeleton())}
        </tbody>
      </table>
      ${next === null
        ? nothing
        : html`<div class="more">
            ${phase === 'failed' ? html`<span class="failed" role="alert">${text(failureText(error!))}</span>` : nothing}
            <button class="button" type="button" aria-disabled=${phase === 'loading-more'} @click=${() => this.#source.loadMore()}>
              ${text(phase === 'loading-more' ? 'state.loading' : phase === 'failed' ? 'state.retry' : 'users.more')}
            </button>
          </div>`}
    </div>`;
  }

  #heading(label: TextKey, sort: 'name' | 'login' | null, classes = ''): unknown {
    const words = this.text(label);
    if (!sort) return html`<th scope="col" class=${classes}><span class="plain ${classes.includes('number') ? 'number' : ''}">${words}</span></th>`;
    const descending: UserSort = `-${sort}`;
    const direction = this.query.sort === sort ? 'ascending' : this.query.sort === descending ? 'descending' : nothing;
    return html`<th scope="col" class=${classes} aria-sort=${direction}>
      <button class="sort" type="button" @click=${() => this.#change({ sort: direction === 'ascending' ? descending : sort })}>
        ${words}${direction === nothing ? nothing : icon(direction === 'ascending' ? 'up' : 'down', 14)}
      </button>
    </th>`;
  }

  #row(row: UserRow): unknown {
    const { text } = this;
    const cell = (label: TextKey, value: unknown): unknown =>
      html`<td class=${value ? '' : 'blank'} data-label=${text(label)}><bdi>${value ?? ''}</bdi></td>`;
    const picked = this.#selection.has(row.id);
    return html`<tr class="${this.#picking ? 'pickable' : ''} ${picked ? 'picked' : ''}">
      ${this.#picking
        ? html`<td class="pick-cell">
            <label><input type="checkbox" aria-label=${text('users.selectOne', { name: row.name })} .checked=${picked} @click=${(event: MouseEvent) => this.#onPick(row.id, event)} /></label>
          </td>`
        : nothing}
      <td class="title">
        <a class="person" href=${routePath({ page: 'user', id: row.id, tab: this.tab })}><sd-avatar name=${row.name}></sd-avatar><bdi>${row.name}</bdi></a>
      </td>
      ${cell('users.login', row.login)} ${cell('users.email', row.email?.split('@').map((part, at) => (at ? html`<wbr />@${part}` : part)))}
      ${this.#extra === 'licenses'
        ? html`<td class="number" data-label=${text('users.licenses')}>${row.licenses === null ? '' : text.number(row.licenses)}</td>`
        : nothing}
      ${this.#extra === 'title' ? cell('users.title', row.jobTitle) : nothing}
      <td data-label=${text('users.status')}>${statusBadge(text, row)}</td>
    </tr>`;
  }

  #skeleton(): unknown {
    return html`<tr aria-hidden="true">
      <td class="title"><span class="bone wide"></span></td>
      ${[1, 2, 3].map(() => html`<td><span class="bone"></span></td>`)}
    </tr>`;
  }

  /** The column between e-mail and status, if the host says anything for it. */
  get #extra(): 'licenses' | 'title' | null {
    const { rows } = this.#source.value;
    if (this.licenses) return rows.some((row) => row.licenses !== null) ? 'licenses' : null;
    return rows.some((row) => row.jobTitle !== null) ? 'title' : null;
  }

  get #picking(): boolean {
    return this.#selection.value.kind !== 'off';
  }

  get #shown(): readonly string[] {
    return this.#source.value.rows.map(({ id }) => id);
  }

  get #searchInput(): HTMLInputElement | null {
    return this.renderRoot.querySelector('input[type=search]');
  }

  #change(changes: Partial<UserQuery>): void {
    clearTimeout(this.#typing);
    this.#typing = undefined;
    this.dispatchEvent(new QueryChangeEvent({ ...this.query, search: this.#searchInput?.value.trim() ?? '', ...changes }));
  }

  readonly #onStart = async (): Promise<void> => {
    this.#selection.start();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.selection input')?.focus();
  };

  readonly #onAction = ({ action }: ActionEvent): void => {
    const picked = this.#selection.users(this.#shown);
    if (picked) this.dispatchEvent(new BulkActionEvent(action, picked));
  };

  /** A click, or Space. */
  #onPick(id: string, event: MouseEvent): void {
    this.#selection.pick(id, (event.target as HTMLInputElement).checked, this.#shown, event.shiftKey);
  }

  /** Arrow keys go from box to box; with Shift they pick as they go. */
  readonly #onKey = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const boxes = [...this.renderRoot.querySelectorAll<HTMLInputElement>('td.pick-cell input')];
    const at = boxes.indexOf(event.target as HTMLInputElement);
    const box = boxes[at + step];
    if (at < 0 || step === 0) return;
    event.preventDefault();
    if (!box) return;
    box.focus();
    if (!event.shiftKey) return;
    const shown = this.#shown;
    if (!this.#selection.has(shown[at]!)) this.#selection.pick(shown[at]!, true, shown);
    this.#selection.pick(shown[at + step]!, true, shown, true);
  };

  readonly #onType = (): void => {
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.#change({}), TYPING_MS);
  };

  readonly #onStatus = (event: Event): void => {
    this.#change({ status: (event.target as HTMLSelectElement).value as UserQuery['status'] });
  };
}

export function statusBadge(text: Text, user: Pick<UserRow, 'active' | 'kind'>): unknown {
  if (user.kind === 'system') return badge('idle', 'developer', text('users.system'));
  return user.active ? badge('good', 'check', text('users.activeOne')) : badge('idle', 'pause', text('users.inactiveOne'));
}

declare global {
  interface HTMLElementTagNameMap {
    'sd-user-list': UserList;
  }
}
