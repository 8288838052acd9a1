import { LitElement, type PropertyValues, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Directory, UserRow } from '../api/directory.ts';
import { type UserQuery, type UserSort, everyUser, longestSearch, routePath } from '../routing/routes.ts';
import type { Text, TextKey } from '../text/text.ts';
import { badge, badgeStyles } from '../ui/badge.ts';
import { baseStyles } from '../ui/base.styles.ts';
import { icon } from '../ui/icon.ts';
import { emptyState, failedState, failureText, stateStyles } from '../ui/load-state.ts';
import { Watch } from '../ui/store.ts';
import { tableStyles } from '../ui/table.styles.ts';
import { UserListSource } from './user-list-source.ts';
import { userListStyles } from './user-list.styles.ts';
import '../ui/avatar.ts';

/** The administrator searches, filters or sorts; the page writes it into the address and hands it back. */
export class QueryChangeEvent extends Event {
  constructor(readonly query: UserQuery) {
    super('query-change', { bubbles: true, composed: true });
  }
}

/** Short enough to feel immediate, long enough not to ask for every letter. */
const TYPING_MS = 200;

/**
 * @summary Users, searchable, sortable, loaded page by page as one scrolls.
 * @fires query-change
 */
@customElement('sd-user-list')
export class UserList extends LitElement {
  static override styles = [baseStyles, badgeStyles, tableStyles, stateStyles, userListStyles];

  @property({ attribute: false }) text!: Text;
  @property({ attribute: false }) directory!: Directory;
  @property({ attribute: false }) query: UserQuery = everyUser;
  /** Which tab of the user page a name leads to. */
  @property() tab = 'general';
  /** Shows how many licenses each user holds (CR-1). */
  @property({ type: Boolean }) licenses = false;

  readonly #source = new UserListSource({ users: (...args) => this.directory.users(...args) });
  protected readonly watch = new Watch(this, () => [this.#source]);
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
    if (changed.has('query')) void this.#source.load(this.query);
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
        <select class="input status" aria-label=${text('users.status')} @change=${this.#onStatus}>
          ${(['all', 'active', 'inactive'] as const).map(
            (status) => html`<option value=${status} .selected=${status === query.status}>${text(`users.${status}`)}</option>`,
          )}
        </select>
        <span class="count" role="status">${total === null || phase === 'failed' ? '' : text('users.total', { count: total })}</span>
      </div>
      ${this.#body()}
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
            ${this.#heading('users.name', 'name', 'person-cell')} ${this.#heading('users.login', 'login', 'login-cell')} ${this.#heading('users.email', null)}
            ${this.#extra === 'licenses' ? this.#heading('users.licenses', null, 'number count-cell') : nothing}
            ${this.#extra === 'title' ? this.#heading('users.title', null, 'title-cell') : nothing}
            ${this.#heading('users.status', null, 'status-cell')}
          </tr>
        </thead>
        <tbody>
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
    return html`<tr>
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

  get #searchInput(): HTMLInputElement | null {
    return this.renderRoot.querySelector('input[type=search]');
  }

  #change(changes: Partial<UserQuery>): void {
    clearTimeout(this.#typing);
    this.#typing = undefined;
    this.dispatchEvent(new QueryChangeEvent({ ...this.query, search: this.#searchInput?.value.trim() ?? '', ...changes }));
  }

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
