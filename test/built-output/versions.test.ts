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
  test(`two versions in one page each run their own classes in both views, ${order[0]} first`, async () => {
    const { page, problems } = await openPage(browser, site.url);
    const seen = await page.evaluate(async (folders) => {
      const { host } = window;
      const result: { version: string; tags: string[]; text: string; own: boolean }[] = [];
      const classes = new Set<unknown>();
      for (const name of folders) {
        const plugin = (await import(`/${name}/plugin.js`)) as typeof window.plugin;
        const places = [host.services(), host.sessionServices()].map((services, at) => {
          const place = host.place(`${name}${at}`);
          plugin.mount(place, services);
          return place;
        });
        await host.until(() => places.every((place) => host.rowsIn(place) === 2), 'rows');
        // What is only needed later is not defined yet.
        const elements = places.flatMap((place) => host.findAll(place, ':defined')).filter(({ localName }) => localName.startsWith('lic-'));
        const byTag = new Map(elements.map((element) => [element.localName, element.constructor]));
        const own = [...byTag].every(([tag, made]) => !classes.has(made) && customElements.get(tag) === made);
        for (const made of byTag.values()) classes.add(made);
        result.push({ version: plugin.version, tags: [...byTag.keys()].sort(), text: places.map((place) => host.deepText(place)).join(), own });
      }
      return result;
    }, order);

    const expected = { plugin: packageVersion, other };
    assert.deepEqual(seen.map(({ version }) => version), order.map((name) => expected[name]));
    for (const [at, { own, text, tags }] of seen.entries()) {
      const suffix = tagSuffix(expected[order[at]!]);
      assert.ok(own);
      for (const tag of ['licenses-tab', 'session-manager', 'data-grid']) assert.ok(tags.includes(`lic-${tag}-${suffix}`), `${tag} among ${tags.join()}`);
      assert.deepEqual(tags.filter((tag) => !tag.endsWith(suffix)), []);
      assert.match(text, /3 of 5 available/);
      assert.match(text, /c\.jones@example\.com/);
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
      plugin.mount(place, host.sessionServices());
      counts.push(await host.until(() => host.rowsIn(place) === 4 && host.rowsIn(place), 'rows'));
    }
    return counts;
  });
  assert.deepEqual(rows, [4, 4]);
  assert.deepEqual(problems, []);
});
