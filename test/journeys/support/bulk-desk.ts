import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { onCreatio } from './running-host.ts';
import type { Visitor } from './visitor.ts';

/** What somebody sees and does to change the licenses of many users at once. */
export class BulkDesk {
  readonly page: Page;

  constructor(readonly visitor: Visitor) {
    this.page = visitor.page;
  }

  /** The dialog that grants and recalls. */
  get dialog(): Locator {
    return this.page.getByRole('dialog').filter({ has: this.page.getByRole('heading', { level: 2 }) }).filter({ visible: true });
  }

  /** Actions of the list of users. */
  async action(name: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Actions', exact: true }).click();
    await this.page.getByRole('button', { name, exact: true }).click();
  }

  /** Ticks people in the list of users, wherever in it they are. */
  async select(...names: readonly string[]): Promise<void> {
    await this.action('Select multiple records');
    for (const name of names) {
      await this.page.getByRole('searchbox', { name: /^Search by/ }).fill(name);
      await this.page.getByRole('checkbox', { name: `Select ${name}`, exact: true }).check();
    }
  }

  /** Ticks licenses in the dialog and goes on to the plan. */
  async choose(...products: readonly string[]): Promise<void> {
    for (const product of products) await this.dialog.getByRole('checkbox', { name: product }).check();
    await this.next();
  }

  async next(): Promise<void> {
    await this.dialog.getByRole('button', { name: 'Next', exact: true }).click();
    await this.dialog.getByRole('grid', { name: 'What happens to each person' }).waitFor();
  }

  /** The button that has it done: it says what. */
  confirm(words: string | RegExp): Locator {
    return this.dialog.locator('.foot').getByRole('button', { name: words });
  }

  /** Cells of the grid that is shown, row by row, without their order, once its rows are there: it says how many they are. */
  async cells(name: string, columns: readonly number[]): Promise<string[]> {
    const grid = this.dialog.getByRole('grid', { name });
    await grid.getByRole('gridcell').first().waitFor();
    await this.page.waitForFunction(
      (element) => element!.ariaBusy === 'false' && Number(element!.ariaRowCount) === [...element!.querySelectorAll('[role=row]')].filter((row) => row.checkVisibility()).length,
      await grid.elementHandle(),
    );
    const rows = await grid.getByRole('row').filter({ has: this.page.getByRole('gridcell') }).all();
    const cells = await Promise.all(rows.map((row) => row.getByRole('gridcell').allInnerTexts()));
    return cells.map((row) => columns.map((column) => row[column]!.trim()).join(' | ')).sort();
  }

  /** Waits until a batch has come to this. */
  async reads(result: string | RegExp): Promise<void> {
    await this.page.getByRole('status').filter({ hasText: result }).first().waitFor();
  }

  async close(): Promise<void> {
    await this.dialog.locator('.foot').getByRole('button', { name: 'Close', exact: true }).click();
    await this.dialog.waitFor({ state: 'detached' });
  }

  /** The bell tells of these batches, latest first. In Creatio of none: there batches are known to this browser alone. */
  async assertNotified(...wanted: readonly string[]): Promise<void> {
    if (!onCreatio) return assert.deepEqual((await this.notifications(wanted)).slice(0, wanted.length), wanted);
    await this.#openNotifications();
    await this.page.getByText('No notifications yet').waitFor();
    await this.page.keyboard.press('Escape');
  }

  /** What the bell says, latest first, once these are what it says first. */
  async notifications(first: readonly string[]): Promise<string[]> {
    await this.#openNotifications();
    const items = this.page.getByRole('listitem').filter({ hasText: 'Licenses changed' });
    for (const [at, words] of first.entries()) await items.nth(at).getByText(words, { exact: true }).waitFor();
    const words = await items.allInnerTexts();
    await this.page.keyboard.press('Escape');
    return words.map((text) => text.split('\n').find((line) => line.includes(': '))!.trim());
  }

  /** Opened, the bell asks anew; until it is answered it says what it knew. */
  async #openNotifications(): Promise<void> {
    const answered = this.page.waitForResponse((response) => new URL(response.url()).pathname.endsWith('/crm/v1/notifications'));
    await this.page.getByRole('button', { name: /^Notifications/ }).click();
    await (await answered).finished();
  }
}
