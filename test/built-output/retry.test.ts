import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { closePages, openPage } from './support/open-page.ts';
import './support/page-types.ts';
import { type Site, startSite } from './support/site.ts';

let browser: Browser;
let site: Site;
let page: Page;
let problems: string[];

before(async () => {
  [browser, site] = await Promise.all([launchBrowser(), startSite()]);
});
after(() => Promise.all([browser.close(), site.close()]));
afterEach(() => closePages(browser));
beforeEach(async () => {
  site.broken.clear();
  ({ page, problems } = await openPage(browser, site.url));
  await page.evaluate(async () => {
    window.plugin = await import('/plugin/plugin.js' as string);
  });
});

const views = {
  'licenses-tab': { view: { name: 'licenses-tab', userId: 'u1' }, row: 'Chat2Desk connector' },
  'session-manager': { view: { name: 'session-manager' }, row: 'c.jones@example.com' },
} as const;
type View = keyof typeof views;

/** Mounts a view and answers its text when it has come to rest. */
const shown = (view: View): Promise<string> =>
  page.evaluate(async (own) => {
    const { host, plugin } = window;
    const place = host.place();
    plugin.mount(place, host.services({ view: own }));
    await host.until(() => host.isSettled(place), 'rows or a sentence');
    return host.deepText(place).replace(/\s+/g, ' ');
  }, views[view].view);

/** What the browser itself notes of failed requests; nothing else may have gone wrong. */
const others = (): string[] => problems.filter((problem) => !problem.includes('503'));

/** Lit notes each copy of itself that runs. */
const copiesOfLit = (): Promise<number> => page.evaluate(() => (window as unknown as { litElementVersions: string[] }).litElementVersions.length);

/** Asks for a file and its other addresses fail until `site.broken` is cleared. */
const askedFor = (path: string): number => site.asked.filter((asked) => asked === path).length;

const tryAgain = (): Promise<void> => page.getByRole('button', { name: 'Try again' }).click();

describe('a file that can’t be loaded: one sentence, and trying again helps', () => {
  for (const view of Object.keys(views) as View[]) {
    for (const file of ['shared.js', `view-${view}.js`, `text/${view}/en.js`]) {
      test(`${view} without ${file}`, async () => {
        const path = `/plugin/${file}`;
        site.broken.add(path);
        assert.match(await shown(view), /^\s*License administration could not be loaded\. Try again\s*$/);
        const before = askedFor(path);
        await tryAgain();
        // Still down: asked for again, and the same sentence.
        await page.waitForFunction(() => window.host.find(document, '[role=alert]') !== null);
        assert.ok(askedFor(path) > before);
        site.broken.clear();
        await tryAgain();
        await page.getByText(views[view].row).first().waitFor();
        assert.equal(await copiesOfLit(), 1);
        assert.deepEqual(others(), []);
      });
    }
  }

  test('everything at once', async () => {
    for (const file of ['shared.js', 'view-licenses-tab.js', 'text/licenses-tab/en.js']) site.broken.add(`/plugin/${file}`);
    await shown('licenses-tab');
    site.broken.clear();
    await tryAgain();
    await page.getByText('Chat2Desk connector').waitFor();
    assert.equal(await copiesOfLit(), 1);
  });
});

describe('a file that is only needed later', () => {
  test('the question before an ending: one sentence, and trying again asks it', async () => {
    site.broken.add('/plugin/session-manager.later.js');
    await shown('session-manager');
    await page.getByRole('button', { name: 'End session… Caleb Jones' }).click();
    await page.getByText('A part of this page could not be loaded.').waitFor();
    site.broken.clear();
    await tryAgain();
    await page.getByRole('dialog').getByRole('button', { name: /^End \d+ session/ }).waitFor();
    assert.equal(await copiesOfLit(), 1);
    assert.deepEqual(others(), []);
  });

  test('what reads the names of browsers: their columns stay empty, and nobody is troubled', async () => {
    site.broken.add('/plugin/agent-parser.js');
    assert.match(await shown('session-manager'), /c\.jones@example\.com/);
    await page.waitForFunction(() => performance.getEntriesByType('resource').some(({ name }) => name.endsWith('/agent-parser.js')));
    assert.equal(await page.getByRole('alert').count(), 0);
    assert.deepEqual(others(), []);
  });
});

describe('what one view has loaded, the other one uses', () => {
  test('one Lit, and no file twice', async () => {
    const from = site.asked.length;
    await shown('licenses-tab');
    await shown('session-manager');
    const asked = site.asked.slice(from).filter((path) => path.startsWith('/plugin/'));
    assert.deepEqual(asked, [...new Set(asked)]);
    assert.ok(asked.includes('/plugin/shared.js'));
    assert.equal(await copiesOfLit(), 1);
    assert.deepEqual(problems, []);
  });

  test('also when it took a second attempt', async () => {
    site.broken.add('/plugin/shared.js');
    await shown('licenses-tab');
    site.broken.clear();
    await tryAgain();
    await page.getByText('Chat2Desk connector').waitFor();
    // No sentence this time: what failed for the first view has long been loaded.
    assert.match(await shown('session-manager'), /c\.jones@example\.com/);
    assert.equal(await copiesOfLit(), 1);
    assert.deepEqual(others(), []);
  });

  test('a view is there after two round trips: the entry, then all it needs side by side', async () => {
    const needed = ['shared.js', 'text/licenses-tab/en.js', 'view-licenses-tab.js'].map((file) => `/plugin/${file}`);
    const from = site.asked.length;
    // None is answered before all are asked for: one that waited for another would do so for ever.
    for (const path of needed) site.together.add(path);
    assert.match(await shown('licenses-tab'), /Chat2Desk connector/);
    assert.deepEqual(site.asked.slice(from).filter((path) => path.startsWith('/plugin/')).sort(), needed);
  });
});
