import assert from 'node:assert/strict';
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { slowDown } from '../../support/slow-page.ts';
import { onCreatio } from './running-host.ts';

export type Persona = 'supervisor' | 'it.admin' | 'license.admin' | 'license.user' | 'nobody';

/** Somebody with a browser of their own, who notices everything that goes wrong in it. */
export class Visitor {
  readonly #complaints: string[] = [];
  readonly #allowed: RegExp[] = [];

  private constructor(
    readonly page: Page,
    readonly context: BrowserContext,
    private readonly url: string,
  ) {}

  static async arrive(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Visitor> {
    const context = await browser.newContext({ locale: 'en-US', timezoneId: 'UTC', viewport: { width: 1440, height: 900 }, ...options });
    return Visitor.#at(context, url);
  }

  /** The same person in another tab of the same browser, signed in already. */
  async newTab(path: string): Promise<Visitor> {
    const visitor = await Visitor.#at(this.context, this.url);
    await visitor.open(path);
    await visitor.page.getByRole('button', { name: /^Account of/ }).waitFor();
    return visitor;
  }

  static async #at(context: BrowserContext, url: string): Promise<Visitor> {
    const page = await context.newPage();
    await slowDown(page);
    // What takes so long hangs.
    page.setDefaultTimeout(60_000);
    const visitor = new Visitor(page, context, url);
    // Asking who is signed in before anybody is, and being told 401, is how a visit begins.
    visitor.allow(/401 \(Unauthorized\)/);
    page.on('pageerror', (error) => visitor.#complaints.push(`page error: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') visitor.#complaints.push(`console ${message.type()}: ${message.text()}`);
    });
    await page.addInitScript(() => {
      addEventListener('securitypolicyviolation', (event) => console.error(`policy violation: ${event.violatedDirective} ${event.blockedURI}`));
    });
    return visitor;
  }

  /** What this journey brings about itself, such as a lost connection, is nothing to complain of. */
  allow(complaint: RegExp): void {
    this.#allowed.push(complaint);
  }

  open(path: string): Promise<unknown> {
    return this.page.goto(this.url + path);
  }

  /** Signs in at the front door without a pointer: the login has the focus by itself. */
  async typeSignIn(persona: Persona): Promise<void> {
    const { page } = this;
    await this.open('/');
    await this.focused(page.getByLabel('Login', { exact: true }));
    await page.keyboard.type(persona);
    await page.keyboard.press('Tab');
    await page.keyboard.type('demo');
    await page.keyboard.press('Enter');
    await this.focused(page.getByRole('heading', { level: 1, name: 'System Designer' }));
  }

  /** Waits until an element has the focus. */
  async focused(target: Locator): Promise<void> {
    await target.waitFor();
    await this.page.waitForFunction((element) => (element!.getRootNode() as ShadowRoot).activeElement === element, await target.elementHandle());
  }

  async signIn(persona: Persona, path = '/'): Promise<void> {
    await this.open(path);
    await this.page.getByLabel('Login', { exact: true }).fill(persona);
    await this.page.getByLabel('Password', { exact: true }).fill('demo');
    await this.page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await this.page.getByRole('button', { name: /^Account of/ }).waitFor();
  }

  /** Over an open page, after its session has ended. */
  async signInAgain(): Promise<void> {
    const dialog = this.page.getByRole('dialog', { name: 'Your session has ended' });
    await dialog.getByLabel('Password').fill('demo');
    await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
  }

  /** Finds a user as a stranger would: by the navigation and the search. */
  async findUser(name: string): Promise<void> {
    const { page } = this;
    await page.getByRole('link', { name: 'System users' }).first().click();
    await page.getByRole('searchbox', { name: /Search/ }).fill(name);
    await page.getByRole('link', { name, exact: true }).click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
  }

  async openLicenses(name: string): Promise<void> {
    await this.findUser(name);
    await this.tab('Licenses').click();
    await this.license('Chat2Desk connector cloud subscription').waitFor();
  }

  tab(name: string): Locator {
    return this.page.getByRole('tab', { name });
  }

  /** A product's row on the Licenses tab. */
  row(product: string): Locator {
    return this.page.getByRole('row').filter({ has: this.license(product) });
  }

  license(product: string): Locator {
    return this.page.getByRole('checkbox', { name: product, exact: true });
  }

  get save(): Locator {
    return this.page.getByRole('button', { name: 'Save', exact: true });
  }

  get cancel(): Locator {
    return this.page.getByRole('button', { name: 'Cancel', exact: true });
  }

  /** Waits until a license is ticked, or is not. */
  async isTicked(product: string, checked = true): Promise<void> {
    await this.page.getByRole('checkbox', { name: product, exact: true, checked }).waitFor();
  }

  /** Waits until a row says something. */
  async reads(product: string, words: string | RegExp): Promise<void> {
    await this.row(product).filter({ hasText: words }).waitFor();
  }

  /** Creatio pushes nothing, so that the plugin asks again after a while: has this page do so each second, as often as it must. */
  async hurry(): Promise<void> {
    if (onCreatio) await this.page.evaluate(() => void ((globalThis as { hurry?: unknown }).hurry ??= setInterval(() => dispatchEvent(new Event('online')), 1_000)));
  }

  /** Closes this tab alone. Fails as `leave` does. */
  async close(): Promise<void> {
    await this.page.close();
    this.#assertQuiet();
  }

  /** Ends the visit. Fails when the browser had anything to complain of: script errors, policy violations, failed loads. */
  async leave(): Promise<void> {
    await this.context.close();
    this.#assertQuiet();
  }

  #assertQuiet(): void {
    assert.deepEqual(this.#complaints.filter((complaint) => !this.#allowed.some((pattern) => pattern.test(complaint))), []);
  }
}
