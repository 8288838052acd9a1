import { launchBrowser } from '../test/support/browser.ts';
import { userWith } from './companies.ts';
import type { Contestant, Run } from './measure.ts';
import { startSite } from './site.ts';

const PRODUCTS = 25;
const LATENCY = 30;

interface LoadPage {
  readonly bench: { load(way: string): Promise<number> };
}

export async function load(run: Run): Promise<void> {
  const answers = {
    '/licensing/v1/capabilities': { events: false, maxBatchItems: 500 },
    '/licensing/v1/users/u1/licenses': userWith(PRODUCTS),
  };
  const [browser, site] = await Promise.all([launchBrowser(), startSite({ page: 'load', answers, latency: LATENCY })]);

  const contestant = (name: string, way: string): Contestant => {
    let counts = '';
    return {
      name,
      async run() {
        // A context of its own has an empty cache.
        const context = await browser.newContext();
        const page = await context.newPage();
        await page.goto(site.url);
        await page.waitForFunction('window.bench');
        site.tally();
        const time = await page.evaluate((chosen) => (window as unknown as LoadPage).bench.load(chosen), way);
        const { requests, bytes } = site.tally();
        counts = `${requests} requests, ${(bytes / 1000).toFixed(1)} kB`;
        await context.close();
        return time;
      },
      counts: () => counts,
    };
  };

  try {
    await run({
      title: `load: until the first rows of ${PRODUCTS} products, nothing cached, ${LATENCY} ms a response`,
      rounds: 15,
      contestants: [contestant('plain import()', 'plain'), contestant('module-federation remote', 'federated')],
    });
  } finally {
    await Promise.all([browser.close(), site.close()]);
  }
}
