import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { LitElement } from 'lit';
import '../../../../src/features/grant-recall/licenses/license-list.ts';
import type { OpenView } from '../../../../src/features/grant-recall/grant-recall.state.ts';
import '../../../../src/features/grant-recall/people/selection-basket.ts';
import { createText } from '../../../../src/text/format.ts';
import { en } from '../../../../src/text/grant-recall/en.ts';
import type { ViewContext } from '../../../../src/ui/view-context.ts';
import type { MemoryBulk } from '../../../support/memory-bulk.ts';
import { until } from '../../../support/until.ts';
import { crowd } from './crowd.ts';

const noon = Date.parse('2026-11-21T12:00:00Z');

export const english = createText(en, 'en-US');
export const context: ViewContext = { locale: 'en-US', timeZone: 'UTC', direction: 'ltr', theme: 'light', now: () => noon, openView: () => {} };

export interface Opened {
  readonly gateway?: MemoryBulk;
  readonly context?: ViewContext;
  readonly text?: typeof english;
  readonly can?: () => Promise<boolean>;
}

/** A page of the feature as a person meets it. */
export class PageRig {
  /** Where the page led to. */
  readonly opened: OpenView[] = [];

  constructor(
    readonly page: LitElement & { canLeave(): Promise<boolean> },
    readonly gateway: MemoryBulk,
  ) {
    page.addEventListener('open-view', (event) => this.opened.push((event as CustomEvent<OpenView>).detail));
  }

  static async open(tag: 'lic-selection-basket' | 'lic-license-list', { gateway = crowd(), ...given }: Opened = {}): Promise<PageRig> {
    const page = document.createElement(tag);
    Object.assign(page, { gateway, can: async () => true, context, text: english }, given);
    const rig = new PageRig(page, gateway);
    await fixture(html`${page}`);
    await rig.settle();
    return rig;
  }

  /** Lets everything that needs no time happen, and frames be drawn. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 8; turn++) {
      await new Promise<void>((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve();
        port2.postMessage(null);
      });
      await this.page.updateComplete;
      await new Promise(requestAnimationFrame);
    }
  }

  /** Everything inside, those in shadow roots included, in order. */
  all(selector: string, root: ParentNode = this.page.shadowRoot!): HTMLElement[] {
    return [...root.querySelectorAll<HTMLElement>('*')].flatMap((element) => [
      ...(element.matches(selector) ? [element] : []),
      ...(element.shadowRoot ? this.all(selector, element.shadowRoot) : []),
    ]);
  }

  find<E extends HTMLElement = HTMLElement>(selector: string): E {
    const [found] = this.all(selector);
    expect(found, selector).not.to.equal(undefined);
    return found as E;
  }

  /** Buttons in sight by what is on them or how they are named. */
  buttons(label: string): HTMLButtonElement[] {
    return this.all('button').filter((button) => button.checkVisibility() && (said(button) === label || button.ariaLabel === label)) as HTMLButtonElement[];
  }

  button(label: string): HTMLButtonElement {
    const [button] = this.buttons(label);
    expect(button, `button “${label}” among ${this.all('button').map(said).join(' | ')}`).not.to.equal(undefined);
    return button!;
  }

  async press(label: string): Promise<void> {
    await this.click(this.button(label));
  }

  async click(target: HTMLElement): Promise<void> {
    target.click();
    await this.settle();
  }

  async type(field: HTMLElement, words: string): Promise<void> {
    (field as HTMLInputElement).value = words;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    await this.settle();
  }

  /** Types into the search for a person and waits for the answer. */
  search(words: string): Promise<void> {
    return this.#answered(words, () => this.type(this.find('[role=combobox]'), words));
  }

  /** The same key by key, where the focus is. Somebody slow is answered for the first letters, too. */
  searchByKeys(words: string): Promise<void> {
    return this.#answered(words, () => sendKeys({ type: words }));
  }

  popSaid(): string {
    const pop = this.find('.pop');
    return pop.checkVisibility() ? said(pop) : '';
  }

  options(): string[] {
    return this.all('[role=option]').filter((option) => option.checkVisibility()).map((option) => said(option.querySelector('bdi')!));
  }

  /** Rows of the grid in sight, cell by cell. */
  rows(): string[][] {
    return this.all('.body [role=row]')
      .filter((row) => row.checkVisibility())
      .sort((a, b) => Number(a.ariaRowIndex) - Number(b.ariaRowIndex))
      .map((row) => [...row.children].filter((cell) => (cell as HTMLElement).checkVisibility()).map((cell) => said(cell)));
  }

  column(name: string): string[] {
    const at = this.all('[role=columnheader]').findIndex(({ ariaLabel }) => ariaLabel === name);
    expect(at, `column “${name}”`).to.be.at.least(0);
    return this.rows().map((cells) => cells[at] ?? '');
  }

  get dialog(): HTMLDialogElement | undefined {
    return this.all('dialog').find((dialog) => (dialog as HTMLDialogElement).open) as HTMLDialogElement | undefined;
  }

  /** Presses a button of the dialog that is open. */
  async answer(label: string): Promise<void> {
    const button = [...this.dialog!.querySelectorAll('button')].find((one) => said(one) === label || one.ariaLabel === label);
    expect(button, `“${label}” in the dialog`).not.to.equal(undefined);
    await this.click(button!);
  }

  /** What a screen reader has read out of our live regions since, in order. */
  transcript(): string[] {
    const read: string[] = [];
    const seen = new Map<Element, string>();
    const look = (): void => {
      for (const region of this.all('[role=status], [role=alert]')) {
        const words = said(region);
        if (words && words !== seen.get(region)) read.push(words);
        seen.set(region, words);
      }
    };
    for (const region of this.all('[role=status], [role=alert]')) seen.set(region, said(region));
    const watch = (): void => {
      look();
      if (this.page.isConnected) setTimeout(watch, 10);
    };
    watch();
    return read;
  }

  async until(what: () => unknown, why: string): Promise<void> {
    await until(what, why);
    await this.settle();
  }

  async #answered(words: string, type: () => Promise<void>): Promise<void> {
    const asked = (): number => this.gateway.calls.filter((call) => call === `findUsers ${words}`).length;
    const before = asked();
    await type();
    await this.until(() => asked() > before, `a search for “${words}”`);
  }
}

/** What stands there, without marks that nobody sees. */
export function said({ textContent }: Pick<Element, 'textContent'>): string {
  return (textContent ?? '').replace(/[\u2068\u2069]/g, '').replace(/\s+/g, ' ').trim();
}
