import type { Page } from 'playwright-core';

/** Writes down what a screen reader is told by live regions, in order. Call before the page is opened. */
export async function listenIn(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.addInitScript(() => {
    const told: string[] = [];
    Object.assign(globalThis, { told });
    const last = new WeakMap<Element, string>();
    const listen = (root: Node): void => {
      new MutationObserver((records) => {
        const changed = records.map(({ target }) => (target instanceof Element ? target : target.parentElement));
        const added = records.flatMap(({ addedNodes }) => [...addedNodes].filter((node) => node instanceof Element));
        for (const element of [...changed, ...added]) {
          const region = element?.closest('[role=status], [role=alert], [aria-live=polite]') ?? element?.querySelector('[role=alert]');
          const words = region?.textContent.replace(/\s+/g, ' ').trim();
          if (!region || words === undefined || last.get(region) === words) continue;
          last.set(region, words);
          if (words) told.push(words);
        }
      }).observe(root, { childList: true, characterData: true, subtree: true });
    };
    listen(document);
    // Elements are seen as they are made: regions stand in shadow roots.
    const attach = Element.prototype.attachShadow;
    Element.prototype.attachShadow = function attachShadow(init) {
      const root = attach.call(this, init);
      listen(root);
      return root;
    };
  });
  return () => page.evaluate(() => [...(globalThis as unknown as { told: string[] }).told]);
}
