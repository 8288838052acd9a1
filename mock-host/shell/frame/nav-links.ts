import type { CatalogState } from '../plugins/catalog.ts';
import { visibleExtensions } from '../plugins/extension-view.ts';
import { titleOf } from '../plugins/manifest.ts';
import { type Route, routePath } from '../routing/routes.ts';
import type { Session } from '../session/session.ts';
import type { Text } from '../text/text.ts';
import type { IconName } from '../ui/icon.ts';

/** A section of the System Designer, in the navigation and on the front page. */
export interface NavLink {
  readonly href: string;
  readonly label: string;
  /** What is to be found there. */
  readonly hint: string;
  readonly icon: IconName;
  /** It leads to where one is. */
  readonly current: boolean;
}

/** The host's own sections, and after them those of plugins that whoever is signed in may see. */
export function navLinks(text: Text, catalog: CatalogState, session: Pick<Session, 'can'>, route: Route): readonly NavLink[] {
  const own: readonly NavLink[] = [
    { href: '/users', label: text('nav.users'), hint: text('home.users'), icon: 'users', current: route.page === 'users' || route.page === 'user' },
    { href: '/license-manager', label: text('nav.licenses'), hint: text('home.licenses'), icon: 'key', current: route.page === 'license-manager' },
  ];
  const added = visibleExtensions(catalog, 'sections', session).map((extension): NavLink => ({
    href: routePath({ page: 'section', id: extension.slug }),
    label: titleOf(extension, text.language.code),
    hint: text('home.section'),
    icon: 'section',
    current: route.page === 'section' && route.id === extension.slug,
  }));
  return [...own, ...added];
}
