import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { answers } from './support/answers.js';
import { type Case, cases, markup, replaced } from './support/hostile-answers.ts';
import { closePages, openPage } from './support/open-page.ts';
import type { Answers } from './support/page-types.ts';
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
  ({ page, problems } = await openPage(browser, site.url));
  await page.evaluate(async () => {
    window.plugin = await import('/plugin/plugin.js' as string);
  });
});

/** What is done in a view once it has come to rest. */
type Act = 'look' | 'save' | 'hear the event';

/** Runs each case in a view of its own, several at a time; answers what went wrong, by case. */
function run(all: readonly Case[], act: Act = 'look'): Promise<string[]> {
  return page.evaluate(
    async ([list, doing]) => {
      const { host, plugin } = window;
      const wrong: string[] = [];
      const one = async ({ name, all: own }: Case): Promise<void> => {
        const place = document.createElement('div');
        document.body.append(place);
        const mounted = plugin.mount(place, host.services({}, own));
        try {
          await host.until(() => host.isSettled(place), 'rows or a sentence');
          if (doing === 'hear the event') {
            await host.until(() => own.heard, 'the event is taken');
            // By the next task all is done that it leads to.
            await new Promise((done) => setTimeout(done));
          }
          if (doing === 'save') {
            host.findAll(place, '.row [type=checkbox]')[1]!.click();
            await host.until(() => host.find(place, '.row.grant'), 'a pending tick');
            host.find(place, 'button.primary')!.click();
            await host.until(() => host.find(place, '[role=alert],.row .error') !== null || !host.find(place, '.row.grant'), 'an outcome');
          }
          const sentences = host.findAll(place, '[role=alert]').filter((element) => !element.parentElement?.closest('[role=alert]'));
          if (sentences.length > 1) wrong.push(`${name}: ${sentences.length} errors`);
          if (!host.deepText(place).trim()) wrong.push(`${name}: nothing to read`);
          const made = host.findAll(place, 'img,script,iframe,object,embed,a,style,link').map(({ localName }) => localName);
          if (made.length) wrong.push(`${name}: made ${made.join()}`);
          if ('hit' in window) wrong.push(`${name}: executed`);
          if ('polluted' in {}) wrong.push(`${name}: changed Object.prototype`);
          mounted.update({ theme: 'dark' });
        } catch (error) {
          wrong.push(`${name}: ${(error as Error).message}`);
        } finally {
          mounted.dispose();
          place.remove();
        }
      };
      for (let at = 0; at < list.length; at += 20) await Promise.all(list.slice(at, at + 20).map(one));
      return wrong;
    },
    [all, act] as const,
  );
}

const seats = { type: 'named', paid: 5, used: 3, available: 2, assigned: 3, version: 9 };

describe('every field of every answer replaced: one clear error or plain text, never a crash, never executed', () => {
  test('capabilities', async () => {
    assert.deepEqual(await run(cases(answers.capabilities, (capabilities) => ({ capabilities }))), []);
    assert.deepEqual(problems, []);
  });

  test('a user’s licenses', async () => {
    // The second row has the fields of the first.
    const all = cases(answers.userLicenses, (userLicenses) => ({ userLicenses }), (path) => /^licenses\.1/.test(path));
    assert.ok(all.length > 350);
    assert.deepEqual(await run(all), []);
    assert.deepEqual(problems, []);
  });

  test('the outcomes of a Save', async () => {
    for (const line of [0, 1]) {
      const all = cases(answers.batches[line], (changed) => ({ batches: answers.batches.map((each, at) => (at === line ? changed : each)) }));
      assert.deepEqual(await run(all, 'save'), []);
    }
    assert.deepEqual(problems, []);
  });

  test('events', async () => {
    const assignment = { since: '2026-01-05T09:00:00Z', by: 'A', source: 'direct', role: null };
    for (const event of [
      { kind: 'seats', productId: 'p1', seats },
      { kind: 'assignment', userId: 'u1', productId: 'p2', assignment },
      { kind: 'reload' },
    ]) {
      assert.deepEqual(await run(cases(event, (changed) => ({ events: [changed ?? 'undefined'] })), 'hear the event'), []);
    }
    assert.deepEqual(problems, []);
  });

  test('problem details', async () => {
    const problem = { type: 'about:blank', title: 'No', status: 400, code: 'rejected', detail: 'Because.' };
    assert.deepEqual(await run(cases(problem, (changed) => ({ problem: changed ?? {}, status: 400 }))), []);
    assert.deepEqual(problems, []);
  });

  test('whole bodies', async () => {
    const bodies = [
      '', ' ', 'null', '{', '<!doctype html><title>Sign in</title>', '\u0000', '\ufeff{}', `${'['.repeat(100_000)}`, 'x'.repeat(1_000_000),
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}',
    ];
    const all = bodies.map((raw) => ({ name: JSON.stringify(raw.slice(0, 20)), all: { ...answers, raw } }));
    assert.deepEqual(await run(all), []);
    assert.deepEqual(problems, []);
  });
});

describe('a hostile text where a text belongs is shown as the text it is', () => {
  for (const [field, path] of [['name', 'name'], ['vendor', 'vendor'], ['role', 'assignment.role']] as const) {
    test(field, async () => {
      const userLicenses = replaced(answers.userLicenses, ['licenses', 0, ...path.split('.')], markup);
      const shown = await page.evaluate(async (all) => {
        const { host, plugin } = window;
        const place = host.place();
        plugin.mount(place, host.services({}, all));
        await host.until(() => host.rowsIn(place), 'rows');
        return host.deepText(place);
      }, { ...answers, userLicenses } as Answers);
      assert.ok(shown.includes(markup));
      assert.deepEqual(problems, []);
    });
  }
});

describe('a host that is not in order, or whose functions fail when they are called', () => {
  const broken: [name: string, sentence: RegExp | null][] = [
    ['another contract', /^License administration can't start: version \d+\.\d+\.\d+ of it needs host API \^1\.0\.0, and this host has 2\.0\.0\.$/],
    ['no can', /^License administration can't start: the host's `can` is missing\.$/],
    ['three slips', /^License administration can't start: the host's `locale` is not a language tag such as en-US, `theme` is not one of light, dark, high-contrast and `notify` is not a function\.$/],
    ['can throws', /^License administration can't go on: the host's `can` failed \(no route\)\. Try again$/],
    ['can rejects', /the host's `can` failed \(no route\)/],
    ['can answers a text', /the host's `can` answers a value of type string, not true or false/],
    ['fetch answers a text', /the host's `fetch` answers a value of type string, not a Response/],
    ['fetch answers nothing', /the host's `fetch` answers nothing, not a Response/],
    ['fetch finds no network', /You are offline/],
    ['pending throws', null],
    ['now throws', null],
  ];
  for (const [name, sentence] of broken) {
    test(name, async () => {
      const text = await page.evaluate(
        async ([which, isShown]) => {
          const { host, plugin } = window;
          const place = host.place();
          plugin.mount(place, host.services(host.broken[which]));
          await host.until(() => (isShown ? host.rowsIn(place) : host.find(place, '[role=alert]')), 'rows or a sentence');
          if (isShown) host.find(place, '.row [type=checkbox]')!.click();
          if (isShown) await host.until(() => host.find(place, '.row.recall'), 'a pending tick');
          return host.deepText(place).replace(/\s+/g, ' ').trim();
        },
        [name, sentence === null] as const,
      );
      if (sentence) assert.match(text, sentence);
      assert.deepEqual(problems, []);
    });
  }

  test('confirm fails: the view stays, and the next question is its own', async () => {
    const [first, dialog] = await page.evaluate(async () => {
      const { host, plugin } = window;
      const place = host.place();
      const mounted = plugin.mount(place, host.services(host.broken['confirm rejects']));
      await host.until(() => host.rowsIn(place), 'rows');
      host.find(place, '.row [type=checkbox]')!.click();
      await host.until(() => host.find(place, '.row.recall'), 'a pending tick');
      const answer = await mounted.canLeave();
      void mounted.canLeave();
      return [answer, (await host.until(() => host.find(place, 'dialog[open]'), 'a dialog')) !== null];
    });
    assert.deepEqual([first, dialog], [false, true]);
    assert.deepEqual(problems, []);
  });
});
