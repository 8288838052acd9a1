import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Directory } from '../api/directory.ts';
import type { PluginCatalog } from '../plugins/catalog.ts';
import { visibleExtensions } from '../plugins/extension-view.ts';
import type { PluginContext } from '../plugins/host-services.ts';
import type { UserQuery } from '../routing/routes.ts';
import type { Text } from '../text/text.ts';
import { Watch } from '../ui/store.ts';
import { crumbs } from './crumbs.ts';
import type { BulkActionEvent } from './user-list.ts';
import '../ui/page-head.ts';
import './user-list.ts';

/**
 * @summary *System users*: everybody who has an account.
 */
@customElement('sd-users-page')
export class UsersPage extends LitElement {
  static override styles = css`
    sd-user-list {
      margin-block-start: 1rem;
    }
  `;

  @property({ attribute: false }) text!: Text;
  @property({ attribute: false }) directory!: Directory;
  @property({ attribute: false }) catalog!: PluginCatalog;
  @property({ attribute: false }) context!: PluginContext;
  @property({ attribute: false }) query!: UserQuery;
  @property({ type: Number }) revision = 0;
  protected readonly watch = new Watch(this, () => [this.catalog, this.context.session]);

  override render(): unknown {
    const { text, catalog, context } = this;
    return html`
      <sd-page-head .text=${text} .crumbs=${crumbs(text, { label: text('nav.users') })} heading=${text('nav.users')}></sd-page-head>
      <sd-user-list
        .text=${text}
        .directory=${this.directory}
        .query=${this.query}
        .actions=${visibleExtensions(catalog.value, 'bulkActions', context.session)}
        .revision=${this.revision}
        @bulk-action=${(event: BulkActionEvent) => context.open(event.view)}
      ></sd-user-list>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sd-users-page': UsersPage;
  }
}
