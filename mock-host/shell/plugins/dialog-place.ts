import { type TemplateResult, html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { LeaveGuard } from '../routing/router.ts';
import type { Text } from '../text/text.ts';
import type { CatalogState } from './catalog.ts';
import { visibleExtensions } from './extension-view.ts';
import type { PluginContext } from './host-services.ts';
import type { PluginDialog } from './plugin-dialog.ts';
import type { PendingChangeEvent } from './plugin-place.ts';
import './plugin-place.ts';

/** The plugin's dialog above the pages, if one is open. `ended`: told when it has carried something out, or is closed. */
export function dialogPlace(
  text: Text,
  catalog: CatalogState,
  context: PluginContext,
  dialog: PluginDialog,
  ended: () => void,
): TemplateResult | typeof nothing {
  const open = dialog.value;
  const extension = open && visibleExtensions(catalog, 'bulkActions', context.session).find(({ view }) => view === open.view.name);
  if (!extension || catalog.kind !== 'ready') return nothing;
  const close = (): void => {
    dialog.close(open.key);
    ended();
  };
  return html`${keyed(
    open.key,
    html`<sd-plugin-place
      bare
      .text=${text}
      .context=${{ ...context, guard: (guard: LeaveGuard) => dialog.guard(guard), close }}
      .manifest=${catalog.manifest}
      .remote=${catalog.remote}
      .extension=${extension}
      .subject=${open.view}
      hostVersion=${catalog.hostVersion}
      theme=${context.preferences.value.theme}
      @pending-change=${({ pending }: PendingChangeEvent) => pending || ended()}
    ></sd-plugin-place>`,
  )}`;
}
