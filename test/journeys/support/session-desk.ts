import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { onCreatio } from './running-host.ts';
import type { Visitor } from './visitor.ts';

/** Browsers by what they call themselves, so that a session can be told from others of the same person. */
export const agents = {
  firefox: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:141.0) Gecko/20100101 Firefox/141.0',
  edge: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0',
  opera: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Safari/537.36 OPR/124.0.0.0',
  safari: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15',
} as const;

/** What somebody sees and does in the session manager. */
export class SessionDesk {
  readonly page: Page;

  private constructor(readonly visitor: Visitor) {
    this.page = visitor.page;
  }

  /** Goes there as a stranger would: by the navigation. */
  static async open(visitor: Visitor): Promise<SessionDesk> {
    const menu = visitor.page.getByRole('button', { name: 'Open navigation' });
    if (await menu.isVisible()) await menu.click();
    await visitor.page.getByRole('link', { name: 'Session manager' }).and(visitor.page.locator(':visible')).first().click();
    return SessionDesk.arrived(visitor);
  }

  /** Is there already, such as after a reload. Waits until all sessions have arrived: they come in pages. */
  static async arrived(visitor: Visitor): Promise<SessionDesk> {
    const desk = new SessionDesk(visitor);
    await desk.rows(/\S/).first().waitFor();
    await desk.page.getByText(/^[\d,]+ of [\d,]+ loaded$/).waitFor({ state: 'detached' });
    await visitor.hurry();
    return desk;
  }

  get grid(): Locator {
    return this.page.getByRole('grid', { name: 'Active sessions' });
  }

  /** Rows of sessions that say so, those that are in sight. */
  rows(words: string | RegExp): Locator {
    return this.grid.getByRole('row').filter({ has: this.page.getByRole('gridcell') }).filter({ hasText: words });
  }

  /** The session of somebody in a certain browser, such as `Firefox 141`. */
  session(login: string, browser: string): Locator {
    return this.rows(login).filter({ hasText: browser });
  }

  /** `138 active sessions` → 138 */
  async count(): Promise<number> {
    return Number.parseInt((await this.page.getByText(/^[\d,]+ active sessions?$/).textContent())!.replace(',', ''), 10);
  }

  /** Waits until there are so many. */
  async counts(sessions: number): Promise<void> {
    await this.page.getByText(`${sessions} active sessions`, { exact: true }).waitFor();
  }

  get search(): Locator {
    return this.page.getByRole('tabpanel', { name: 'Active sessions' }).getByRole('searchbox');
  }

  /** Waits until nothing else is in sight. */
  async filter(words: string): Promise<void> {
    await this.search.fill(words);
    await this.page.waitForFunction(
      ({ grid, wanted }) => [...grid!.querySelectorAll('.body [role=row]')].every((row) => !(row as HTMLElement).checkVisibility() || row.textContent.toLowerCase().includes(wanted)),
      { grid: await this.grid.elementHandle(), wanted: words.toLowerCase() },
    );
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name });
  }

  /** The question before an ending. */
  question(sessions: number): Locator {
    return this.page.getByRole('dialog', { name: `End ${sessions} ${sessions === 1 ? 'session' : 'sessions'}?` });
  }

  /** Answers the question before an ending by yes. */
  async confirm(sessions: number, reason = ''): Promise<void> {
    const question = this.question(sessions);
    // Creatio passes no reason on, so that none is asked for.
    if (onCreatio) assert.equal(await question.getByLabel('Reason (optional)').count(), 0);
    else if (reason) await question.getByLabel('Reason (optional)').fill(reason);
    await question.getByRole('button', { name: /^End \d+ sessions?$/ }).click();
    await question.waitFor({ state: 'hidden' });
  }

  async endSession(session: Locator, reason = ''): Promise<void> {
    await session.getByRole('button', { name: /^End session/ }).click();
    await this.confirm(1, reason);
  }

  /** What an ending has come to, as it is read out. */
  summary(words: string | RegExp): Locator {
    return this.page.getByRole('status').getByText(words);
  }

  /** Waits until an ending has come to this. */
  async reads(summary: string | RegExp): Promise<void> {
    await this.summary(summary).waitFor();
  }
}

/** The reason that an administrator gave, on a host that passes it on. */
export async function assertReason(page: Page, reason: string): Promise<void> {
  if (!onCreatio) return assertTold(page, `Reason: \u2068${reason}\u2069`);
  assert.equal(await page.getByText('Reason:').count(), 0);
}

/** What a browser reads whose session is over. */
export async function assertTold(page: Page, words: string | RegExp): Promise<void> {
  await page.getByRole('dialog', { name: 'Your session has ended' }).getByText(words).waitFor();
}
