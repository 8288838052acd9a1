import { type TemplateResult, css, html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { Session } from '../session/session.ts';
import type { Text } from '../text/text.ts';
import { icon } from '../ui/icon.ts';
import { emptyState } from '../ui/load-state.ts';
import type { CatalogState } from './catalog.ts';
import type { PluginContext, Subject } from './host-services.ts';
import { type Extension, titleOf } from './manifest.ts';
import './plugin-place.ts';

/** The extensions that whoever is signed in may see; none until the manifest is read. */
export function visibleExtensions(catalog: CatalogState, kind: 'tabs' | 'sections' | 'managerTabs' | 'bulkActions', session: Pick<Session, 'can'>): readonly Extension[] {
  return catalog.kind === 'ready' ? catalog.manifest[kind].filter(({ rights }) => rights.every((right) => session.can(right))) : [];
}

/** An extension in its place; of a plugin that does not work with this host, one sentence instead. */
export function extensionView(text: Text, catalog: CatalogState, context: PluginContext, extension: Extension, subject: Subject = {}): unknown {
  if (catalog.kind !== 'ready') return nothing;
  const { manifest, hostVersion, remote } = catalog;
  if (!catalog.supported) {
    const words = { title: titleOf(extension, text.language.code), version: manifest.version, needs: manifest.hostApi, has: hostVersion };
    return html`<div class="card" role="alert">${emptyState('warning', text('plugin.refused', words))}</div>`;
  }
  return keyed(
    `${extension.id} ${'userId' in subject ? subject.userId : ''}`,
    html`<sd-plugin-place
      .text=${text}
      .context=${context}
      .manifest=${manifest}
      .remote=${remote}
      .extension=${extension}
      .subject=${subject}
      hostVersion=${hostVersion}
      theme=${context.preferences.value.theme}
    ></sd-plugin-place>`,
  );
}

/** The address names an extension that is not there: not yet, not for this administrator, or not at all. */
export function noExtension(text: Text, catalog: CatalogState, missing: string): unknown {
  if (catalog.kind === 'loading') return html`<div class="card state" role="status">${text('state.loading')}</div>`;
  return catalog.kind === 'ready' ? html`<div class="card">${emptyState('warning', missing)}</div>` : nothing;
}

/** Says that the manifest could not be had, and why. */
export function catalogNotice(text: Text, catalog: CatalogState, retry: () => void): TemplateResult | typeof nothing {
  if (catalog.kind !== 'failed') return nothing;
  return html`<div class="notice" role="alert">
    ${icon('warning')}<span>${text('plugin.noManifest')} ${catalog.reason ?? ''}</span>
    <button class="button" type="button" @click=${retry}>${text('state.retry')}</button>
  </div>`;
}

export const noticeStyles = css`
  .notice {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem 1rem;
    margin-block-start: 1rem;
    padding: 0.5rem 1rem;
    border: 1px solid var(--sd-warn);
    border-radius: var(--sd-radius);
    background: var(--sd-warn-soft);
    color: var(--sd-warn);
  }
  .notice .button {
    margin-inline-start: auto;
  }
`;
