import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { launchBrowser } from '../test/support/browser.ts';
import { type GridSite, installPeers, startGridSite } from './grid-site.ts';
import { type Figures, gridTable } from './grid-table.ts';
import type { Contestant, Result, Run } from './measure.ts';

/** The first is the baseline. */
const names = { bare: 'bare', ours: 'lic-data-grid', 'lit-virtualizer': 'lit-labs virtualizer', tanstack: 'TanStack', vaadin: 'Vaadin', revogrid: 'RevoGrid', tabulator: 'Tabulator', 'ag-grid': 'AG Grid' };
type Name = keyof typeof names;

/** Rounds are fewer where one takes long. */
const companies = [
  { count: 100_000, sortBy: 'name', rounds: 3, all: true },
  { count: 1_000_000, sortBy: 'login', rounds: 1, all: false },
] as const;

const SCROLL_SECONDS = 2;
const LIVE_SECONDS = 5;

/** What a page of `page/grid/` offers. */
interface GridPage {
  readonly bench: {
    prepare(count: number): void;
    open(): Promise<number>;
    expect(id: string): void;
    sort(id: string): Promise<void>;
    filter(text: string): Promise<void>;
    scroll(seconds: number, watch: boolean): Promise<{ frames: number; blank: number }>;
    live(seconds: number): Promise<number>;
    selectAll(on: boolean): Promise<void>;
    last(): Promise<boolean>;
    close(): void;
  };
}

/** One contestant's page, as long as it is open. */
class Tab {
  readonly #page: Page;
  readonly #session: CDPSession;

  private constructor(page: Page, session: CDPSession) {
    this.#page = page;
    this.#session = session;
  }

  static async open(browser: Browser, url: string, count: number): Promise<Tab> {
    const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
    const page = await context.newPage();
    await page.goto(url);
    await page.waitForFunction('window.bench');
    const session = await context.newCDPSession(page);
    // The time the thread was really at work, whatever else the machine does.
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const tab = new Tab(page, session);
    await tab.ask('prepare', count);
    return tab;
  }

  ask<K extends keyof GridPage['bench']>(verb: K, ...args: Parameters<GridPage['bench'][K]>): Promise<Awaited<ReturnType<GridPage['bench'][K]>>> {
    return this.#page.evaluate(([name, given]) => ((window as unknown as GridPage).bench[name as K] as (...all: unknown[]) => never)(...given), [verb, args] as const);
  }

  /** Milliseconds of the page's main thread that something takes. */
  async cpu(act: () => Promise<unknown>): Promise<number> {
    await this.#page.bringToFront();
    const before = await this.#busy();
    await act();
    return (await this.#busy()) - before;
  }

  async #busy(): Promise<number> {
    const { metrics } = await this.#session.send('Performance.getMetrics');
    return 1000 * metrics.find(({ name }) => name === 'TaskDuration')!.value;
  }

  /** Megabytes of objects and array buffers, garbage not counted; and nodes. */
  async weight(): Promise<{ readonly heap: number; readonly nodes: number }> {
    for (let time = 0; time < 3; time++) await this.#session.send('HeapProfiler.collectGarbage');
    const heap = (await this.#session.send('Runtime.getHeapUsage')) as { usedSize: number; backingStorageSize?: number };
    const { nodes } = await this.#session.send('Memory.getDOMCounters');
    return { heap: (heap.usedSize + (heap.backingStorageSize ?? 0)) / 1e6, nodes };
  }

  async violations(): Promise<number> {
    const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    await this.#page.evaluate(source);
    const found = await this.#page.evaluate(() => (window as unknown as { axe: { run(context: string): Promise<{ violations: unknown[] }> } }).axe.run('body > div'));
    return found.violations.length;
  }

  close(): Promise<void> {
    return this.#page.context().close();
  }
}

export async function grid(run: Run): Promise<void> {
  await installPeers();
  const chosen = (process.env['GRIDS']?.split(',') ?? Object.keys(names)) as Name[];
  const site = await startGridSite(chosen);
  try {
    for (const company of companies) await compare(run, site, chosen, company);
  } finally {
    await site.close();
  }
}

async function compare(run: Run, site: GridSite, chosen: readonly Name[], { count, sortBy, rounds, all }: (typeof companies)[number]): Promise<void> {
  const browser = await launchBrowser({ args: ['--js-flags=--max-old-space-size=4096'] });
  const tabs = new Map<Name, Tab>();
  const figures = new Map<Name, Figures>(chosen.map((name) => [name, { name: names[name], bytes: site.size(name) }]));
  const note = (name: Name, more: Partial<Figures>): void => void figures.set(name, { ...figures.get(name)!, ...more });

  /** All contestants in one race, and its results among the figures. */
  async function race(key: keyof Figures, title: string, times: number, act: (tab: Tab, name: Name) => Promise<number>): Promise<void> {
    const contestants = chosen.map((name): Contestant => ({ name: names[name], run: () => act(tabs.get(name)!, name), counts: () => '' }));
    const results: readonly Result[] = await run({ title: `grid: ${title}, ${count.toLocaleString('en')} rows`, rounds: times, contestants });
    chosen.forEach((name, at) => note(name, { [key]: results[at]! }));
  }

  try {
    await race('open', 'first rows', rounds, async (_, name) => {
      await tabs.get(name)?.close();
      const tab = await Tab.open(browser, site.url(name), count);
      tabs.set(name, tab);
      const before = await tab.weight();
      const time = await tab.ask('open');
      note(name, { heap: (await tab.weight()).heap - before.heap, nodesBefore: before.nodes });
      return time;
    });
    for (const [name, tab] of tabs) {
      note(name, { last: await tab.ask('last') });
      await tab.ask('expect', sortBy);
    }
    await race('sort', `sort by ${sortBy === 'name' ? 'text' : 'unique text'} (CPU)`, rounds, async (tab) => {
      await tab.ask('sort', 'started');
      return tab.cpu(() => tab.ask('sort', sortBy));
    });
    if (all) {
      await race('filter', 'filter (CPU)', rounds, async (tab) => {
        const time = await tab.cpu(() => tab.ask('filter', 'petrenko'));
        await tab.ask('filter', '');
        return time;
      });
      await race('scroll', 'scroll at 20,000 px/s (CPU a frame)', rounds, async (tab) => {
        let frames = 1;
        const time = await tab.cpu(async () => ({ frames } = await tab.ask('scroll', SCROLL_SECONDS, false)));
        return time / frames;
      });
      for (const [name, tab] of tabs) {
        const { frames, blank } = await tab.ask('scroll', SCROLL_SECONDS, true);
        note(name, { blank: blank / frames });
      }
      await race('live', `1,000 changes a second for ${LIVE_SECONDS} s (CPU)`, Math.min(rounds, 3), (tab) => tab.cpu(() => tab.ask('live', LIVE_SECONDS)));
      await race('selectAll', 'select all (CPU)', rounds, async (tab) => {
        const time = await tab.cpu(() => tab.ask('selectAll', true));
        await tab.ask('selectAll', false);
        return time;
      });
      for (const [name, tab] of tabs) note(name, { violations: await tab.violations() });
    }
    for (const [name, tab] of tabs) {
      await tab.ask('close');
      const { nodes } = await tab.weight();
      note(name, { nodesLeft: nodes - figures.get(name)!.nodesBefore! });
    }
  } finally {
    await browser.close();
  }
  process.stdout.write(`${gridTable(count, [...figures.values()])}\n`);
}
