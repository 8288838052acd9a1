import { launchBrowser } from '../test/support/browser.ts';
import { userWith } from './companies.ts';
import type { Run } from './measure.ts';
import { startSite } from './site.ts';

const PRODUCTS = 200;

interface TabPage {
  readonly bench: {
    open(products: number): Promise<void>;
    act(name: string, which: string, products: number): Promise<number>;
    nodes(which: string): number;
  };
}

export async function tab(run: Run): Promise<void> {
  const answers = {
    '/licensing/v1/capabilities': { events: false, maxBatchItems: 500 },
    '/licensing/v1/users/u1/licenses': userWith(PRODUCTS),
  };
  const [browser, site] = await Promise.all([launchBrowser(), startSite({ page: 'tab', answers })]);
  try {
    const page = await browser.newPage();
    await page.goto(site.url);
    await page.waitForFunction('window.bench');
    await page.evaluate((products) => (window as unknown as TabPage).bench.open(products), PRODUCTS);
    const nodes: Record<string, number> = {};
    for (const which of ['bare', 'ours']) nodes[which] = await page.evaluate((id) => (window as unknown as TabPage).bench.nodes(id), which);

    const contestant = (name: string, act: string, which: string) => ({
      name,
      run: () => page.evaluate((args) => (window as unknown as TabPage).bench.act(...args), [act, which, PRODUCTS] as const),
      counts: () => `${nodes[which]} nodes`,
    });
    for (const [act, what] of [['tick', 'a tick'], ['filter', 'a letter in the filter'], ['sort', 'a click on a column']] as const) {
      await run({
        title: `tab: ${what} among ${PRODUCTS} products, until it is laid out`,
        rounds: 9,
        contestants: [contestant('bare table by hand', act, 'bare'), contestant('Licenses tab', act, 'ours')],
      });
    }
  } finally {
    await Promise.all([browser.close(), site.close()]);
  }
}
