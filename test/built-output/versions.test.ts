import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { build } from 'vite';
import { tagSuffix } from '../../plugin-manifest/stamp-tags.ts';
import { packageVersion, plainBuild } from '../../vite.config.ts';
import { launchBrowser } from '../support/browser.ts';
import { openPage } from './support/open-page.ts';
import './support/page-types.ts';
import { type Site, startSite } from './support/site.ts';

const other = '9.8.7-next.1';
let browser: Browser;
let site: Site;
let folder: string;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plugin-'));
  await build(plainBuild({ version: other, outDir: folder, small: false }));
  [browser, site] = await Promise.all([launchBrowser(), startSite({ other: folder })]);
});
after(async () => {
  await Promise.all([browser.close(), site.close()]);
  await rm(folder, { recursive: true });
});

for (const order of [['plugin', 'other'], ['other', 'plugin']] as const) {
  test(`two versions in one page each run their own classes, ${order[0]} first`, async () => {
    const { page, problems } = await openPage(browser, site.url);
    const seen = await page.evaluate(async (folders) => {
      const { host } = window;
      const result: { version: string; tag: string; text: string; own: boolean }[] = [];
      const classes = new Set<unknown>();
      for (const name of folders) {
        const plugin = (await import(`/${name}/plugin.js`)) as typeof window.plugin;
        const place = host.place(name);
        plugin.mount(place, host.services());
        await host.until(() => host.rowsIn(place) === 2, 'rows');
        const tab = host.tabIn(place)!;
        const isNew = !classes.has(tab.constructor);
        classes.add(tab.constructor);
        result.push({ version: plugin.version, tag: tab.localName, text: host.deepText(place), own: isNew && customElements.get(tab.localName) === tab.constructor });
      }
      return result;
    }, order);

    const expected = { plugin: packageVersion, other };
    assert.deepEqual(seen.map(({ version }) => version), order.map((name) => expected[name]));
    assert.deepEqual(seen.map(({ tag }) => tag), order.map((name) => `lic-licenses-tab-${tagSuffix(expected[name])}`));
    for (const { own, text } of seen) {
      assert.ok(own);
      assert.match(text, /3 of 5 available/);
    }
    assert.deepEqual(problems, []);
    await page.close();
  });
}

test('the same version from two addresses is no error either', async () => {
  const { page, problems } = await openPage(browser, site.url);
  const rows = await page.evaluate(async () => {
    const { host } = window;
    const counts = [];
    for (const query of ['', '?again']) {
      const plugin = (await import(`/plugin/plugin.js${query}`)) as typeof window.plugin;
      const place = host.place(`p${query.length}`);
      plugin.mount(place, host.services());
      counts.push(await host.until(() => host.rowsIn(place), 'rows'));
    }
    return counts;
  });
  assert.deepEqual(rows, [2, 2]);
  assert.deepEqual(problems, []);
});
