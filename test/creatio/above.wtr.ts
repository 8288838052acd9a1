import { aTimeout, expect } from '@open-wc/testing';
import { openAbove } from '../../src/creatio/above.ts';
import type { CreatioElement } from '../../src/creatio/creatio-element.ts';
import type { BatchesView, GrantRecallView } from '../../src/host/host-services.ts';

/** Stands for an element of ours, as far as a dialog above the page deals with it. */
class FakeElement extends HTMLElement {
  leave = true;
  readonly led: (GrantRecallView | BatchesView)[] = [];
  canLeave = async (): Promise<boolean> => this.leave;
  lead = (view: GrantRecallView | BatchesView): void => void this.led.push(view);
  tell(name: string, detail?: unknown): boolean {
    return !this.dispatchEvent(new CustomEvent(name, { detail, cancelable: true }));
  }
}
customElements.define('x-fake', FakeElement);

const task: GrantRecallView = { name: 'grant-recall', change: 'grant', users: ['u1'], products: ['p1'] };
let opener: FakeElement;
const above = (): (FakeElement & Record<string, unknown>)[] => [...document.body.children].filter((each) => each !== opener && each instanceof FakeElement) as never;
const open = (view = task): Promise<void> => openAbove('x-fake', opener as unknown as CreatioElement, view);

beforeEach(() => {
  opener = document.createElement('x-fake') as FakeElement;
  opener.tabIndex = 0;
  document.body.append(opener);
});
afterEach(() => {
  for (const element of above()) element.tell('closed');
  opener.remove();
});

describe('CR-6 a dialog above the page', () => {
  it('is about what was wanted, and outlives whoever wanted it', async () => {
    await open();
    const [dialog] = above();
    expect({ ...dialog }).to.deep.include({ change: 'grant', userIds: ['u1'], packageIds: ['p1'] });
    expect(getComputedStyle(dialog!).position).to.equal('fixed');
    opener.remove();
    expect([above().length, above()[0] === dialog]).to.deep.equal([1, true]);
    expect(dialog!.tell('notified', {})).to.equal(false);
  });

  it('goes when it is closed, and the focus goes back to where it was', async () => {
    opener.focus();
    await open();
    const [dialog] = above();
    dialog!.tabIndex = 0;
    dialog!.focus();
    dialog!.tell('closed');
    expect(above()).to.have.length(0);
    expect(document.activeElement === opener, 'the focus is back').to.equal(true);
  });

  it('leaves the focus where it is by then', async () => {
    const field = document.body.appendChild(document.createElement('input'));
    opener.focus();
    await open();
    field.focus();
    above()[0]!.tell('closed');
    expect(document.activeElement === field, 'the focus has stayed').to.equal(true);
    field.remove();
  });

  it('is one at a time: another one takes its place, unless something would be lost', async () => {
    await open();
    const [first] = above();
    await open({ name: 'grant-recall', undo: 'b1' });
    const [second] = above();
    expect([above().length, first === second, second!['undoBatchId']]).to.deep.equal([1, false, 'b1']);
    second!.leave = false;
    await open();
    expect([above().length, above()[0] === second]).to.deep.equal([1, true]);
    second!.leave = true;
    second!.tell('pendingChanged', true);
    await open();
    expect([above().length, above()[0] === second]).to.deep.equal([1, true]);
    second!.tell('pendingChanged', false);
    // The first one is gone for good: what it still tells closes nothing.
    first!.tell('closed');
    expect([above().length, above()[0] === second]).to.deep.equal([1, true]);
    await open();
    expect(above()[0] === second).to.equal(false);
  });

  it('hands on what it tells: messages, a sign-in, and where it leads', async () => {
    const heard: string[] = [];
    for (const name of ['notified', 'signInNeeded', 'closed', 'openRequested']) {
      opener.addEventListener(name, (event) => {
        heard.push(name);
        event.preventDefault();
      });
    }
    await open();
    const [dialog] = above();
    expect(['notified', 'signInNeeded', 'openRequested'].map((name) => dialog!.tell(name, { name: 'batches' }))).to.deep.equal([true, true, true]);
    dialog!.tell('closed');
    await aTimeout(0);
    expect(heard).to.deep.equal(['notified', 'signInNeeded']);
    expect(opener.led).to.deep.equal([{ name: 'batches' }]);
  });
});
