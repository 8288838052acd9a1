import { expect, fixture, html } from '@open-wc/testing';
import '../../../src/features/licenses-tab/licenses-tab.ts';
import type { LicensesTab } from '../../../src/features/licenses-tab/licenses-tab.ts';
import { createText } from '../../../src/text/format.ts';
import { en } from '../../../src/text/licenses-tab/en.ts';
import type { ViewContext } from '../../../src/ui/view-context.ts';
import { MemoryGateway } from '../../support/memory-gateway.ts';
import { until } from '../../support/until.ts';

export const english = createText(en, 'en-US');
export const context: ViewContext = {
  locale: 'en-US', timeZone: 'Europe/Kyiv', direction: 'ltr', theme: 'light', now: () => Date.parse('2026-11-21T12:00:00Z'),
};

const term = (start: string | null, due: string | null, count: number) => [{ start, due, count }];

/** Caleb Jones and his company, with a product for every look a row can have. */
export function company(): MemoryGateway {
  const gateway = new MemoryGateway()
    .addUser({ id: 'caleb', name: 'Caleb Jones' })
    .addUser({ id: 'gone', active: false })
    .addUser({ id: 'robot', kind: 'system' })
    .addProduct({ id: 'chat', name: 'Chat2Desk connector', vendor: 'Chat2Desk', terms: term('2026-01-01', '2026-12-31', 5) })
    .addProduct({ id: 'expired', name: 'Expired one', terms: term('2025-01-01', '2025-12-31', 5) })
    .addProduct({ id: 'files', name: 'File manager', terms: term('2026-01-01', null, 5) })
    .addProduct({ id: 'full', name: 'Full house', terms: term(null, '2027-05-31', 2) })
    .addProduct({ id: 'future', name: 'Future one', terms: term('2027-01-01', '2027-12-31', 5) })
    .addProduct({ id: 'over', name: 'Over-issued' }, 1)
    .addProduct({ id: 'sales', name: 'Sales, concurrent', type: 'concurrent', inUse: 2 }, 5)
    .addProduct({ id: 'server', name: 'Server schedule', type: 'server' })
    .addProduct({ id: 'studio', name: 'Studio' }, 50);
  for (let person = 1; person <= 7; person++) gateway.addUser({ id: `p${person}` }).hold(`p${person}`, 'sales');
  gateway.hold('p1', 'full').hold('p2', 'full').hold('p1', 'over').hold('p2', 'over').hold('p1', 'server').hold('p1', 'chat');
  gateway.hold('caleb', 'chat').hold('caleb', 'server').hold('caleb', 'studio', { source: 'role', role: 'All employees' });
  return gateway.hold('gone', 'chat').hold('gone', 'full');
}

/** The tab as a person meets it. */
export class TabRig {
  constructor(
    readonly tab: LicensesTab,
    readonly gateway: MemoryGateway,
  ) {}

  static async open({ gateway = company(), ...given }: Partial<LicensesTab> & { gateway?: MemoryGateway } = {}): Promise<TabRig> {
    const tab = document.createElement('lic-licenses-tab');
    Object.assign(tab, { gateway, userId: 'caleb', can: async () => true, context, text: english }, given);
    await fixture(html`${tab}`);
    const rig = new TabRig(tab, gateway);
    await rig.settle();
    return rig;
  }

  /** Lets everything that needs no time happen. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 10; turn++) {
      await new Promise<void>((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve();
        port2.postMessage(null);
      });
      await this.tab.updateComplete;
    }
  }

  get root(): ShadowRoot {
    return this.tab.shadowRoot!;
  }

  rows(): HTMLElement[] {
    return [...this.root.querySelectorAll<HTMLElement>('.row')];
  }

  /** The row of a product, by its name. */
  row(name: string): HTMLElement {
    return this.box(name).closest<HTMLElement>('.row')!;
  }

  box(name: string): HTMLInputElement {
    const box = [...this.root.querySelectorAll<HTMLInputElement>('.row input')].find(({ ariaLabel }) => ariaLabel === name);
    expect(box, `check box “${name}”`).not.to.equal(undefined);
    return box!;
  }

  /** What a row says, cell by cell, each on one line. */
  cells(name: string): string[] {
    return [...this.row(name).children].map((cell) => cell.textContent.replace(/\s+/g, ' ').trim());
  }

  button(label: string): HTMLButtonElement {
    const button = [...this.root.querySelectorAll('button')].find(({ textContent }) => textContent.trim() === label);
    expect(button, `button “${label}”`).not.to.equal(undefined);
    return button!;
  }

  async click(target: HTMLElement): Promise<void> {
    target.click();
    await this.settle();
  }

  async type(filter: string): Promise<void> {
    const search = this.root.querySelector<HTMLInputElement>('[type=search]')!;
    search.value = filter;
    search.dispatchEvent(new Event('input', { bubbles: true }));
    await this.settle();
  }

  /** Names of the rows in sight, in order. */
  names(): string[] {
    return this.rows().filter((row) => row.checkVisibility()).map((row) => row.querySelector('input')!.ariaLabel!);
  }

  /** Sentences above and instead of the table. */
  notices(): string[] {
    return [...this.root.querySelectorAll('.notice span')].map(({ textContent }) => textContent);
  }

  get summary(): string {
    return this.root.querySelector('[role=status]')!.textContent;
  }

  async until(what: () => unknown, why: string): Promise<void> {
    await until(what, why);
    await this.settle();
  }
}
