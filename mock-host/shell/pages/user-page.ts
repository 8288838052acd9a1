import { LitElement, type PropertyValues, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Directory, UserDetails } from '../api/directory.ts';
import type { PluginCatalog } from '../plugins/catalog.ts';
import { catalogNotice, extensionView, noExtension, noticeStyles, visibleExtensions } from '../plugins/extension-view.ts';
import type { PluginContext } from '../plugins/host-services.ts';
import { type Extension, titleOf } from '../plugins/manifest.ts';
import type { PendingChangeEvent } from '../plugins/plugin-place.ts';
import { routePath } from '../routing/routes.ts';
import type { Text } from '../text/text.ts';
import { badgeStyles } from '../ui/badge.ts';
import { baseStyles } from '../ui/base.styles.ts';
import { type Loaded, failedState, settle, stateStyles } from '../ui/load-state.ts';
import { Watch } from '../ui/store.ts';
import { type Tab, tabs } from '../ui/tabs.ts';
import { tabStyles } from '../ui/tabs.styles.ts';
import { crumbs } from './crumbs.ts';
import type { UserChangeEvent } from './user-general.ts';
import { statusBadge } from './user-list.ts';
import '../ui/avatar.ts';
import '../ui/page-head.ts';
import './user-general.ts';
import './user-roles.ts';

/**
 * @summary One user: *General* and *Roles* are the host's own tabs, every further one comes from a plugin's manifest.
 */
@customElement('sd-user-page')
export class UserPage extends LitElement {
  static override styles = [
    baseStyles,
    badgeStyles,
    stateStyles,
    tabStyles,
    noticeStyles,
    css`
      sd-avatar {
        --size: 3.4286rem;
      }
      .sub {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.25rem 0.75rem;
        min-block-size: 1.7143rem;
      }
      [role='tabpanel'] {
        margin-block-start: 1.5rem;
      }
      .failed {
        margin-block-start: 1.5rem;
      }
    `,
  ];

  @property({ attribute: false }) text!: Text;
  @property({ attribute: false }) directory!: Directory;
  @property({ attribute: false }) catalog!: PluginCatalog;
  @property({ attribute: false }) context!: PluginContext;
  @property() userId = '';
  @property() tab = '';
  @state() private user: Loaded<UserDetails> = { kind: 'loading' };
  @state() private pending = false;
  protected readonly watch = new Watch(this, () => [this.catalog, this.context.preferences, this.context.session]);
  #abort = new AbortController();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#abort.abort();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('userId')) void this.#load();
    if (changed.has('userId') || changed.has('tab')) this.pending = false;
  }

  override render(): unknown {
    const { text, user } = this;
    if (user.kind === 'failed') {
      const head = html`<sd-page-head .text=${text} .crumbs=${this.#crumbs(null)} heading=${text('user.title')}></sd-page-head>`;
      return html`${head}<div class="card failed">${failedState(text, user.error, () => void this.#load())}</div>`;
    }
    const known = user.kind === 'ready' ? user.value : null;
    return html`
      <sd-page-head .text=${text} .crumbs=${this.#crumbs(known)} heading=${known?.name ?? ''}>
        <sd-avatar slot="lead" name=${known?.name ?? ''}></sd-avatar>
        <div slot="sub" class="sub">
          ${known?.jobTitle ? html`<bdi class="soft">${known.jobTitle}</bdi>` : nothing} ${known ? statusBadge(text, known) : nothing}
        </div>
      </sd-page-head>
      ${tabs(text('user.tabs'), this.tab, this.#tabs())} ${catalogNotice(text, this.catalog.value, () => void this.catalog.load())}
      <div role="tabpanel" id="panel" aria-labelledby="tab-${this.tab}" @user-change=${this.#onUserChange} @pending-change=${this.#onPendingChange}>
        ${this.#content(known)}
      </div>
    `;
  }

  #crumbs(known: UserDetails | null): ReturnType<typeof crumbs> {
    const list = { label: this.text('nav.users'), href: '/users' };
    return crumbs(this.text, list, ...(known ? [{ label: known.name }] : []));
  }

  #extensions(): readonly Extension[] {
    return visibleExtensions(this.catalog.value, 'tabs', this.context.session);
  }

  #tabs(): readonly Tab[] {
    const { text, userId } = this;
    const own = [
      { id: 'general', label: text('tab.general') },
      { id: 'roles', label: text('tab.roles') },
    ];
    const added = this.#extensions().map((extension) => ({ id: extension.slug, label: titleOf(extension, text.language.code) }));
    return [...own, ...added].map((tab) => ({
      ...tab,
      href: routePath({ page: 'user', id: userId, tab: tab.id }),
      mark: this.pending && tab.id === this.tab ? text('tab.unsaved') : null,
    }));
  }

  #content(known: UserDetails | null): unknown {
    const { text } = this;
    const extension = this.#extensions().find((tab) => tab.slug === this.tab);
    if (extension) return extensionView(text, this.catalog.value, this.context, extension, { userId: this.userId });
    if (this.tab === 'general' || this.tab === 'roles') {
      if (!known) return html`<div class="card state" role="status"><span class="visually-hidden">${text('state.loading')}</span></div>`;
      return this.tab === 'roles'
        ? html`<sd-user-roles .text=${text} .roles=${known.roles}></sd-user-roles>`
        : html`<sd-user-general
            .text=${text}
            .directory=${this.directory}
            .user=${known}
            ?editable=${this.context.session.can('CanManageUsers')}
          ></sd-user-general>`;
    }
    return noExtension(text, this.catalog.value, text('tab.missing'));
  }

  async #load(): Promise<void> {
    this.#abort.abort();
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    this.user = { kind: 'loading' };
    const user = await settle(this.directory.user(this.userId, signal));
    if (!signal.aborted) this.user = user;
  }

  readonly #onUserChange = (event: UserChangeEvent): void => {
    this.user = { kind: 'ready', value: event.user };
  };

  readonly #onPendingChange = (event: PendingChangeEvent): void => {
    this.pending = event.pending;
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'sd-user-page': UserPage;
  }
}
