import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { LitElement } from 'lit';
import type { OpenView } from '../../../../src/features/grant-recall/grant-recall.state.ts';
import { createText } from '../../../../src/text/format.ts';
import { en } from '../../../../src/text/grant-recall/en.ts';
import { until } from '../../../support/until.ts';

export const english = createText(en, 'en-US');

/** An element as a person meets it. */
export class ElementRig<E extends LitElement> {
  /** Where it wanted to lead. */
  readonly led: OpenView[] = [];

  constructor(readonly element: E) {
    element.addEventListener('open-view', (event) => this.led.push((event as CustomEvent<OpenView>).detail));
  }

  static async open<E extends LitElement>(tag: string, given: Partial<E>): Promise<ElementRig<E>> {
    const element = document.createElement(tag) as E;
    Object.assign(element, given);
    const rig = new ElementRig(element);
    await fixture(html`${element}`);
    await rig.settle();
    return rig;
  }

  /** Lets everything that needs no time happen, and frames be drawn. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 4; turn++) {
      await new Promise<void>((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve();
        port2.postMessage(null);
      });
      await this.element.updateComplete;
      await new Promise(requestAnimationFrame);
    }
  }

  /** Everything inside that can be seen, those in shadow roots included, in order. */
  all(selector: string, root: ParentNode = this.element.shadowRoot!): HTMLElement[] {
    return [...root.querySelectorAll<HTMLElement>('*')].flatMap((element) => [
      ...(element.matches(selector) && element.checkVisibility() ? [element] : []),
      ...(element.shadowRoot ? this.all(selector, element.shadowRoot) : []),
    ]);
  }

  /** What everything of a kind says, but for marks that nobody sees. */
  says(selector: string): string[] {
    return this.all(selector).map(said);
  }

  buttons(): string[] {
    return this.says('button').filter((label) => label !== '');
  }

  button(label: string): HTMLElement {
    const found = this.all('button').find((button) => said(button) === label);
    expect(found, `button “${label}” among ${this.buttons().join(' | ')}`).not.to.equal(undefined);
    return found!;
  }

  async click(target: string | HTMLElement): Promise<void> {
    (typeof target === 'string' ? this.button(target) : target).click();
    await this.settle();
  }

  /** Keys as they are pressed: `Control+End`. */
  async press(...keys: string[]): Promise<void> {
    for (const key of keys) {
      const [press, ...held] = key.split('+').reverse();
      for (const down of held) await sendKeys({ down });
      await sendKeys({ press: press! });
      for (const up of held) await sendKeys({ up });
    }
    await this.settle();
  }

  /** Rows of the grid in sight, cell by cell. */
  rows(): string[][] {
    return this.all('.body [role=row]')
      .sort((a, b) => Number(a.ariaRowIndex) - Number(b.ariaRowIndex))
      .map((row) => [...row.children].map((cell) => said(cell)));
  }

  column(name: string): string[] {
    const at = this.all('[role=columnheader]').findIndex((head) => head.ariaLabel?.replace(', filtered', '') === name);
    expect(at, `column “${name}”`).to.be.at.least(0);
    return this.rows().map((cells) => cells[at]!);
  }

  /** What has the focus, in whichever shadow root. */
  get focused(): HTMLElement {
    let active = document.activeElement as HTMLElement;
    while (active.shadowRoot?.activeElement) active = active.shadowRoot.activeElement as HTMLElement;
    return active;
  }

  async until(what: () => unknown, why: string): Promise<void> {
    await until(what, why);
    await this.settle();
  }
}

export function said(element: Element): string {
  return element.textContent.replace(/[\u2068\u2069]/g, '').replace(/\s+/g, ' ').trim();
}

const click = HTMLAnchorElement.prototype.click;

/** Takes what would be downloaded, until the returned function is called. */
export function catchDownloads(): { readonly files: { name: string; text: Promise<string> }[]; end(): void } {
  const files: { name: string; text: Promise<string> }[] = [];
  HTMLAnchorElement.prototype.click = function () {
    files.push({ name: this.download, text: fetch(this.href).then((answer) => answer.text()) });
  };
  return { files, end: () => void (HTMLAnchorElement.prototype.click = click) };
}
