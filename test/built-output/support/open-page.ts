import type { Browser, Page } from 'playwright-core';
import { slowDown } from '../../support/slow-page.ts';

export interface HostPage {
  readonly page: Page;
  /** Everything that went wrong in the page: policy violations, errors nobody caught, errors in the console. */
  readonly problems: string[];
}

/** Closes what earlier tests have opened: their views go on asking. */
export async function closePages(browser: Browser): Promise<void> {
  await Promise.all(browser.contexts().map((context) => context.close()));
}

/** Opens the host page of a site, in a context of its own. */
export async function openPage(browser: Browser, url: string): Promise<HostPage> {
  const context = await browser.newContext({ viewport: { width: 1000, height: 700 } });
  const page = await context.newPage();
  // As long as it takes; a file that hangs is ended by its stage.
  page.setDefaultTimeout(60_000);
  await slowDown(page);
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()}`);
  });
  page.on('dialog', (dialog) => {
    problems.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.exposeFunction('reportViolation', (text: string) => problems.push(`policy: ${text}`));
  await page.addInitScript({
    // The second line: functions that tests hand to the page were compiled with a helper of this name.
    content: `addEventListener('securitypolicyviolation', (event) => reportViolation(event.violatedDirective + ' ' + event.blockedURI));
      globalThis.__name = (fn) => fn;`,
  });
  await page.goto(url);
  await page.waitForFunction('window.host');
  return { page, problems };
}
