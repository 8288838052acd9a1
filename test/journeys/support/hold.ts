import type { Page, Route } from 'playwright-core';

/** Requests that have left the page and have not reached the host. */
export interface Held {
  /** Resolves once there is one. */
  readonly caught: Promise<void>;
  /** Sends them on, and holds nothing any more. */
  letGo(): Promise<void>;
}

/**
 * Holds back what a page sends to a path (`*` = any one segment): it is on its way for as long as a test needs, however
 * fast the machine is. `after`: so many requests go through first.
 */
export async function hold(page: Page, path: string, after = 0): Promise<Held> {
  const isThere = matching(path);
  const held: Route[] = [];
  let passed = 0;
  let isCaught!: () => void;
  const caught = new Promise<void>((resolve) => (isCaught = resolve));
  const take = async (route: Route): Promise<void> => {
    if (passed++ < after) return route.continue();
    held.push(route);
    isCaught();
  };
  await page.route(isThere, take);
  return {
    caught,
    letGo: async () => {
      await page.unroute(isThere, take);
      // A page that is gone has taken its requests with it.
      await Promise.all(held.map((route) => route.continue().catch(() => {})));
    },
  };
}

/** Has the host carry out what a page sends to a path, and never tells the page. `heard`: once the host is done with the first. */
export async function keepAnswers(page: Page, path: string): Promise<{ readonly heard: Promise<void>; end(): Promise<void> }> {
  const isThere = matching(path);
  let isHeard!: () => void;
  const heard = new Promise<void>((resolve) => (isHeard = resolve));
  const take = async (route: Route): Promise<void> => {
    await route.fetch();
    isHeard();
  };
  await page.route(isThere, take);
  return { heard, end: () => page.unroute(isThere, take) };
}

function matching(path: string): (url: URL) => boolean {
  const wanted = path.split('/');
  return ({ pathname }) => {
    const actual = pathname.split('/');
    return actual.length === wanted.length && wanted.every((segment, at) => segment === '*' || segment === actual[at]);
  };
}
