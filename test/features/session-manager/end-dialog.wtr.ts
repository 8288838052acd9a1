import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { type Confirmed, askToEnd } from '../../../src/features/session-manager/end-dialog.ts';
import type { EndPreview } from '../../../src/features/session-manager/session-manager.state.ts';
import { until } from '../../support/until.ts';
import { english } from './manager-rig.ts';
import { context } from './office.ts';

const person = (at: number) => ({ userId: `u${at}`, name: `Person ${at}`, login: `p${at}@example.com`, count: at === 0 ? 3 : 1 });

function previewOf(people: number, more: Partial<EndPreview> = {}): EndPreview {
  const ids = Array.from({ length: people + 2 }, (_, at) => `s${at}`);
  return { ids, people: Array.from({ length: Math.min(people, 100) }, (_, at) => person(at)), peopleCount: people, counts: { web: people + 1, api: 1, mobile: 0 }, leavesOwn: false, ...more };
}

class Asked {
  answer: Confirmed | null | undefined;
  readonly opener = document.createElement('button');
  readonly host = document.createElement('div');

  constructor(preview: EndPreview, reasons = true) {
    const root = this.host.attachShadow({ mode: 'open' });
    this.opener.textContent = 'Open';
    root.append(this.opener);
    document.body.append(this.host);
    this.opener.focus();
    void askToEnd(root, { preview, reasons, context, text: english }).then((answer) => (this.answer = answer));
  }

  get dialog(): HTMLDialogElement {
    return this.host.shadowRoot!.querySelector('lic-end-dialog')!.shadowRoot!.querySelector('dialog')!;
  }

  get isOpen(): boolean {
    return !!this.host.shadowRoot!.querySelector('lic-end-dialog');
  }

  button(label: string): HTMLButtonElement {
    return [...this.dialog.querySelectorAll('button')].find(({ textContent }) => textContent.trim() === label)!;
  }

  async settle(): Promise<void> {
    for (let turn = 0; turn < 3; turn++) await new Promise(requestAnimationFrame);
  }

  async answered(): Promise<void> {
    await until(() => this.answer !== undefined, 'an answer');
    await this.settle();
  }
}

async function ask(preview: EndPreview, reasons?: boolean): Promise<Asked> {
  const asked = new Asked(preview, reasons);
  await asked.settle();
  return asked;
}

const people = (asked: Asked): string[] => [...asked.dialog.querySelectorAll('.people li')].map(({ textContent }) => textContent!.replace(/\s+/g, ' ').trim());

it('QT-8 names how many, of which kinds, and whose; with most sessions first', async () => {
  const asked = await ask(previewOf(2));
  expect(asked.dialog.querySelector('h2')!.textContent).to.equal('End 4 sessions?');
  expect(asked.dialog.textContent).to.include('2 people are signed out and may lose what is not saved.');
  expect([...asked.dialog.querySelectorAll('.kinds li')].map(({ textContent }) => textContent)).to.deep.equal(['3 web', '1 API']);
  expect(people(asked)).to.deep.equal(['Person 0 3 sessions', 'Person 1 1 session']);
  await expect(asked.host.shadowRoot!.querySelector('lic-end-dialog')).to.be.accessible();
  asked.dialog.close();
});

it('QT-8 five are named at once, the others on demand, in a list that the keyboard scrolls', async () => {
  const asked = await ask(previewOf(250));
  expect(people(asked).length).to.equal(6);
  asked.button('and 245 people more').click();
  await asked.settle();
  expect([people(asked).length, people(asked).at(-1)]).to.deep.equal([101, 'and 150 people more']);
  expect((asked.dialog.getRootNode() as ShadowRoot).activeElement).to.equal(asked.dialog.querySelector('.people'));
  await expect(asked.host.shadowRoot!.querySelector('lic-end-dialog')).to.be.accessible();
  asked.dialog.close();
});

it('QT-8 the reason has the focus, is counted, and comes back in one line', async () => {
  const asked = await ask(previewOf(1));
  await sendKeys({ type: ' Update ' });
  await sendKeys({ press: 'Enter' });
  await sendKeys({ type: 'at noon' });
  await asked.settle();
  expect(asked.dialog.textContent).to.include('184 characters left');
  expect(asked.dialog.querySelector('textarea')!.maxLength).to.equal(200);
  asked.button('End 3 sessions').click();
  await asked.answered();
  expect(asked.answer).to.deep.equal({ reason: 'Update at noon' });
});

it('no reason is none, and a host without reasons is asked for none', async () => {
  const asked = await ask(previewOf(1));
  asked.button('End 3 sessions').click();
  await asked.answered();
  expect(asked.answer).to.deep.equal({ reason: null });
  const without = await ask(previewOf(1), false);
  expect(without.dialog.querySelector('textarea')).to.equal(null);
  expect((without.dialog.getRootNode() as ShadowRoot).activeElement!.textContent!.trim()).to.equal('Cancel');
  without.dialog.close();
});

for (const [name, act] of [
  ['Cancel', async (asked: Asked) => asked.button('Cancel').click()],
  ['Esc', () => sendKeys({ press: 'Escape' })],
  ['being taken away', async (asked: Asked) => asked.host.shadowRoot!.querySelector('lic-end-dialog')!.remove()],
] as const) {
  it(`BX-15 ${name} ends nothing, and the focus is where it was`, async () => {
    const asked = await ask(previewOf(1));
    await act(asked);
    await asked.answered();
    expect([asked.answer, asked.isOpen]).to.deep.equal([null, false]);
    if (name !== 'being taken away') expect(asked.host.shadowRoot!.activeElement).to.equal(asked.opener);
  });
}

it('BX-12 says that the own session is left out; with nothing else there is nothing to confirm', async () => {
  const asked = await ask({ ids: [], people: [], peopleCount: 0, counts: { web: 0, api: 0, mobile: 0 }, leavesOwn: true });
  expect(asked.dialog.textContent).to.include('Your own session is left out.').and.to.include('None of these sessions can be ended.');
  expect([...asked.dialog.querySelectorAll('button')].map(({ textContent }) => textContent.trim())).to.deep.equal(['Close']);
  asked.button('Close').click();
  await asked.answered();
  expect(asked.answer).to.equal(null);
});
