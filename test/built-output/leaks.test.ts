import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { openPage } from './support/open-page.ts';
import './support/page-types.ts';
import { settled } from './support/settled.ts';
import { type Site, startSite } from './support/site.ts';

let browser: Browser;
let site: Site;
before(async () => {
  [browser, site] = await Promise.all([launchBrowser(), startSite()]);
});
after(() => Promise.all([browser.close(), site.close()]));

/** What is in use in the page and could be left behind. Installed before the plugin is loaded. */
function watch(): void {
  const live = { timers: new Set<unknown>(), frames: new Set<unknown>(), observers: new Set<unknown>(), sources: new Set<unknown>() };
  const { setTimeout: start, clearTimeout: stop, setInterval: startEvery, clearInterval: stopEvery, requestAnimationFrame: frame, cancelAnimationFrame: noFrame } = window;
  const win = window as unknown as Record<string, unknown>;
  win['setTimeout'] = (act: (...all: unknown[]) => void, ms?: number, ...all: unknown[]): number => {
    const id = start(() => {
      live.timers.delete(id);
      act(...all);
    }, ms);
    live.timers.add(id);
    return id;
  };
  win['clearTimeout'] = (id: number) => (live.timers.delete(id), stop(id));
  win['setInterval'] = (...all: Parameters<typeof setInterval>) => {
    const id = startEvery(...all);
    live.timers.add(id);
    return id;
  };
  win['clearInterval'] = (id: number) => (live.timers.delete(id), stopEvery(id));
  win['requestAnimationFrame'] = (act: FrameRequestCallback) => {
    const id = frame((time) => (live.frames.delete(id), act(time)));
    live.frames.add(id);
    return id;
  };
  win['cancelAnimationFrame'] = (id: number) => (live.frames.delete(id), noFrame(id));
  for (const name of ['MutationObserver', 'ResizeObserver', 'IntersectionObserver', 'PerformanceObserver']) {
    const { prototype } = win[name] as { prototype: { observe(...all: unknown[]): void; disconnect(): void } };
    const { observe, disconnect } = prototype;
    prototype.observe = function (...all) {
      live.observers.add(this);
      observe.apply(this, all);
    };
    prototype.disconnect = function () {
      live.observers.delete(this);
      disconnect.apply(this);
    };
  }
  win['live'] = live;
}

interface Count {
  readonly [what: string]: number;
}

/** Counts everything, after garbage collection. */
async function count(page: Page, devtools: CDPSession, prototypes: Readonly<Record<string, string>>): Promise<Count> {
  // Twice: what a finalizer lets go of is only gone after the next one.
  for (let turn = 0; turn < 2; turn++) await devtools.send('HeapProfiler.collectGarbage');
  const { metrics } = await devtools.send('Performance.getMetrics');
  const metric = (name: string): number => metrics.find((entry) => entry.name === name)!.value;
  const counts: Record<string, number> = { nodes: metric('Nodes'), listeners: metric('JSEventListeners'), documents: metric('Documents') };
  for (const [what, expression] of Object.entries(prototypes)) {
    const { result } = await devtools.send('Runtime.evaluate', { expression, objectGroup: 'count' });
    const { objects } = await devtools.send('Runtime.queryObjects', { prototypeObjectId: result.objectId!, objectGroup: 'count' });
    const { result: length } = await devtools.send('Runtime.callFunctionOn', { objectId: objects.objectId!, functionDeclaration: 'function () { return this.length; }', returnByValue: true });
    counts[what] = length.value as number;
  }
  await devtools.send('Runtime.releaseObjectGroup', { objectGroup: 'count' });
  for (const [what, expression] of [['window', 'window'], ['document', 'document'], ['body', 'document.body']] as const) {
    const { result } = await devtools.send('Runtime.evaluate', { expression });
    const { listeners } = await devtools.send('DOMDebugger.getEventListeners', { objectId: result.objectId! });
    counts[`listeners of ${what}`] = listeners.length;
  }
  const inPage = await page.evaluate(() => {
    const { live } = window as unknown as { live: Record<string, Set<unknown>> };
    return {
      timers: live['timers']!.size,
      frames: live['frames']!.size,
      observers: live['observers']!.size,
      requests: window.host.open.size,
      'style sheets': document.styleSheets.length + document.adoptedStyleSheets.length,
      'elements in head': document.head.childElementCount,
      'elements in body': document.body.childElementCount,
      'globals': Object.keys(window).length,
    };
  });
  return { ...counts, ...inPage };
}

/** What there is to do in a view, what shows that it was done, and which files it loads when the browser has time. */
const views = {
  'licenses-tab': { times: 200, click: '.row [type=checkbox]', shows: '.row.recall', later: [] },
  'session-manager': { times: 50, click: '.row:not([hidden]) [type=checkbox]:not(:disabled)', shows: '.row[aria-selected=true]', later: ['arranging.js', 'agent-parser.js'] },
} as const;
type View = keyof typeof views;

/** Mounts and disposes again and again, at every moment of a view's life: at once, while it loads, when it shows, with something ticked. */
const cycle = (page: Page, view: View, times: number): Promise<void> =>
  page.evaluate(async ([name, turns, click, shows]) => {
    const { host, plugin } = window;
    const place = document.querySelector<HTMLElement>('#place') ?? host.place();
    const services = name === 'licenses-tab' ? host.services : host.sessionServices;
    for (let turn = 0; turn < turns; turn++) {
      const mounted = plugin.mount(place, services(turn % 8 === 6 ? { apiVersion: '2.0.0' } : {}));
      if (turn % 4 === 1) await Promise.resolve();
      if (turn % 4 >= 2) {
        await host.until(() => host.isSettled(place), 'rows or a sentence');
        if (host.rowsIn(place) && turn % 4 === 3) {
          (await host.until(() => host.find(place, click), 'something to tick'))!.click();
          await host.until(() => host.find(place, shows), 'that it is ticked');
        }
        mounted.update({ theme: 'dark' });
        mounted.update({ locale: 'de' });
      }
      mounted.dispose();
      if (place.childNodes.length) throw new Error('the place is not as it was');
    }
    await host.until(() => host.open.size === 0, 'all requests ended');
  }, [view, times, views[view].click, views[view].shows] as const);

for (const [view, { times, later }] of Object.entries(views) as [View, { times: number; later: readonly string[] }][]) {
  test(`${view}: ${times} mounts and disposals leave nothing behind`, async () => {
    const { page, problems } = await openPage(browser, site.url);
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Performance.enable');
    await page.evaluate(watch);
    await page.evaluate(async () => {
      window.plugin = await import('/plugin/plugin.js' as string);
    });
    await cycle(page, view, 8);
    const tags = await page.evaluate(async ([name, files]) => {
      const { host, plugin } = window;
      const place = host.find(document, '#place')!;
      const mounted = plugin.mount(place, name === 'licenses-tab' ? host.services() : host.sessionServices());
      await host.until(() => host.rowsIn(place), 'rows');
      const isHere = (file: string): boolean => performance.getEntriesByType('resource').some((entry) => entry.name.endsWith(`/${file}`));
      await host.until(() => files.every(isHere), 'what is loaded later');
      const found = host.findAll(place, ':defined').map(({ localName }) => localName).filter((tag) => tag.startsWith('lic-'));
      mounted.dispose();
      return [...new Set(found)];
    }, [view, later] as const);
    const prototypes = {
      ...Object.fromEntries(tags.map((tag) => [`instances of ${tag}`, `customElements.get('${tag}').prototype`])),
      'style sheet objects': 'CSSStyleSheet.prototype',
      'abort controllers': 'AbortController.prototype',
    };
    const before = await settled(() => count(page, devtools, prototypes));
    for (const tag of tags) assert.equal(before[`instances of ${tag}`], 0, 'nothing can be said about instances while the first ones are there');
    await cycle(page, view, times);
    const left = await settled(() => count(page, devtools, prototypes), before);
    assert.deepEqual(left, before);
    assert.deepEqual(problems, []);
  });
}
