import { expect, fixture, html } from '@open-wc/testing';
import '../../../src/features/session-manager/session-manager.ts';
import type { SessionManager } from '../../../src/features/session-manager/session-manager.ts';
import { createText } from '../../../src/text/format.ts';
import { en } from '../../../src/text/session-manager/en.ts';
import type { MemorySessions } from '../../support/memory-sessions.ts';
import { until } from '../../support/until.ts';
import { context, office } from './office.ts';

export const english = createText(en, 'en-US');

export type Opened = Partial<Pick<SessionManager, 'context' | 'text' | 'can' | 'userId' | 'remembered'>> & { readonly gateway?: MemorySessions };

/** The session manager as a person meets it. */
export class ManagerRig {
  constructor(
    readonly manager: SessionManager,
    readonly gateway: MemorySessions,
  ) {}

  static async open({ gateway = office(), ...given }: Opened = {}): Promise<ManagerRig> {
    const manager = document.createElement('lic-session-manager');
    Object.assign(manager, { gateway, userId: 'ida', can: async () => true, context, text: english }, given);
    await fixture(html`${manager}`);
    const rig = new ManagerRig(manager, gateway);
    await rig.settle();
    return rig;
  }

  /** Lets everything that needs no time happen, and frames be drawn. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 10; turn++) {
      await new Promise<void>((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve();
        port2.postMessage(null);
      });
      await this.manager.updateComplete;
      await new Promise(requestAnimationFrame);
    }
  }

  get root(): ShadowRoot {
    return this.manager.shadowRoot!;
  }

  /** Everything inside, those in shadow roots included, in order. */
  all(selector: string, root: ParentNode = this.root): HTMLElement[] {
    return [...root.querySelectorAll<HTMLElement>('*')].flatMap((element) => [
      ...(element.matches(selector) ? [element] : []),
      ...(element.shadowRoot ? this.all(selector, element.shadowRoot) : []),
    ]);
  }

  find(selector: string): HTMLElement {
    const [found] = this.all(selector);
    expect(found, selector).not.to.equal(undefined);
    return found!;
  }

  buttons(label: string): HTMLButtonElement[] {
    return this.all('button').filter((button) => button.checkVisibility() && (button.textContent.trim() === label || button.ariaLabel === label)) as HTMLButtonElement[];
  }

  button(label: string): HTMLButtonElement {
    const [button] = this.buttons(label);
    expect(button, `button “${label}”`).not.to.equal(undefined);
    return button!;
  }

  /** Rows of the grid in sight, cell by cell, as far as somebody who looks can read. */
  rows(label = 'Active sessions'): string[][] {
    const grid = this.all('[role=grid]').find(({ ariaLabel }) => ariaLabel === label);
    return [...(grid?.querySelectorAll<HTMLElement>('.body [role=row]') ?? [])]
      .filter((row) => row.checkVisibility())
      .sort((a, b) => Number(a.ariaRowIndex) - Number(b.ariaRowIndex))
      .map((row) => [...row.children].filter((cell) => (cell as HTMLElement).checkVisibility()).map((cell) => cell.textContent.trim()));
  }

  /** What stands in a column of the grid, row by row. */
  column(name: string, label?: string): string[] {
    const grid = this.all('[role=grid]').find(({ ariaLabel }) => ariaLabel === (label ?? 'Active sessions'))!;
    const at = [...grid.querySelectorAll('[role=columnheader]')].findIndex(({ ariaLabel }) => ariaLabel === name);
    expect(at, `column “${name}”`).to.be.at.least(0);
    return this.rows(label).map((cells) => cells[at] ?? '');
  }

  /** The dialog that is open. */
  get dialog(): HTMLDialogElement | undefined {
    return this.all('dialog').find((dialog) => (dialog as HTMLDialogElement).open) as HTMLDialogElement | undefined;
  }

  /** What a screen reader has read out of our live regions since, in order. */
  transcript(): string[] {
    const read: string[] = [];
    const seen = new Map<Element, string>();
    const look = (): void => {
      for (const region of this.all('[role=status], [role=alert]')) {
        const words = region.textContent!.replace(/\s+/g, ' ').trim();
        if (words && words !== seen.get(region)) read.push(words);
        seen.set(region, words);
      }
    };
    for (const region of this.all('[role=status], [role=alert]')) seen.set(region, region.textContent!.replace(/\s+/g, ' ').trim());
    const watch = (): void => {
      look();
      if (this.manager.isConnected) setTimeout(watch, 10);
    };
    watch();
    return read;
  }

  /** Sentences that are shown above or instead of the grid. */
  notices(): string[] {
    return this.all('.notice span').map(({ textContent }) => textContent!);
  }

  async click(target: HTMLElement): Promise<void> {
    target.click();
    await this.settle();
  }

  /** Presses a button and answers the question that follows. */
  async end(label: string, confirm: string | RegExp, reason = ''): Promise<void> {
    this.button(label).click();
    await this.until(() => this.dialog, `question after “${label}”`);
    const field = this.dialog!.querySelector('textarea');
    if (field && reason) {
      field.value = reason;
      field.dispatchEvent(new Event('input'));
    }
    const yes = [...this.dialog!.querySelectorAll('button')].find(({ textContent }) => textContent.trim().match(confirm))!;
    await this.click(yes);
  }

  async filter(words: string): Promise<void> {
    const search = this.find('lic-active-sessions').shadowRoot!.querySelector('lic-data-grid')!.shadowRoot!.querySelector<HTMLInputElement>('[type=search]')!;
    search.value = words;
    search.dispatchEvent(new Event('input', { bubbles: true }));
    await this.settle();
  }

  async type(field: HTMLElement, words: string): Promise<void> {
    (field as HTMLInputElement).value = words;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    await this.settle();
  }

  /** Everything that is written by us and not by the host's people, text by text. */
  texts(root: Node = this.root): string[] {
    const found: string[] = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node instanceof Element) {
        if (node.shadowRoot) found.push(...this.texts(node.shadowRoot));
        continue;
      }
      const said = node.textContent!.trim();
      if (said && !node.parentElement!.closest('bdi, style, .body, textarea') && node.parentElement!.checkVisibility()) found.push(said);
    }
    return found;
  }

  async until(what: () => unknown, why: string): Promise<void> {
    await until(what, why);
    await this.settle();
  }
}
