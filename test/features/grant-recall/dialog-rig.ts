import { expect, fixture, html } from '@open-wc/testing';
import '../../../src/features/grant-recall/grant-recall.ts';
import type { GrantRecall } from '../../../src/features/grant-recall/grant-recall.ts';
import { createText } from '../../../src/text/format.ts';
import { en } from '../../../src/text/grant-recall/en.ts';
import type { ViewContext } from '../../../src/ui/view-context.ts';
import type { MemoryBulk } from '../../support/memory-bulk.ts';
import { until } from '../../support/until.ts';
import { company, grantTo } from './company.ts';

export const english = createText(en, 'en-US');
export const noon = Date.parse('2026-11-21T12:00:00Z');
export const context: ViewContext = { locale: 'en-US', timeZone: 'UTC', direction: 'ltr', theme: 'light', now: () => noon };

export type Opened = Partial<Pick<GrantRecall, 'context' | 'text' | 'can' | 'userId' | 'task'>> & { readonly gateway?: MemoryBulk };

/** The dialog as a person meets it. */
export class DialogRig {
  readonly happened: string[] = [];

  constructor(
    readonly dialog: GrantRecall,
    readonly gateway: MemoryBulk,
  ) {
    dialog.addEventListener('close', () => this.happened.push('close'));
    dialog.addEventListener('open-view', (event) => this.happened.push(JSON.stringify((event as CustomEvent).detail)));
  }

  static async open({ gateway = company(), ...given }: Opened = {}): Promise<DialogRig> {
    const dialog = document.createElement('lic-grant-recall');
    Object.assign(dialog, { gateway, userId: 'supervisor', can: async () => true, context, text: english, task: grantTo('ada', 'bea', 'carl', 'dora') }, given);
    const rig = new DialogRig(dialog, gateway);
    await fixture(html`${dialog}`);
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
      await this.dialog.updateComplete;
      await new Promise(requestAnimationFrame);
    }
  }

  /** Everything inside, those in shadow roots included, in order. */
  all(selector: string, root: ParentNode = this.dialog.shadowRoot!): HTMLElement[] {
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
    return this.all('button').filter((button) => button.checkVisibility() && said(button) === label) as HTMLButtonElement[];
  }

  button(label: string): HTMLButtonElement {
    const [button] = this.buttons(label);
    expect(button, `button “${label}” among ${this.all('button').map(said).join(' | ')}`).not.to.equal(undefined);
    return button!;
  }

  /** The window, whether it is open or not. */
  get frame(): HTMLDialogElement {
    return this.find('dialog.frame') as HTMLDialogElement;
  }

  /** A product's line. */
  product(name: string): HTMLElement {
    const line = this.all('li').find((item) => item.querySelector('.name bdi')?.textContent === name);
    expect(line, `product “${name}”`).not.to.equal(undefined);
    return line!;
  }

  /** Ticks a product, or clears it. */
  async tick(name: string): Promise<void> {
    await this.click(this.product(name).querySelector<HTMLElement>('[type=checkbox]')!);
  }

  /** Chooses in a list by what stands there. */
  async pick(select: Element | null | undefined, words: string): Promise<void> {
    const list = select as HTMLSelectElement;
    list.value = [...list.options].find((option) => said(option) === words)!.value;
    list.dispatchEvent(new Event('change', { bubbles: true }));
    await this.settle();
  }

  /** What a line says in one of its parts. */
  part(name: string, part: string): string {
    return said(this.product(name).querySelector(`.${part}`)!);
  }

  /** Rows of the grid in sight, cell by cell. */
  rows(): string[][] {
    return this.all('.body [role=row]')
      .filter((row) => row.checkVisibility())
      .sort((a, b) => Number(a.ariaRowIndex) - Number(b.ariaRowIndex))
      .map((row) => [...row.children].map((cell) => said(cell)));
  }

  notices(): string[] {
    return this.all('.notice').filter((one) => one.checkVisibility()).map((one) => said(one.querySelector('span')!));
  }

  async click(target: HTMLElement): Promise<void> {
    target.click();
    await this.settle();
  }

  async press(label: string): Promise<void> {
    await this.click(this.button(label));
  }

  /** The button that carries it out; another one may read alike. */
  async confirm(label: string): Promise<void> {
    expect(said(this.find('.foot .primary'))).to.equal(label);
    await this.click(this.find('.foot .primary'));
  }

  async until(what: () => unknown, why: string): Promise<void> {
    await until(what, why);
    await this.settle();
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
    const watch = (): void => {
      look();
      if (this.dialog.isConnected) setTimeout(watch, 10);
    };
    watch();
    return read;
  }
}

/** What stands there, without marks that nobody sees. */
export function said({ textContent }: Pick<Element, 'textContent'>): string {
  return (textContent ?? '').replace(/[\u2068\u2069]/g, '').replace(/\s+/g, ' ').trim();
}
