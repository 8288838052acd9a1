import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { BrowserContextOptions } from 'playwright-core';
import { assertAccessible } from './support/accessible.ts';
import { onCreatio, paths } from './support/running-host.ts';
import { demo, setStage } from './support/stage.ts';
import { Visitor } from './support/visitor.ts';

const { userFiles: product } = demo;
const stage = setStage();

/** Sees every page and every layer above it, and calls `look` at each. */
async function walk(visitor: Visitor, look: (where: string) => Promise<void>): Promise<void> {
  const { page } = visitor;
  const heading = (): Promise<void> => page.getByRole('heading', { level: 1 }).waitFor();
  await visitor.open('/');
  await page.getByLabel('Login', { exact: true }).waitFor();
  await look('sign-in page');
  await visitor.signIn('supervisor');
  await heading();
  await look('front page');
  await visitor.open('/license-manager');
  await page.getByRole('link', { name: /^[A-Z].* [A-Z]/ }).nth(8).waitFor();
  await look('license manager');
  await visitor.open('/license-manager/products');
  await page.getByRole('gridcell', { name: product, exact: true }).waitFor();
  await look('products');
  await visitor.open('/users?search=Caleb%20Jones');
  await page.getByRole('link', { name: 'Caleb Jones' }).waitFor();
  await look('system users');
  await page.getByRole('link', { name: 'Caleb Jones' }).click();
  await page.getByRole('switch').waitFor();
  await look('general tab');
  await visitor.tab('Roles').click();
  await look('roles tab');
  await visitor.tab('Licenses').click();
  await visitor.license(product).check();
  await look('licenses tab');
  await page.goBack();
  await page.getByRole('dialog').waitFor();
  await look('question before leaving');
  await page.getByRole('button', { name: 'Keep editing' }).click();
  await stage.host.fault({ method: 'POST', path: paths.saveTab, kind: 'signed-out' });
  await visitor.save.click();
  await page.getByRole('dialog', { name: 'Your session has ended' }).waitFor();
  await look('sign-in over the page');
  await visitor.signInAgain();
  await page.getByText('1 change saved').waitFor();
  await visitor.license(product).uncheck();
  await visitor.save.click();
  await page.getByText('1 change saved').waitFor();
  await page.getByRole('button', { name: 'Developer' }).click();
  await look('developer menu');
  await page.keyboard.press('Escape');
  await visitor.open('/nothing/here');
  await heading();
  await look('unknown page');
}

describe('every page', () => {
  it('BX-15 has nothing for axe to find', async () => {
    const visitor = await Visitor.arrive(stage.browser, stage.host.url);
    await walk(visitor, (where) => assertAccessible(visitor.page, where));
    await visitor.leave();
  });

  const looks: readonly (readonly [string, object, BrowserContextOptions])[] = [
    ['dark', { theme: 'dark' }, {}],
    ['in high contrast', { theme: 'high-contrast' }, {}],
    ['on a phone', { theme: 'light' }, { viewport: { width: 400, height: 800 } }],
  ];
  // The pages and the elements are the same in Creatio: one more look is enough.
  for (const [name, preferences, options] of onCreatio ? looks.slice(0, 1) : looks) {
    it(`BX-15 is readable ${name}`, async () => {
      const visitor = await Visitor.arrive(stage.browser, stage.host.url, options);
      await visitor.page.addInitScript((stored) => localStorage.setItem('system-designer.preferences', stored), JSON.stringify(preferences));
      await walk(visitor, (where) => assertAccessible(visitor.page, `${where}, ${name}`, ['color-contrast', 'target-size', 'scrollable-region-focusable']));
      await visitor.leave();
    });
  }

  it('BX-15 keeps a pending row and the primary button apart in forced colours', async () => {
    const visitor = await Visitor.arrive(stage.browser, stage.host.url, { forcedColors: 'active' });
    const { page } = visitor;
    await visitor.signIn('supervisor');
    await visitor.openLicenses('Caleb Jones');
    assert.equal(await page.evaluate(() => matchMedia('(forced-colors: active)').matches), true);
    const edge = (): Promise<string> => visitor.row(product).evaluate((row) => getComputedStyle(row).borderInlineStartWidth);
    assert.equal(await edge(), '0px');
    await visitor.license(product).check();
    assert.equal(await edge(), '3px');
    const [words, ground] = await visitor.save.evaluate((button) => {
      const { color, backgroundColor } = getComputedStyle(button);
      return [color, backgroundColor];
    });
    assert.notEqual(words, ground);
    await visitor.cancel.click();
    await visitor.leave();
  });
});
