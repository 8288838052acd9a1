import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import '../../../src/features/session-manager/session-manager.ts';
import type { SessionManager } from '../../../src/features/session-manager/session-manager.ts';
import { createText } from '../../../src/text/format.ts';
import { en } from '../../../src/text/session-manager/en.ts';
import type { MemorySessions } from '../../support/memory-sessions.ts';
import { context, office } from './office.ts';

export const english = createText(en, 'en-US');

/** The session manager as a person meets it. */
export class ManagerRig {
  constructor(
    readonly manager: SessionManager,
    readonly gateway: MemorySessions,
  ) {}

  static async open({ gateway = office(), ...given }: Partial<SessionManager> & { gateway?: MemorySessions } = {}): Promise<ManagerRig> {
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

  button(label: string): HTMLButtonElement {
    const found = this.all('button').find(({ textContent, ariaLabel }) => (ariaLabel ?? textContent!.trim()) === label || textContent!.trim() === label);
    expect(found, `button “${label}”`).not.to.equal(undefined);
    return found as HTMLButtonElement;
  }

  async click(target: HTMLElement): Promise<void> {
    target.click();
    await this.settle();
  }

  async until(what: () => unknown, why: string): Promise<void> {
    await waitUntil(what, why, { interval: 5, timeout: 4000 });
    await this.settle();
  }
}
