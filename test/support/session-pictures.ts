import type { Locator, Page } from 'playwright-core';
import type { RunningHost } from '../journeys/support/running-host.ts';
import type { Visitor } from '../journeys/support/visitor.ts';
import { MockHostClient } from '../mock-host/mock-host-client.ts';

const sessions = { path: '/licensing/v1/sessions' };
const ending = { method: 'POST', path: '/licensing/v1/sessions/end' };
const address = '/sections/session-manager';

// Names differ by language; these do not.
const rows = (page: Page): Locator => page.locator('#active-panel .body [role=row]:visible');
const tools = (page: Page): Locator => page.locator('#active-panel .tools');
const search = (page: Page): Locator => page.locator('#active-panel input[type=search]');
const minutes = (page: Page): Locator => page.locator('input[name=minutes]');

async function open(visitor: Visitor): Promise<void> {
  await visitor.open(address);
  // The tab that was open last is open again.
  await visitor.page.locator('#active-tab').click();
  await rows(visitor.page).nth(4).waitFor();
}

/** Every state of the session manager, in the order of a visit. */
export const sessionPictures: readonly (readonly [name: string, show: (visitor: Visitor, host: RunningHost) => Promise<void>])[] = [
  ['30-sessions-loading', async (visitor, host) => {
    await host.fault({ ...sessions, kind: 'slow', delayMs: 2_500 });
    await visitor.open(address);
    await visitor.page.locator('sd-plugin-place .skeleton').waitFor();
  }],
  ['31-sessions', async ({ page }) => rows(page).nth(4).waitFor()],
  ['32-sessions-grouped', async ({ page }) => {
    await tools(page).locator('input[type=checkbox]').check();
    await page.locator('#active-panel .name[aria-expanded]').first().waitFor();
  }],
  ['33-sessions-selected', async ({ page }) => {
    await tools(page).locator('input[type=checkbox]').uncheck();
    for (const at of [1, 2, 4]) await rows(page).nth(at).locator('input[type=checkbox]').check();
    await tools(page).locator('button.danger').waitFor();
  }],
  ['34-sessions-question', async ({ page }) => {
    await tools(page).locator('button.danger').click();
    await page.locator('dialog[open] textarea').fill('Maintenance at noon');
  }],
  ['35-sessions-ending', async ({ page }, host) => {
    await host.fault({ ...ending, kind: 'slow', delayMs: 2_500 });
    await page.locator('dialog[open] button.danger').click();
    await page.locator('sd-plugin-place progress').waitFor();
  }],
  ['36-sessions-ended-each', async ({ page }) => {
    await page.locator('sd-plugin-place progress').waitFor({ state: 'detached' });
    await page.locator('sd-plugin-place button[aria-expanded]').first().click();
  }],
  ['37-sessions-none', async ({ page }) => {
    await page.reload();
    await search(page).fill('nobody is called so');
    await rows(page).first().waitFor({ state: 'detached' });
  }],
  ['38-policy-wrong', async ({ page }) => {
    await search(page).fill('');
    await page.locator('input[name=on]').check();
    await minutes(page).fill('0');
    await minutes(page).press('Enter');
    await page.locator('#wrong.error').waitFor();
  }],
  ['39-policy-effect', async ({ page }) => {
    await minutes(page).fill('60');
    await page.locator('#effect.warning').waitFor();
  }],
  ['40-policy-question', async ({ page }) => {
    await minutes(page).press('Enter');
    await page.locator('dialog[open]').waitFor();
  }],
  ['41-ended-sessions', async ({ page }) => {
    await page.keyboard.press('Escape');
    await page.locator('input[name=on]').uncheck();
    await page.locator('#ended-tab').click();
    await page.locator('#ended-panel .body [role=row]').nth(3).waitFor();
  }],
  ['42-sessions-failed', async (visitor, host) => {
    await host.fault({ ...sessions, kind: 'garbage', times: 5 });
    await visitor.open(address);
    await visitor.page.locator('sd-plugin-place .notice[role=alert]').waitFor();
    await host.clearFaults();
  }],
  ['43-session-ended-by-administrator', async (visitor, host) => {
    await open(visitor);
    const own = await visitor.page.evaluate(async () => ((await (await fetch('/auth/session')).json()) as { user: { login: string } }).user.login);
    const other = await MockHostClient.signIn(host.url, 'it.admin');
    const { items } = await other.json<{ items: { id: string; login: string; agent: string | null }[] }>(`/licensing/v1/sessions?search=${own}&sort=-started`);
    const ids = items.filter(({ login, agent }) => login === own && agent?.includes('Chrome')).map(({ id }) => id);
    await other.send('POST', '/licensing/v1/sessions/end', { id: crypto.randomUUID(), sessionIds: ids, reason: 'The office is closing. See you tomorrow!' });
    await visitor.page.locator('sd-sign-in-dialog dialog[open] #message strong').waitFor();
  }],
  ['44-sign-in-after-an-end', async ({ page }) => {
    await page.reload();
    await page.locator('sd-sign-in-page .notice').waitFor();
  }],
];
