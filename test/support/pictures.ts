import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { BrowserContextOptions } from 'playwright-core';
import { RunningHost } from '../journeys/support/running-host.ts';
import { Visitor } from '../journeys/support/visitor.ts';
import { launchBrowser } from './browser.ts';
import { sessionPictures } from './session-pictures.ts';

/**
 * Takes pictures of every view and state, to be looked at: `node --import tsx test/support/pictures.ts OUTDIR [LOOK…]`.
 * A look is `light`, `dark`, `contrast`, `phone`, `phone-dark`, `arabic`, `pseudo` or `large-text`; default: all.
 */
const looks: Readonly<Record<string, { readonly preferences: object; readonly options?: BrowserContextOptions }>> = {
  light: { preferences: { theme: 'light', language: 'en' } },
  dark: { preferences: { theme: 'dark', language: 'en' } },
  contrast: { preferences: { theme: 'high-contrast', language: 'en' } },
  phone: { preferences: { theme: 'light', language: 'en' }, options: { viewport: { width: 400, height: 860 } } },
  'phone-dark': { preferences: { theme: 'dark', language: 'en' }, options: { viewport: { width: 400, height: 860 } } },
  arabic: { preferences: { theme: 'light', language: 'ar' } },
  pseudo: { preferences: { theme: 'light', language: 'en-XA' } },
  'large-text': { preferences: { theme: 'light', language: 'en' } },
};

/** In the order of a visit; each starts from where the former ended. */
type Picture = readonly [name: string, show: (visitor: Visitor, host: RunningHost) => Promise<void>];

const chat = 'Chat2Desk connector cloud subscription';
const userFiles = 'File manager for creatio user cloud subscription';
const batches = { method: 'POST', path: '/licensing/v1/batches' };
const tabRead = { path: '/licensing/v1/users/*/licenses' };

const byRole = {
  // Names differ by language; these do not.
  tab: (visitor: Visitor, at: number) => visitor.page.locator('sd-user-page').getByRole('tab').nth(at),
  save: (visitor: Visitor) => visitor.page.locator('button.primary[aria-keyshortcuts*="Control"]'),
};

const pictures: readonly Picture[] = [
  ['01-sign-in', async ({ page }) => page.locator('#password').waitFor()],
  ['02-wrong-password', async ({ page }) => {
    await page.locator('#login').fill('somebody');
    await page.locator('#password').fill('wrong');
    await page.keyboard.press('Enter');
    await page.locator('.refusal').waitFor();
  }],
  ['03-front-page', async ({ page }) => {
    await page.locator('#login').fill('supervisor');
    await page.locator('#password').fill('demo');
    await page.keyboard.press('Enter');
    await page.locator('sd-home-page').waitFor();
  }],
  ['04-users', async (visitor) => {
    await visitor.open('/users');
    await visitor.page.locator('sd-user-list tbody a').nth(12).waitFor();
  }],
  ['05-users-none', async (visitor) => {
    await visitor.open('/users?search=zzzz');
    await visitor.page.locator('.state').waitFor();
  }],
  ['06-users-failed', async (visitor, host) => {
    await host.fault({ path: '/licensing/v1/users', kind: 'server-error' });
    await visitor.open('/users');
    await visitor.page.locator('.state[role=alert]').waitFor();
  }],
  ['07-license-manager', async (visitor) => {
    await visitor.open('/license-manager');
    await visitor.page.locator('sd-user-list tbody a').nth(12).waitFor();
  }],
  ['08-products', async (visitor) => {
    await visitor.open('/license-manager/products');
    await visitor.page.getByText(chat).waitFor();
  }],
  ['09-user-general', async (visitor) => {
    await visitor.open('/users?search=Caleb%20Jones');
    await visitor.page.getByRole('link', { name: 'Caleb Jones' }).click();
    await visitor.page.getByRole('switch').waitFor();
  }],
  ['10-user-roles', async (visitor) => byRole.tab(visitor, 1).click()],
  ['11-licenses-loading', async (visitor, host) => {
    await host.fault({ ...tabRead, kind: 'slow', delayMs: 2_500 });
    await byRole.tab(visitor, 2).click();
    await visitor.page.locator('sd-plugin-place .skeleton').waitFor();
  }],
  ['12-licenses', async (visitor) => visitor.license(chat).waitFor()],
  ['13-licenses-pending', async (visitor) => {
    await visitor.license(chat).uncheck();
    await visitor.license(userFiles).check();
  }],
  ['14-question-before-leaving', async (visitor) => {
    await byRole.tab(visitor, 0).click();
    await visitor.page.getByRole('dialog').waitFor();
  }],
  ['15-session-ended', async (visitor, host) => {
    await visitor.page.keyboard.press('Escape');
    await host.fault({ ...batches, kind: 'signed-out' });
    await byRole.save(visitor).click();
    await visitor.page.locator('sd-sign-in-dialog dialog[open]').waitFor();
  }],
  ['16-saved', async ({ page }) => {
    await page.locator('sd-sign-in-dialog #password').fill('demo');
    await page.keyboard.press('Enter');
    await page.locator('sd-sign-in-dialog').waitFor({ state: 'detached' });
    await page.locator('sd-plugin-place [role=status]').filter({ hasText: /\S/ }).first().waitFor();
  }],
  ['17-save-fails', async (visitor, host) => {
    await visitor.license(chat).check();
    await visitor.license(userFiles).uncheck();
    await host.fault({ ...batches, kind: 'server-error', times: 9 });
    await byRole.save(visitor).click();
    await visitor.page.locator('sd-plugin-place .notice[role=alert]').waitFor();
  }],
  ['18-licenses-failed', async (visitor, host) => {
    await host.clearFaults();
    await visitor.page.locator('sd-plugin-place .notice button').click();
    await visitor.page.locator('sd-plugin-place .notice').waitFor({ state: 'detached' });
    await host.fault({ ...tabRead, kind: 'garbage', times: 5 });
    await visitor.page.reload();
    await visitor.page.locator('sd-plugin-place .notice[role=alert]').waitFor();
  }],
  ['19-inactive-user', async (visitor, host) => {
    await host.clearFaults();
    await visitor.open('/users?status=inactive');
    await visitor.page.locator('sd-user-list tbody a').first().click();
    await byRole.tab(visitor, 2).click();
    await visitor.license(chat).waitFor();
  }],
  ['20-unknown-user', async (visitor) => {
    await visitor.open('/users/none/licenses');
    await visitor.page.locator('.state').first().waitFor();
  }],
  ['21-unknown-page', async (visitor) => {
    await visitor.open('/nothing/here');
    await visitor.page.locator('sd-unknown-page').waitFor();
  }],
  ['22-developer-menu', async ({ page }) => page.locator('sd-developer-menu [aria-controls=panel]').click()],
  ['23-language-menu', async ({ page }) => page.locator('sd-frame sd-settings-menus [aria-controls=panel]').nth(1).click()],
  ['24-account-menu', async ({ page }) => page.locator('sd-user-menu [aria-controls=panel]').click()],
  ['25-navigation-drawer', async ({ page }) => {
    await page.keyboard.press('Escape');
    const menu = page.locator('sd-frame .menu');
    if (await menu.isVisible()) await menu.click();
    else await page.locator('sd-frame .collapse').click();
  }],
  ...sessionPictures,
];

const [folder, ...wanted] = process.argv.slice(2);
if (!folder) throw new Error('Say where the pictures go: node --import tsx test/support/pictures.ts OUTDIR [LOOK…]');
const outDir = resolve(folder);
await mkdir(outDir, { recursive: true });
const [host, browser] = await Promise.all([RunningHost.start(), launchBrowser()]);
try {
  for (const [look, { preferences, options }] of Object.entries(looks)) {
    if (wanted.length > 0 && !wanted.includes(look)) continue;
    await host.clearFaults();
    const visitor = await Visitor.arrive(browser, host.url, { deviceScaleFactor: 1, ...options });
    visitor.allow(/./);
    // Not on every load: the pictures themselves collapse the navigation and so on.
    await visitor.open('/icon.svg');
    await visitor.page.evaluate((stored) => localStorage.setItem('system-designer.preferences', stored), JSON.stringify(preferences));
    if (look === 'large-text') await visitor.page.addInitScript(() => document.addEventListener('DOMContentLoaded', () => document.documentElement.style.setProperty('font-size', '175%')));
    await visitor.open('/');
    for (const [name, show] of pictures) {
      try {
        await show(visitor, host);
      } catch (error) {
        console.error(`${look} ${name}: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`);
      }
      // Popovers and dots move; what is photographed should stand still.
      await visitor.page.evaluate(() => Promise.all(document.getAnimations().map((animation) => Promise.race([animation.finished, new Promise((done) => setTimeout(done, 200))]).catch(() => null))).then(() => undefined));
      await visitor.page.screenshot({ path: join(outDir, `${look}-${name}.png`) });
    }
    await visitor.leave();
    console.log(`${look}: ${pictures.length} pictures`);
  }
} finally {
  await browser.close();
  await host.stop();
}
