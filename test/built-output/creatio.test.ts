import assert from 'node:assert/strict';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import type { Browser, Page, Route } from 'playwright-core';
import { buildCreatio, isUmd } from '../../plugin-manifest/build-creatio.ts';
import { root } from '../../vite.config.ts';
import { FakeCreatio } from '../host/creatio/support/fake-creatio.ts';
import { launchBrowser } from '../support/browser.ts';
import { closePages, openPage } from './support/open-page.ts';
import './support/page-types.ts';
import { settled } from './support/settled.ts';
import { type Site, startSite } from './support/site.ts';

/** What `creatio-page.js` puts into the page. */
interface CreatioPage {
  readonly registered: readonly { readonly type: string; readonly selector: string; readonly inputs: object; readonly outputs: object }[];
  offer(): void;
  discover(entry?: string): Promise<{
    readonly container: { get(name: string): Promise<unknown> };
    readonly definition: { readonly remoteName: string };
    readonly feature: {
      readonly discovery: { readonly viewElements: readonly { readonly type: string }[] };
      activate(): Promise<void>;
      loadDesignerDefinitions(context: { cultureName?: string }): Promise<{ viewElements: readonly { type: string; toolbarConfig: { caption: string } }[] }>;
    };
  }>;
}
declare global {
  interface Window {
    creatio: CreatioPage;
  }
}

const folder = resolve(root, 'dist/creatio');
const types = ['usr.LicensesTab', 'usr.GrantRecall', 'usr.SessionManager', 'usr.LicenseSelfTest'];
let browser: Browser;
let site: Site;
let other: string;
let page: Page;
let problems: string[];
let creatio: FakeCreatio;
/** Answers on their way to the page. */
const answering = new Set<Promise<void>>();

before(async () => {
  other = await mkdtemp(join(tmpdir(), 'creatio-'));
  await buildCreatio({ version: '9.8.7', outDir: other });
  const require = await readFile(createRequire(import.meta.url).resolve('requirejs/require.js'), 'utf8');
  const html =
    '<!doctype html><html lang="en"><title>Creatio</title><script src="/require.js"></script>' +
    '<script src="/host/creatio-page.js"></script><script type="module" src="/host/host-page.js"></script>';
  [browser, site] = await Promise.all([
    launchBrowser(),
    startSite({ creatio: folder, other }, { '/require.js': require, '/Shell/index.html': html, '/Shell/late.html': html }),
  ]);
});
after(async () => {
  await Promise.all([browser.close(), site.close()]);
  await rm(other, { recursive: true, force: true });
});

async function arrive(path = '/Shell/index.html'): Promise<void> {
  ({ page, problems } = await openPage(browser, site.url + path));
  await page.route(/\/(?:ServiceModel|DataService|rest)\//, (route) => {
    const answered = answer(route).finally(() => answering.delete(answered));
    answering.add(answered);
    return answered;
  });
}

async function answer(route: Route): Promise<void> {
  const answer = await creatio.options.fetch!(new Request(route.request().url(), { method: 'POST', body: route.request().postData() }));
  await route.fulfill({ status: answer.status, contentType: 'application/json', body: await answer.text() });
}

afterEach(() => closePages(browser));
beforeEach(async () => {
  site.broken.clear();
  creatio = new FakeCreatio();
  await arrive();
});

/** What was loaded of the plugin since then. */
const loaded = (from: number): string[] => site.asked.slice(from).filter((path) => /^\/(?:creatio|other)\//.test(path));
const activate = (entry?: string): Promise<void> => page.evaluate(async (own) => (await window.creatio.discover(own)).feature.activate(), entry);
/** Puts an element into the page, and answers what it says when it has come to rest. */
const shown = (tag: string, inputs: object = {}): Promise<string> =>
  page.evaluate(async ([name, given]) => {
    const { host } = window;
    const place = host.place(name);
    place.append(Object.assign(document.createElement(name), given));
    await host.until(() => host.isSettled(place), 'rows or a sentence');
    return host.deepText(place).replace(/\s+/g, ' ');
  }, [tag, inputs] as const);

describe('what Creatio loads', () => {
  test('holds nothing that would trouble its pages', async () => {
    const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
    const scripts = files.filter(({ name }) => name.endsWith('.js'));
    assert.ok(scripts.some(({ name }) => name === 'remoteModuleEntry.js'));
    for (const { name, parentPath } of scripts) {
      const code = await readFile(join(parentPath, name), 'utf8');
      assert.ok(!isUmd(code), `${name} has a UMD module in it`);
      assert.doesNotMatch(code, /\beval\(|new Function\b|\bprocess\.env\b|sourceMappingURL/, name);
      assert.doesNotMatch(name, /[-.][0-9a-f]{8,}\.js$/, 'a name with a hash');
      // What a file needs the entry hands to it; so nothing is imported but what is beside the entry.
      assert.doesNotMatch(code, /^(?:import|export)\b[^(]*\bfrom\s*["']/m, name);
      for (const [, path] of code.matchAll(/\bimport\(\s*["'`]([^"'`]*)/g)) assert.match(path!, /^\.\/[\w./-]+\.js$/, name);
      assert.doesNotMatch(code, /devkit\/(?!common\b)|DeleteLicenses/, name);
    }
  });

  test('is one small file until a page needs more', async () => {
    const from = site.asked.length;
    const found = await page.evaluate(async () => {
      const { definition, feature } = await window.creatio.discover();
      return [definition.remoteName, feature.discovery.viewElements.map(({ type }) => type), window.creatio.registered.length] as const;
    });
    assert.deepEqual(found, ['license_admin', types, 0]);
    assert.deepEqual(loaded(from), ['/creatio/remoteModuleEntry.js']);
    await page.evaluate(async () => (await window.creatio.discover()).feature.activate());
    assert.deepEqual(loaded(from), ['/creatio/remoteModuleEntry.js', '/creatio/door.js']);
    assert.deepEqual(problems, []);
  });

  test('knows ./Main and nothing else', async () => {
    const said = await page.evaluate(async () => (await window.creatio.discover()).container.get('./Other').catch((error: Error) => error.message));
    assert.equal(said, 'license_admin has ./Main and no ./Other');
  });

  test('names its elements for the page designer, in its language', async () => {
    const from = site.asked.length;
    const captions = await page.evaluate(async () => {
      const { viewElements } = await (await window.creatio.discover()).feature.loadDesignerDefinitions({ cultureName: 'de-DE' });
      return viewElements.map(({ type, toolbarConfig }) => [type, toolbarConfig.caption]);
    });
    assert.deepEqual(captions.map(([type]) => type), types);
    assert.equal(captions[2]![1], 'Sitzungsverwaltung');
    assert.deepEqual(loaded(from), ['/creatio/remoteModuleEntry.js', '/creatio/designer.js']);
  });
});

describe('activation', () => {
  test('registers what was discovered, once, however often and however many at a time', async () => {
    const registered = await page.evaluate(async () => {
      const { feature } = await window.creatio.discover();
      await Promise.all([feature.activate(), feature.activate()]);
      await feature.activate();
      return window.creatio.registered;
    });
    assert.deepEqual(registered.map(({ type }) => type), types);
    assert.deepEqual(registered.map(({ selector }) => selector), ['usr-licenses-tab', 'usr-grant-recall', 'usr-session-manager', 'usr-license-self-test']);
    assert.deepEqual(Object.keys(registered[0]!.inputs), ['userId']);
    assert.deepEqual(Object.keys(registered[0]!.outputs), ['pendingChanged', 'openRequested', 'closed', 'notified', 'signInNeeded']);
    assert.deepEqual(problems, []);
  });

  test('may be tried again when a file could not be loaded', async () => {
    site.broken.add('/creatio/door.js');
    const said = await page.evaluate(async () => {
      const { feature } = await window.creatio.discover();
      Object.assign(window, { feature });
      return feature.activate().catch((error: Error) => error.message);
    });
    assert.match(String(said), /door\.js/);
    site.broken.clear();
    const count = await page.evaluate(async () => {
      await (window as unknown as { feature: { activate(): Promise<void> } }).feature.activate();
      return window.creatio.registered.length;
    });
    assert.equal(count, 4);
  });

  test('says what the page lacks, and works when it has it', async () => {
    await arrive('/Shell/late.html?late');
    const [said, count] = await page.evaluate(async () => {
      const { feature } = await window.creatio.discover();
      const sentence = await feature.activate().catch((error: Error) => error.message);
      window.creatio.offer();
      await feature.activate();
      return [sentence, window.creatio.registered.length] as const;
    });
    assert.equal(said, "License administration can't start: this page has no @creatio-devkit/common with registerViewElement.");
    assert.equal(count, 4);
  });

  test('of two versions in a page leaves the elements to the first one', async () => {
    await activate('/other/remoteModuleEntry.js');
    await activate();
    assert.equal(await page.evaluate(() => window.creatio.registered.length), 4);
    creatio.pack(1);
    assert.match(await shown('usr-licenses-tab', { userId: creatio.user }), /Package 01/);
    const tags = await page.evaluate(() => window.host.findAll(document, ':defined').map(({ localName }) => localName).filter((tag) => tag.startsWith('lic-')));
    assert.deepEqual(tags.filter((tag) => !tag.endsWith('v9-8-7')), []);
    assert.deepEqual(problems, []);
  });
});

describe('an element in a page of Creatio', () => {
  test('CR-2 shows a user’s licenses over Creatio’s own services, and CR-4 saves a tick', async () => {
    const id = creatio.pack(1);
    await activate();
    const from = site.asked.length;
    assert.match(await shown('usr-licenses-tab', { userId: creatio.user }), /Package 01 .*5 of 5 available/);
    await page.getByRole('checkbox', { name: 'Package 01' }).check();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('1 change saved').waitFor();
    assert.ok(creatio.holds(creatio.user, id));
    assert.deepEqual(loaded(from).sort(), ['/creatio/shared.js', '/creatio/text/licenses-tab/en.js', '/creatio/view-licenses-tab.js']);
    assert.deepEqual(problems, []);
  });

  test('tells which input is odd', async () => {
    await activate();
    const said = await page.evaluate(async () => {
      const element = Object.assign(document.createElement('usr-licenses-tab'), { userId: Promise.resolve('u1') });
      window.host.place().append(element);
      return window.host.until(() => window.host.find(document, '[role=alert]')?.textContent, 'a sentence');
    });
    assert.equal(said, "License administration can't start: the input `userId` is a promise; it takes an id.");
  });

  for (const [tag, view] of [['usr-grant-recall', 'view-grant-recall'], ['usr-session-manager', 'view-session-manager'], ['usr-license-self-test', 'view-self-test']] as const) {
    test(`${tag} loads its own view and shows it under a strict policy`, async () => {
      await activate();
      const from = site.asked.length;
      await page.evaluate(async (name) => {
        window.host.place().append(document.createElement(name));
        await window.host.until(() => window.host.find(document, '[theme]'), 'a view');
      }, tag);
      assert.ok(loaded(from).includes(`/creatio/${view}.js`), loaded(from).join());
      assert.deepEqual(problems, []);
    });
  }

  test('takes on the theme of the page while it is shown', async () => {
    creatio.pack(1);
    await activate();
    await shown('usr-licenses-tab', { userId: creatio.user });
    const themes = await page.evaluate(async () => {
      const { host } = window;
      const tab = host.find(document, '[theme]')!;
      const look = (): string[] => [tab.getAttribute('theme')!, getComputedStyle(host.find(tab.getRootNode() as ShadowRoot, '.row')!).color];
      const before = look()[0]!;
      document.body.style.cssText = '--crt-color-background-base: #101418; --crt-color-text-body: rgb(250, 251, 252)';
      await host.until(() => tab.getAttribute('theme') === 'dark', 'dark');
      return [before, ...look()];
    });
    assert.deepEqual(themes, ['light', 'dark', 'rgb(250, 251, 252)']);
  });

  test('leaves nothing behind, however often it comes and goes', async () => {
    creatio.pack(1);
    await activate();
    await shown('usr-licenses-tab', { userId: creatio.user });
    const devtools = await page.context().newCDPSession(page);
    const count = async (): Promise<number[]> => {
      await Promise.all(answering);
      const counts: number[] = [];
      for (const expression of ['customElements.get("usr-licenses-tab").prototype', 'MutationObserver.prototype', 'MediaQueryList.prototype']) {
        for (let turn = 0; turn < 3; turn += 1) await devtools.send('HeapProfiler.collectGarbage');
        const { result } = await devtools.send('Runtime.evaluate', { expression, objectGroup: 'count' });
        const { objects } = await devtools.send('Runtime.queryObjects', { prototypeObjectId: result.objectId!, objectGroup: 'count' });
        const { result: length } = await devtools.send('Runtime.callFunctionOn', { objectId: objects.objectId!, functionDeclaration: 'function () { return this.length; }', returnByValue: true });
        counts.push(length.value as number);
        await devtools.send('Runtime.releaseObjectGroup', { objectGroup: 'count' });
      }
      return counts;
    };
    const cycle = (times: number): Promise<void> =>
      page.evaluate(async ([turns, userId]) => {
        const { host } = window;
        host.find(document, 'usr-licenses-tab')?.remove();
        for (let turn = 0; turn < turns; turn += 1) {
          const element = Object.assign(document.createElement('usr-licenses-tab'), { userId });
          document.body.append(element);
          if (turn % 3 === 1) await Promise.resolve();
          if (turn % 3 === 2) await host.until(() => host.rowsIn(document.body), 'rows');
          element.remove();
          await Promise.resolve();
        }
      }, [times, creatio.user] as const);
    await cycle(6);
    const before = await settled(count);
    await cycle(60);
    assert.deepEqual(await settled(count, before), before);
    assert.deepEqual(problems, []);
  });
});
