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
}

export function page(route: Route, text: Text, { directory, catalog, context, links }: PageServices): TemplateResult {
  switch (route.page) {
    case 'home':
      return html`<sd-home-page .text=${text} .links=${links}></sd-home-page>`;
    case 'users':
      return html`<sd-users-page .text=${text} .directory=${directory} .query=${route.query}></sd-users-page>`;
    case 'license-manager':
      return html`<sd-license-manager-page
        .text=${text}
        .directory=${directory}
        section=${route.section}
        .query=${route.query}
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
