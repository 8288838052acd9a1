import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { rolldown } from 'rolldown';
import { launchBrowser } from '../support/browser.ts';
import { closePages, openPage } from './support/open-page.ts';
import './support/page-types.ts';
import { type Site, startSite } from './support/site.ts';

let browser: Browser;
let site: Site;
let page: Page;
let problems: string[];

before(async () => {
  // What a federation host ships: the runtime, and its answer to where the remote is.
  const bundle = await rolldown({ input: '@module-federation/runtime', platform: 'browser', transform: { define: { 'process.env.NODE_ENV': '"production"' } } });
  const { output } = await bundle.generate({ format: 'es' });
  [browser, site] = await Promise.all([launchBrowser(), startSite({}, { '/federation-runtime.js': output[0].code })]);
});
after(() => Promise.all([browser.close(), site.close()]));
afterEach(() => closePages(browser));
beforeEach(async () => {
  site.broken.clear();
  ({ page, problems } = await openPage(browser, site.url));
});

/** Files of the plugin that were asked for since then. */
const loaded = (from: number): string[] => site.asked.slice(from).filter((path) => path.startsWith('/plugin/'));

/** Loads the plugin with a plain `import()`. */
const loadPlain = (): Promise<void> =>
  page.evaluate(async () => {
    window.plugin = await import('/plugin/plugin.js' as string);
  });

/** Mounts into a new place and answers its text when the view has come to rest. */
const shown = (changes: object = {}): Promise<string> =>
  page.evaluate(async (own) => {
    const { host, plugin } = window;
    const place = host.place();
    (window.mounted ??= []).push(plugin.mount(place, host.services(own)));
    await host.until(() => host.isSettled(place), 'rows or a sentence');
    return host.deepText(place).replace(/\s+/g, ' ');
  }, changes);

describe('a plain import', () => {
  test('shows the Licenses tab under a strict policy', async () => {
    await loadPlain();
    const text = await shown();
    assert.match(text, /Chat2Desk connector/);
    assert.match(text, /3 of 5 available/);
    assert.deepEqual(problems, []);
  });

  test('CR-4 saves a tick with the requests the licensing API knows', async () => {
    await loadPlain();
    await shown();
    await page.getByRole('checkbox', { name: 'File manager' }).check();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('1 change saved').waitFor();
    const asked = await page.evaluate(() => window.host.asked);
    assert.deepEqual([...new Set(asked)], ['GET capabilities', 'GET users/u1/licenses', 'GET events', 'POST batches']);
    assert.deepEqual(problems, []);
  });

  test('uses the browser’s own fetch when the host has none', async () => {
    await loadPlain();
    await page.evaluate(() => {
      const { fetch: _fetch, ...services } = window.host.services();
      const place = window.host.place();
      window.plugin.mount(place, services);
      return window.host.until(() => window.host.rowsIn(place) === 2, 'rows');
    });
    assert.ok(site.asked.includes('/licensing/v1/users/u1/licenses'));
    assert.deepEqual(problems, []);
  });

  test('says what it is', async () => {
    await loadPlain();
    const { version, hostApi, views } = await page.evaluate(() => ({ ...window.plugin }));
    assert.match(version, /^\d+\.\d+\.\d+/);
    assert.match(hostApi, /^\^\d/);
    assert.deepEqual(views, ['licenses-tab', 'session-manager', 'grant-recall', 'selection-basket', 'license-list', 'batches']);
  });

  test('loads nothing but the entry until something is mounted', async () => {
    const from = site.asked.length;
    await loadPlain();
    assert.deepEqual(loaded(from), ['/plugin/plugin.js']);
  });

  test('loads one language, and a view’s chunk only once for several views', async () => {
    const from = site.asked.length;
    await loadPlain();
    await shown({ locale: 'de' });
    await shown({ locale: 'de' });
    assert.deepEqual(loaded(from).sort(), ['/plugin/plugin.js', '/plugin/shared.js', '/plugin/text/licenses-tab/de.js', '/plugin/view-licenses-tab.js']);
  });
});

describe('what a host changes reaches the view', () => {
  test('language, direction, theme and time zone, without asking the licensing API again', async () => {
    await loadPlain();
    await shown();
    const [before, after] = await page.evaluate(async () => {
      const { asked, deepText, find, tabIn, until } = window.host;
      const count = asked.length;
      window.mounted[0]!.update({ locale: 'ar', direction: 'rtl', theme: 'dark', timeZone: 'Pacific/Auckland' });
      await until(() => /[\u0600-\u06ff]/.test(deepText(find(document, '#place')!)), 'Arabic');
      const { dir, lang } = tabIn(find(document, '#place')!)!;
      return [[count, 'rtl', 'ar', 'dark'], [asked.length, dir, lang, tabIn(find(document, '#place')!)!.getAttribute('theme')]];
    });
    assert.deepEqual(after, before);
    assert.deepEqual(problems, []);
  });

  test('a colour that the host sets on the container', async () => {
    await loadPlain();
    await shown();
    const colour = await page.evaluate(() => {
      const place = window.host.find(document, '#place')!;
      place.style.setProperty('--crt-palette-text-primary', 'rgb(1, 2, 3)');
      return getComputedStyle(window.host.find(place, '.row')!).color;
    });
    assert.equal(colour, 'rgb(1, 2, 3)');
    assert.deepEqual(problems, []);
  });

  test('another user, another administrator, another address: everything is asked anew', async () => {
    await loadPlain();
    await shown();
    for (const [changes, path] of [
      [{ view: { name: 'licenses-tab', userId: 'u2' } }, '/licensing/v1/users/u2/licenses'],
      [{ user: { id: 'a2', name: 'Somebody else' } }, '/licensing/v1/users/u2/licenses'],
      [{ baseUrl: '/elsewhere/licensing/v1' }, '/elsewhere/licensing/v1/users/u2/licenses'],
    ] as const) {
      const asked = await page.evaluate(
        ([own, wanted]) =>
          new Promise<string>((done) => {
            window.mounted[0]!.update({
              ...own,
              fetch: async (request) => {
                const { pathname } = new URL(request.url);
                if (pathname === wanted) done(pathname);
                return new Response('{}');
              },
            });
          }),
        [changes, path] as const,
      );
      assert.equal(asked, path);
    }
  });

  test('CR-10 rights: taken away while the tab is open it is read-only at once, given back it is not', async () => {
    await loadPlain();
    await shown();
    const boxes = await page.evaluate(async () => {
      const { find, findAll, until } = window.host;
      const place = find(document, '#place')!;
      const free = (): number => findAll(place, '.row [type=checkbox]:not(:disabled)').length;
      const seen = [free()];
      for (const may of [false, true]) {
        window.mounted[0]!.update({ can: () => may });
        await until(() => free() === (may ? 2 : 0), `what a host that answers ${may} leaves free`);
        seen.push(free());
      }
      return seen;
    });
    assert.deepEqual(boxes, [2, 0, 2]);
    assert.deepEqual(problems, []);
  });

  test('a slip of the host while changes are pending: whoever is asked whether to leave can see the question', async () => {
    await loadPlain();
    await shown();
    await page.getByRole('checkbox', { name: 'File manager' }).check();
    await page.evaluate(() => window.mounted[0]!.update({ theme: 'sepia' as never }));
    const leaving = page.evaluate(() => window.mounted[0]!.canLeave());
    await page.getByRole('dialog').getByRole('button', { name: 'Keep' }).click();
    assert.equal(await leaving, false);
    // Back behind the sentence, ticks and all.
    await page.getByRole('alert').getByText('theme').waitFor();
    assert.equal(await page.getByRole('checkbox', { name: 'File manager' }).count(), 0);
    await page.evaluate(() => window.mounted[0]!.update({ theme: 'dark' }));
    assert.equal(await page.getByRole('checkbox', { name: 'File manager' }).isChecked(), true);
    assert.deepEqual(problems, []);
  });

  test('the host is told of changes not saved, asked before they are dropped, and heard when it says no', async () => {
    await loadPlain();
    const answers = await page.evaluate(async () => {
      const { host, plugin } = window;
      const place = host.place();
      const told: unknown[] = [];
      const mounted = plugin.mount(
        place,
        host.services({
          pending: (is: boolean) => told.push(is),
          confirm: async ({ message }: { message: string }) => told.push(message) > 3,
        }),
      );
      await host.until(() => host.rowsIn(place), 'rows');
      host.find(place, '.row [type=checkbox]')!.click();
      await host.until(() => told.length, 'pending changes');
      // The first time it says no, the second time yes; by then it has been told that nothing is pending.
      told.push(await mounted.canLeave());
      told.push(await mounted.canLeave());
      return told;
    });
    assert.deepEqual(answers, [true, '1 change not saved', false, '1 change not saved', false, true]);
    assert.deepEqual(problems, []);
  });
});

describe('the module-federation runtime', () => {
  const loadRemote = (): Promise<void> =>
    page.evaluate(async () => {
      const { createInstance } = await import('/federation-runtime.js' as string);
      const federation = createInstance({
        name: 'some_host',
        remotes: [{ name: 'license_admin', entry: '/plugin/federated/remoteEntry.js', type: 'module' }],
      });
      window.plugin = await federation.loadRemote('license_admin/plugin');
    });

  test('loads the same tab through the federated door', async () => {
    await loadRemote();
    assert.match(await shown(), /3 of 5 available/);
    assert.deepEqual(problems, []);
  });

  test('comes to the same code as a plain import: there is one copy', async () => {
    await loadRemote();
    assert.equal(await page.evaluate(async () => ((await import('/plugin/plugin.js' as string)) as typeof window.plugin).mount === window.plugin.mount), true);
  });

  test('loads it through the federation manifest as well', async () => {
    await page.evaluate(async () => {
      const { createInstance } = await import('/federation-runtime.js' as string);
      const federation = createInstance({
        name: 'some_host',
        remotes: [{ name: 'license_admin', entry: `${location.origin}/plugin/federated/mf-manifest.json` }],
      });
      window.plugin = await federation.loadRemote('license_admin/plugin');
    });
    assert.match(await shown(), /3 of 5 available/);
    assert.deepEqual(problems, []);
  });
});

describe('several in one page', () => {
  test('two side by side live apart: other users, languages, directions; one goes and the other stays', async () => {
    await loadPlain();
    await shown();
    assert.match(await shown({ locale: 'ar', direction: 'rtl', theme: 'dark' }), /[\u0600-\u06ff]/);
    const [first, second] = await page.evaluate(() => {
      const { findAll, tabIn } = window.host;
      const tabs = findAll(document, '#place').map((place) => tabIn(place)!);
      return tabs.map((tab) => ({ dir: tab.dir, theme: tab.getAttribute('theme') }));
    });
    assert.deepEqual([first, second], [{ dir: 'ltr', theme: 'light' }, { dir: 'rtl', theme: 'dark' }]);

    await page.evaluate(() => window.mounted[0]!.dispose());
    const left = await page.evaluate(() => window.host.findAll(document, '#place').map((place) => window.host.rowsIn(place)));
    assert.deepEqual(left, [0, 2]);
    assert.deepEqual(problems, []);
  });
});
