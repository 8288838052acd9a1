import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { ask } from '../../src/ui/dialog.ts';

const question = { title: 'Discard?', message: '2 changes <b>not</b> saved', confirmLabel: 'Discard', cancelLabel: 'Keep' };

let root: ShadowRoot;
let opener: HTMLElement;
beforeEach(async () => {
  const host = await fixture(html`<div></div>`);
  root = host.attachShadow({ mode: 'open' });
  opener = document.createElement('button');
  opener.textContent = 'Open';
  root.append(opener);
  opener.focus();
});

const dialog = (): HTMLDialogElement | null => root.querySelector('dialog');
const press = (label: string): void => [...dialog()!.querySelectorAll('button')].find((button) => button.textContent === label)!.click();

it('asks in a modal dialog named by its question, and says plain text', async () => {
  const answer = ask(root, question);
  expect(dialog()!.matches(':modal')).to.equal(true);
  expect(dialog()!.ariaLabel).to.equal('Discard?');
  expect(dialog()!.querySelector('p')!.textContent).to.equal('2 changes <b>not</b> saved');
  await expect(dialog()).to.be.accessible();
  press('Keep');
  await answer;
});

it('the safe answer has the focus', async () => {
  const answer = ask(root, question);
  expect(root.activeElement!.textContent).to.equal('Keep');
  press('Keep');
  await answer;
});

for (const [name, act, expected] of [
  ['confirming', async () => press('Discard'), true],
  ['refusing', async () => press('Keep'), false],
  ['Esc', () => sendKeys({ press: 'Escape' }), false],
  ['closing it from elsewhere', async () => dialog()!.close(), false],
] as const) {
  it(`${name} answers ${expected}, removes the dialog and gives the focus back`, async () => {
    const answer = ask(root, question);
    await act();
    expect(await answer).to.equal(expected);
    expect(dialog()).to.equal(null);
    expect(root.activeElement).to.equal(opener);
  });
}
