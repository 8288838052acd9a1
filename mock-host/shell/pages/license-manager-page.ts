import { LitElement, css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Directory } from '../api/directory.ts';
import type { PluginCatalog } from '../plugins/catalog.ts';
import { catalogNotice, extensionView, noExtension, noticeStyles, visibleExtensions } from '../plugins/extension-view.ts';
import type { PluginContext } from '../plugins/host-services.ts';
import { titleOf } from '../plugins/manifest.ts';
import type { PendingChangeEvent } from '../plugins/plugin-place.ts';
import { type UserQuery, everyUser, routePath, usersTab } from '../routing/routes.ts';
import type { Text } from '../text/text.ts';
import { baseStyles } from '../ui/base.styles.ts';
import { stateStyles } from '../ui/load-state.ts';
import { Watch } from '../ui/store.ts';
import { type Tab, tabs } from '../ui/tabs.ts';
import { tabStyles } from '../ui/tabs.styles.ts';
import { crumbs } from './crumbs.ts';
import type { BulkActionEvent } from './user-list.ts';
import '../ui/page-head.ts';
import './user-list.ts';

/**
 * @summary *License manager*: who holds licenses (CR-1); every further tab comes from a plugin's manifest.
 */
@customElement('sd-license-manager-page')
export class LicenseManagerPage extends LitElement {
  static override styles = [
    baseStyles,
    stateStyles,
    tabStyles,
    noticeStyles,
    css`
      [role='tabpanel'] {
        margin-block-start: 1rem;
      }
    `,
  ];

  @property({ attribute: false }) text!: Text;
  @property({ attribute: false }) directory!: Directory;
  @property({ attribute: false }) catalog!: PluginCatalog;
  @property({ attribute: false }) context!: PluginContext;
  @property() tab = usersTab;
  @property({ attribute: false }) query!: UserQuery;
  /** The batch that the address names. */
  @property({ attribute: false }) batchId: string | null = null;
  @property({ type: Number }) revision = 0;
  @state() private pending = false;
  protected readonly watch = new Watch(this, () => [this.catalog, this.context.preferences, this.context.session]);

  override render(): unknown {
    const { text, tab } = this;
    return html`
      <sd-page-head .text=${text} .crumbs=${crumbs(text, { label: text('nav.licenses') })} heading=${text('nav.licenses')}></sd-page-head>
      ${tabs(text('nav.licenses'), tab, this.#tabs())} ${catalogNotice(text, this.catalog.value, () => void this.catalog.load())}
      <div role="tabpanel" id="panel" aria-labelledby="tab-${tab}" tabindex="-1" @pending-change=${(event: PendingChangeEvent) => (this.pending = event.pending)}>
        ${this.#content()}
      </div>
    `;
  }

  #tabs(): readonly Tab[] {
    const { text } = this;
    const added = visibleExtensions(this.catalog.value, 'managerTabs', this.context.session);
    return [{ id: usersTab, label: text('manager.users') }, ...added.map((extension) => ({ id: extension.slug, label: titleOf(extension, text.language.code) }))].map((tab) => ({
      ...tab,
      href: routePath({ page: 'license-manager', tab: tab.id, query: everyUser, batch: null }),
      mark: this.pending && tab.id === this.tab ? text('tab.unsaved') : null,
    }));
  }

  #content(): unknown {
    const { text, context, batchId } = this;
    const catalog = this.catalog.value;
    if (this.tab === usersTab) {
      return html`<sd-user-list
        .text=${text}
        .directory=${this.directory}
        .query=${this.query}
        tab="licenses"
        licenses
        .actions=${visibleExtensions(catalog, 'bulkActions', context.session)}
        .revision=${this.revision}
        @bulk-action=${(event: BulkActionEvent) => context.open(event.view)}
      ></sd-user-list>`;
    }
    const extension = visibleExtensions(catalog, 'managerTabs', context.session).find(({ slug }) => slug === this.tab);
    return extension
      ? extensionView(text, catalog, context, extension, batchId === null ? {} : { batchId })
      : noExtension(text, catalog, text('tab.missing'));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sd-license-manager-page': LicenseManagerPage;
  }
}
