import { type TemplateResult, html } from 'lit';
import type { Directory } from '../api/directory.ts';
import type { PluginCatalog } from '../plugins/catalog.ts';
import type { PluginContext } from '../plugins/host-services.ts';
import type { Route } from '../routing/routes.ts';
import type { Text } from '../text/text.ts';
import type { NavLink } from './nav-links.ts';
import '../pages/home-page.ts';
import '../pages/license-manager-page.ts';
import '../pages/section-page.ts';
import '../pages/unknown-page.ts';
import '../pages/user-page.ts';
import '../pages/users-page.ts';

/** What pages need of the shell. */
export interface PageServices {
  readonly directory: Directory;
  readonly catalog: PluginCatalog;
  readonly context: PluginContext;
  readonly links: readonly NavLink[];
  /** Changes whenever what is listed may have been changed above the page. */
  readonly revision: number;
}

export function page(route: Route, text: Text, { directory, catalog, context, links, revision }: PageServices): TemplateResult {
  switch (route.page) {
    case 'home':
      return html`<sd-home-page .text=${text} .links=${links}></sd-home-page>`;
    case 'users':
      return html`<sd-users-page
        .text=${text}
        .directory=${directory}
        .catalog=${catalog}
        .context=${context}
        .query=${route.query}
        .revision=${revision}
      ></sd-users-page>`;
    case 'license-manager':
      return html`<sd-license-manager-page
        .text=${text}
        .directory=${directory}
        .catalog=${catalog}
        .context=${context}
        tab=${route.tab}
        .query=${route.query}
        .batchId=${route.batch}
        .revision=${revision}
      ></sd-license-manager-page>`;
    case 'user':
      return html`<sd-user-page
        .text=${text}
        .directory=${directory}
        .catalog=${catalog}
        .context=${context}
        userId=${route.id}
        tab=${route.tab}
      ></sd-user-page>`;
    case 'section':
      return html`<sd-section-page .text=${text} .catalog=${catalog} .context=${context} section=${route.id}></sd-section-page>`;
    case 'unknown':
      return html`<sd-unknown-page .text=${text} path=${route.path}></sd-unknown-page>`;
  }
}
