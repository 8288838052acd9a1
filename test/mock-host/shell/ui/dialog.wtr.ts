import { expect, fixture, html } from '@open-wc/testing';
import '../../../../mock-host/shell/ui/dialog.ts';
import { sendKeys } from '@web/test-runner-commands';
import type { ConfirmDialog } from '../../../../mock-host/shell/ui/dialog.ts';
import type { ConfirmRequest } from '../../../../src/host/host-services.ts';
import { until } from '../../../support/until.ts';

const question: ConfirmRequest = { title: 'Leave?', message: 'Two changes are not saved.', confirmLabel: 'Discard', cancelLabel: 'Stay' };
const dialogOf = (element: ConfirmDialog): HTMLDialogElement => element.shadowRoot!.querySelector('dialog')!;
const button = (element: ConfirmDialog, label: string): HTMLButtonElement =>
  [...element.shadowRoot!.querySelectorAll('button')].find(({ textContent }) => textContent === label)!;

async function asking(): Promise<{ element: ConfirmDialog; answer: Promise<boolean> }> {
  const element = await fixture<ConfirmDialog>(html`<sd-confirm></sd-confirm>`);
  const answer = element.ask(question);
  await opened(element);
  return { element, answer };
}

const opened = (element: ConfirmDialog): Promise<void> => until(() => dialogOf(element).open, 'it is open');

describe('confirm dialog', () => {
  it('answers yes for its confirm button alone', async () => {
    const { element, answer } = await asking();
    expect(element.shadowRoot!.activeElement).to.equal(button(element, 'Stay'));
    await expect(element).to.be.accessible();
    button(element, 'Discard').click();
    expect(await answer).to.equal(true);
    expect(dialogOf(element).open).to.equal(false);
  });

  it('answers no for Cancel and for Esc, and gives the focus back', async () => {
    const before = await fixture<HTMLButtonElement>(html`<button>Before</button>`);
    before.focus();
    const { element, answer } = await asking();
    await sendKeys({ press: 'Escape' });
    expect(await answer).to.equal(false);
    expect(document.activeElement).to.equal(before);
    const again = element.ask(question);
    await opened(element);
    button(element, 'Stay').click();
    expect(await again).to.equal(false);
  });

  it('asks a second question after the first, and the first one’s answer is not the second’s', async () => {
    const { element, answer } = await asking();
    const second = element.ask({ ...question, title: 'Really?' });
    button(element, 'Stay').click();
    expect(await answer).to.equal(false);
    await opened(element);
    await until(() => element.shadowRoot!.querySelector('h2')?.textContent === 'Really?', 'the second question is asked');
    button(element, 'Discard').click();
    expect(await second).to.equal(true);
  });

  it('answers no when the page goes away', async () => {
    const { element, answer } = await asking();
    element.remove();
    expect(await answer).to.equal(false);
    expect(await element.ask(question)).to.equal(false);
  });
});
