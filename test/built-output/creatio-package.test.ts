import assert from 'node:assert/strict';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { buildCreatio } from '../../plugin-manifest/build-creatio.ts';
import { buildCreatioPackage } from '../../plugin-manifest/creatio-package/build.ts';
import { packageVersion } from '../../vite.config.ts';
import { FakeCreatio } from '../host/creatio/support/fake-creatio.ts';
import { readPackage, readZip } from '../plugin-manifest/creatio-package/readers.ts';
import { launchBrowser } from '../support/browser.ts';
import { openPage } from './support/open-page.ts';
import './support/page-types.ts';
import { type Site, startSite } from './support/site.ts';

let browser: Browser;
let site: Site;
let folder: string;
let archive: Map<string, Buffer>;

/** What Creatio's scripts have on every page, as far as the schemas of the packages use it. */
const terrasoft = `window.Terrasoft = {
  ViewItemType: { CONTAINER: 7, LINK: 17 },
  getFileContentUrl: (name, path) => new URL('/package/' + name + '/Files/' + path, location.href).href,
};`;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'creatio-packed-'));
  const written = await buildCreatioPackage({ outDir: join(folder, 'out') });
  archive = readPackage(readZip(await readFile(written.at(-1)!)).get('UsrLicenseAdmin.gz')!);
  const require = await readFile(createRequire(import.meta.url).resolve('requirejs/require.js'), 'utf8');
  const schema = (at: string, name: string): string => `<script src="/package/${at}/Schemas/${name}/${name}.js"></script>`;
  const html =
    '<!doctype html><html lang="en"><title>Creatio</title><script src="/require.js"></script><script src="/terrasoft.js"></script><script src="/host/creatio-page.js"></script>' +
    `${schema('UsrLicenseAdmin', 'UsrLicenseAdminModule')}${schema('UsrLicenseAdminPlaces', 'UserPageV2')}<script type="module" src="/host/host-page.js"></script>`;
  [browser, site] = await Promise.all([
    launchBrowser(),
    startSite({ package: join(folder, 'out') }, { '/require.js': require, '/terrasoft.js': terrasoft, '/0/Nui/ViewModule.html': html }),
  ]);
});
after(async () => {
  await Promise.all([browser.close(), site.close()]);
  await rm(folder, { recursive: true, force: true });
});

describe('the package for Creatio, as made of what was built', () => {
  test('has the whole remote, with the notices of what it contains', async () => {
    const paths = [...archive.keys()].filter((path) => path.startsWith('Files\\src\\js\\license_admin\\')).map((path) => path.split('\\').at(-1));
    for (const name of ['remoteModuleEntry.js', 'view-self-test.js', 'third-party-licenses.md']) assert.ok(paths.includes(name), name);
    assert.deepEqual(await readdir(join(folder, 'out')), ['UsrLicenseAdmin', `UsrLicenseAdmin-${packageVersion}.zip`, 'UsrLicenseAdminPlaces']);
  });

  test('is the same byte for byte when the plugin is built again elsewhere', async () => {
    await buildCreatio({ outDir: join(folder, 'again') });
    const again = await buildCreatioPackage({ remote: join(folder, 'again'), outDir: join(folder, 'second') });
    assert.ok((await readFile(again.at(-1)!)).equals(await readFile(join(folder, 'out', `UsrLicenseAdmin-${packageVersion}.zip`))), 'dist/creatio is not what its sources make');
  });

  test('CR-2 shows a user’s licenses on the classic page, loaded by its AMD schema under a strict policy', async () => {
    const creatio = new FakeCreatio();
    creatio.hold(creatio.user, creatio.pack(1));
    const { page, problems } = await openPage(browser, `${site.url}/0/Nui/ViewModule.html`);
    await page.route(/\/(?:ServiceModel|DataService|rest)\//, async (route) => {
      const answer = await creatio.options.fetch!(new Request(route.request().url(), { method: 'POST', body: route.request().postData() }));
      await route.fulfill({ status: answer.status, contentType: 'application/json', body: await answer.text() });
    });
    const shown = await page.evaluate(async (userId) => {
      interface Schema {
        readonly methods: Record<string, (this: object) => void>;
      }
      const load = (name: string) => new Promise<unknown>((resolve, reject) => (window as unknown as { require: (names: string[], found: (module: unknown) => void, failed: (error: Error) => void) => void }).require([name], resolve, reject));
      const { methods } = (await load('UserPageV2')) as Schema;
      const place = window.host.place('user');
      place.className = 'usr-licenses';
      const view = { ...methods, callParent: () => {}, get: (name: string) => (name === 'Id' ? userId : undefined) };
      methods['onRender']!.call(view);
      methods['onEntityInitialized']!.call(view);
      await ((await load('UsrLicenseAdminModule')) as { activated: Promise<void> }).activated;
      await window.host.until(() => window.host.isSettled(place), 'rows or a sentence');
      return [window.creatio.registered.map(({ type }) => type), place.children.length, window.host.deepText(place).replace(/\s+/g, ' ')] as const;
    }, creatio.user);
    assert.deepEqual(shown[0], ['usr.LicensesTab', 'usr.GrantRecall', 'usr.SessionManager', 'usr.LicenseSelfTest'], 'each once');
    assert.equal(shown[1], 1);
    assert.match(shown[2], /4 of 5 available/);
    assert.deepEqual(problems, []);
    assert.ok(site.asked.includes('/package/UsrLicenseAdmin/Files/src/js/license_admin/remoteModuleEntry.js'));
    await page.context().close();
  });
});
