import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { BrowserContextOptions, Locator } from 'playwright-core';
import { assertAccessible } from './support/accessible.ts';
import { hold } from './support/hold.ts';
import { setStage } from './support/stage.ts';
import { type Transcript, listenIn } from './support/transcript.ts';
import { Visitor } from './support/visitor.ts';

const stage = setStage();
const licenses = '/0/ServiceModel/LicenseService.svc/GetLicenses';
const copied = 'The report is copied. It holds no names or addresses of people and no secrets.';
const notCopied = 'The browser did not let us copy. Here is the report, to be copied by hand.';
const passed = 'Passed: 17 · Warnings: 1 · Failed: 0 · Not applicable: 0';

/** Sees every state of the self-test without a pointer, and calls `look` at each. Returns what was read out meanwhile. */
async function walk(visitor: Visitor, look: (where: string) => Promise<void>): Promise<Transcript> {
  const { page, context } = visitor;
  const { keyboard } = page;
  const transcript = await listenIn(page);
  const button = (name: string): Locator => page.getByRole('button', { name, exact: true });
  const hasFocus = (target: Locator): Promise<boolean> => target.evaluate((element) => (element.getRootNode() as ShadowRoot).activeElement === element);
  const reach = async (target: Locator, key = 'Tab'): Promise<void> => {
    await target.waitFor();
    for (let presses = 0; !(await hasFocus(target)); presses++) {
      assert.ok(presses < 60, `${key} led nowhere`);
      await keyboard.press(key);
    }
  };
  // Another base is looked for where a page of HTML comes in place of an answer.
  visitor.allow(/404 \(Not Found\)/);

  await visitor.typeSignIn('supervisor');
  const answers = await hold(page, licenses);
  await reach(page.getByRole('main').getByRole('link', { name: /^License self-test/ }));
  await keyboard.press('Enter');
  await answers.caught;
  await page.getByRole('listitem').filter({ hasText: 'Testing…' }).getByRole('heading', { name: 'License service' }).waitFor();
  await look('running');
  // There is no report of half a test, and whoever asks for one stays where he is.
  await reach(button('Copy report'));
  await keyboard.press('Enter');
  assert.equal(await button('Copy report').getAttribute('aria-disabled'), 'true');
  await answers.letGo();
  await transcript.says(passed);
  await look('done, with a warning');

  assert.equal(await hasFocus(button('Copy report')), true);
  await keyboard.press('Enter');
  const report = page.getByRole('textbox', { name: 'Report', exact: true });
  await visitor.focused(report);
  await transcript.says(notCopied);
  assert.equal(await report.evaluate((area: HTMLTextAreaElement) => area.value.slice(area.selectionStart, area.selectionEnd)), await report.inputValue());
  await look('not copied');
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await reach(button('Copy report'), 'Shift+Tab');
  const shown = await report.inputValue();
  await keyboard.press('Enter');
  await transcript.says(copied);
  await report.waitFor({ state: 'detached' });
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), shown);
  await look('copied');

  await reach(button('Test again'), 'Shift+Tab');
  await stage.host.fault({ method: 'POST', path: licenses, kind: 'garbage', times: 9 });
  await keyboard.press('Enter');
  const result = page.getByRole('status').getByText(/^Passed:/);
  await result.filter({ hasText: /Failed: [1-9]/ }).waitFor();
  assert.equal(await page.getByText(copied).count(), 0, 'the report of another test');
  await look('failed');
  await stage.host.clearFaults();

  // The session ends while it runs: signed in again, it begins anew, and the focus is where it was.
  await stage.host.fault({ method: 'POST', path: licenses, kind: 'signed-out' });
  await keyboard.press('Enter');
  const question = page.getByRole('dialog', { name: 'Your session has ended' });
  await visitor.focused(question.getByLabel('Password'));
  await look('signed out');
  await keyboard.type('demo');
  await keyboard.press('Enter');
  await question.waitFor({ state: 'detached' });
  await result.filter({ hasText: passed }).waitFor();
  await visitor.focused(button('Test again'));
  return transcript;
}

describe('the self-test in Creatio', () => {
  it('BX-15 QT-8 goes by keyboard alone, says what it comes to, and gives axe nothing to find in any state', async () => {
    const visitor = await Visitor.arrive(stage.browser, stage.host.url);
    const transcript = await walk(visitor, (where) => assertAccessible(visitor.page, where));
    const told = await transcript.from(passed);
    assert.deepEqual(told.slice(0, 4), [passed, notCopied, copied, 'Testing…']);
    assert.equal(told.at(-1), passed);
    await visitor.leave();
  });

  const looks: readonly (readonly [string, object, BrowserContextOptions])[] = [
    ['dark, on a phone', { theme: 'dark' }, { viewport: { width: 400, height: 800 } }],
    ['in high contrast', { theme: 'high-contrast' }, {}],
  ];
  for (const [name, preferences, options] of looks) {
    it(`BX-15 is readable ${name}`, async () => {
      const visitor = await Visitor.arrive(stage.browser, stage.host.url, options);
      await visitor.page.addInitScript((stored) => localStorage.setItem('system-designer.preferences', stored), JSON.stringify(preferences));
      await walk(visitor, (where) => assertAccessible(visitor.page, `${where}, ${name}`, ['color-contrast', 'target-size', 'scrollable-region-focusable']));
      await visitor.leave();
    });
  }
});
