import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { answers } from './support/answers.js';
import { type Case, cases, few, markup, replaced } from './support/hostile-answers.ts';
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
type Act = 'look' | 'hear the event' | 'look at the policy' | 'look at ended ones' | 'end one';

/** Runs each case in a session manager of its own, several at a time; answers what went wrong, by case. */
function run(all: readonly Case[], act: Act = 'look'): Promise<string[]> {
  return page.evaluate(
    async ([list, doing]) => {
      const { host, plugin } = window;
      const wrong: string[] = [];
      const acts: Record<Act, (place: HTMLElement, own: Answers) => Promise<unknown>> = {
        look: async () => {},
        'hear the event': async (_place, own) => {
          await host.until(() => own.heard, 'the event is taken');
          // By the next task all is done that it leads to.
          await new Promise((done) => setTimeout(done));
        },
        'look at the policy': (place) => host.until(() => host.find(place, 'form,[role=alert]'), 'the policy, or a sentence'),
        'look at ended ones': async (place) => {
          host.find(place, '#ended-tab')!.click();
          const panel = host.find(place, '#ended-panel')!;
          await host.until(() => host.rowsIn(panel) || host.findAll(panel, '[role=alert],.notice,.status button').length, 'ended ones, or a sentence');
        },
        'end one': async (place) => {
          host.findAll(place, '.row:not([hidden]) button').find(({ textContent }) => textContent.includes('End session'))!.click();
          (await host.until(() => host.find(place, 'dialog[open] .primary'), 'a question'))!.click();
          const result = (): HTMLElement | undefined => host.findAll(place, ':defined').find(({ localName }) => localName.startsWith('lic-end-result'));
          await host.until(() => result() && (!host.find(place, 'progress') || host.find(place, '.notice')), 'an outcome, or why there is none yet');
        },
      };
      const one = async ({ name, all: own }: Case): Promise<void> => {
        const place = document.createElement('div');
        document.body.append(place);
        const mounted = plugin.mount(place, host.sessionServices({}, own));
        try {
          await host.until(() => host.isSettled(place), 'rows or a sentence');
          if (host.rowsIn(place)) await acts[doing](place, own);
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
      for (let at = 0; at < list.length; at += 10) await Promise.all(list.slice(at, at + 10).map(one));
      return wrong;
    },
    [all, act] as const,
  );
}

/** The second one has the fields of the first. */
const second = (path: string): boolean => /^(items|trend)\.1/.test(path);

describe('every field of every answer about sessions replaced: one clear error or plain text, never a crash, never executed', () => {
  const asked: [name: string, all: Case[], act?: Act][] = [
    ['capabilities', cases(answers.capabilities, (capabilities) => ({ capabilities }))],
    ['sessions', cases(answers.sessions, (sessions) => ({ sessions }), second, few)],
    ['the summary', cases(answers.summary, (summary) => ({ summary }), second, few)],
    ['the policy', cases(answers.policy, (policy) => ({ policy }), undefined, few), 'look at the policy'],
    ['ended sessions', cases(answers.ended, (ended) => ({ ended }), (path) => /^items\.0\.(?!end)/.test(path), few), 'look at ended ones'],
    ['the outcome of an ending', cases(answers.endings[0], (changed) => ({ endings: [changed, answers.endings[1]] }), undefined, few), 'end one'],
  ];
  for (const [name, all, act] of asked) {
    test(name, async () => {
      assert.deepEqual(await run(all, act), []);
      assert.deepEqual(problems, []);
    });
  }

  test('events', async () => {
    const [session] = (answers.sessions as { items: object[] }).items;
    const event = { kind: 'sessions', changed: [session], ended: [{ id: 's2', end: null }], counts: { web: 1, api: 0, mobile: 0 }, asOf: '2026-11-21T12:00:00Z' };
    const inSession = (path: string): boolean => /^changed\.0\./.test(path);
    assert.deepEqual(await run(cases(event, (changed) => ({ sessionEvents: [changed ?? 'undefined'] }), inSession, few), 'hear the event'), []);
    assert.deepEqual(await run(cases({ kind: 'policy', policy: answers.policy }, (changed) => ({ sessionEvents: [changed ?? 'undefined'] }), undefined, few), 'hear the event'), []);
    assert.deepEqual(problems, []);
  });

  test('problem details and whole bodies', async () => {
    const problem = { type: 'about:blank', title: 'No', status: 400, code: 'rejected', detail: 'Because.' };
    assert.deepEqual(await run(cases(problem, (changed) => ({ problem: changed ?? {}, status: 400 }))), []);
    const bodies = ['', 'null', '{', '<!doctype html><title>Sign in</title>', '\ufeff{}', `${'['.repeat(100_000)}`, '{"__proto__":{"polluted":1}}'];
    assert.deepEqual(await run(bodies.map((raw) => ({ name: JSON.stringify(raw.slice(0, 20)), all: { ...answers, raw } }))), []);
    assert.deepEqual(problems, []);
  });
});

describe('a hostile text where a text belongs is shown as the text it is', () => {
  for (const field of ['userName', 'login', 'address', 'agent']) {
    test(field, async () => {
      const sessions = replaced(answers.sessions, ['items', 0, field], markup);
      const shown = await page.evaluate(async (all) => {
        const { host, plugin } = window;
        const place = host.place();
        plugin.mount(place, host.sessionServices({}, all));
        await host.until(() => host.rowsIn(place), 'rows');
        const made = host.findAll(place, 'img,script').length;
        return [made, 'hit' in window, host.deepText(place)] as const;
      }, { ...answers, sessions } as Answers);
      assert.deepEqual(shown.slice(0, 2), [0, false]);
      // A description of a client is read, and itself only told on hover.
      if (field !== 'agent') assert.ok(shown[2].includes(markup));
      assert.deepEqual(problems, []);
    });
  }
});

test('a host that can’t tell about sessions gets one sentence, and the Licenses tab is as it was', async () => {
  const [sessions, tab] = await page.evaluate(async (all) => {
    const { host, plugin } = window;
    const texts = [];
    for (const services of [host.sessionServices({}, all), host.services({}, all)]) {
      const place = host.place();
      plugin.mount(place, services);
      await host.until(() => host.isSettled(place), 'rows or a sentence');
      texts.push(host.deepText(place).replace(/\s+/g, ' ').trim());
    }
    return texts;
  }, { ...answers, capabilities: { events: true, maxBatchItems: 500 } } as Answers);
  assert.match(sessions!, /^This system can’t tell who is signed in/);
  assert.match(tab!, /3 of 5 available/);
  assert.deepEqual(problems, []);
});
