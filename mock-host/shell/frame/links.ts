import type { Router } from '../routing/router.ts';
import { parseRoute } from '../routing/routes.ts';

/** Makes plain clicks on links of this site go through the router; everything else stays the browser's. */
export function followLinks(router: Router): (event: MouseEvent) => void {
  return (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
    if (!link || !link.href || link.target || link.hasAttribute('download')) return;
    const url = new URL(link.href);
    if (url.origin !== window.location.origin || url.hash) return;
    event.preventDefault();
    void router.navigate(parseRoute(url));
  };
}
