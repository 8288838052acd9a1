import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { PluginCatalog } from '../plugins/catalog.ts';
import { catalogNotice, extensionView, noExtension, noticeStyles, visibleExtensions } from '../plugins/extension-view.ts';
import type { PluginContext } from '../plugins/host-services.ts';
import { titleOf } from '../plugins/manifest.ts';
import type { Text } from '../text/text.ts';
import { baseStyles } from '../ui/base.styles.ts';
import { stateStyles } from '../ui/load-state.ts';
import { Watch } from '../ui/store.ts';
import { crumbs } from './crumbs.ts';
import '../ui/page-head.ts';

/**
 * @summary A section of the System Designer that a plugin adds: the heading is the host's, everything below the plugin's.
 */
@customElement('sd-section-page')
export class SectionPage extends LitElement {
  static override styles = [
    baseStyles,
    stateStyles,
    noticeStyles,
    css`
      .place {
        margin-block-start: 1.5rem;
      }
    `,
  ];

  @property({ attribute: false }) text!: Text;
  @property({ attribute: false }) catalog!: PluginCatalog;
  @property({ attribute: false }) context!: PluginContext;
  @property() section = '';
  protected readonly watch = new Watch(this, () => [this.catalog, this.context.preferences, this.context.session]);

  override render(): unknown {
    const { text, context } = this;
    const catalog = this.catalog.value;
    const extension = visibleExtensions(catalog, 'sections', context.session).find(({ slug }) => slug === this.section);
    const known = extension ? titleOf(extension, text.language.code) : '';
    // Until the manifest is there the heading is as unknown as the rest.
    const heading = catalog.kind === 'loading' ? '' : known || text('section.title');
    return html`
      <sd-page-head .text=${text} .crumbs=${crumbs(text, ...(heading ? [{ label: heading }] : []))} heading=${heading}></sd-page-head>
      ${catalogNotice(text, catalog, () => void this.catalog.load())}
      <div class="place">
        ${extension ? extensionView(text, catalog, context, extension) : noExtension(text, catalog, text('section.missing'))}
      </div>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sd-section-page': SectionPage;
  }
}
