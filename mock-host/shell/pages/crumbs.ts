import type { Text } from '../text/text.ts';
import type { Crumb } from '../ui/page-head.ts';

/** The way from the front page to a page of *Users and administration*. */
export function crumbs(text: Text, ...rest: readonly Crumb[]): readonly Crumb[] {
  return [{ label: text('app.title'), href: '/' }, { label: text('nav.group') }, ...rest];
}
