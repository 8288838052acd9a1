import type { Page } from 'playwright-core';

/** What a screen reader has been told by live regions. */
export interface Transcript {
  /** Resolves once this has been said. */
  says(words: string): Promise<void>;
  /** Everything from these words on, in order. */
  from(words: string): Promise<readonly string[]>;
}

/** Writes a transcript from when the page is opened; call before that. */
export async function listenIn(page: Page): Promise<Transcript> {
  await page.addInitScript(() => {
    const told: string[] = [];
    const last = new WeakMap<Element, string>();
    const options = { childList: true, characterData: true, subtree: true };
    const observer = new MutationObserver((records) => {
      for (const { target, addedNodes } of records) {
        for (const node of [target, ...addedNodes]) {
          const element = node instanceof Element ? node : node.parentElement;
          const region = element?.closest('[role=status], [role=alert]') ?? element?.querySelector('[role=alert]');
          const words = region?.textContent.replace(/\s+/g, ' ').trim();
          if (!region || words === undefined || last.get(region) === words) continue;
          last.set(region, words);
          if (words) told.push(words);
        }
      }
    });
    observer.observe(document, options);
    // Regions stand in shadow roots, and one is watched from when it is made.
    const attach = Element.prototype.attachShadow;
    Element.prototype.attachShadow = function (init) {
      const root = attach.call(this, init);
      observer.observe(root, options);
      return root;
    };
    Object.assign(globalThis, { told });
  });
  return {
    says: async (words) => void (await page.waitForFunction((wanted) => (globalThis as unknown as { told: string[] }).told.includes(wanted), words)),
    from: (words) => page.evaluate((first) => {
      const { told } = globalThis as unknown as { told: string[] };
      return told.slice(told.indexOf(first));
    }, words),
  };
}
