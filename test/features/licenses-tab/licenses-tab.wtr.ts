import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { LicensingError } from '../../../src/licensing/errors.ts';
import type { Question } from '../../../src/ui/view-context.ts';
import { TabRig, context } from './tab-rig.ts';

const chat = 'Chat2Desk connector';
const dialog = (rig: TabRig): HTMLDialogElement | null => rig.root.querySelector('dialog');

/** What a screen reader would have read from the polite live region, in order. */
function transcript(rig: TabRig): string[] {
  const read: string[] = [];
  const region = rig.root.querySelector('[role=status]')!;
  new MutationObserver(() => region.textContent && read.push(region.textContent)).observe(region, {
    characterData: true, childList: true, subtree: true,
  });
  return read;
}

describe('CR-4 save and cancel', () => {
  it('Save sends the ticks and shows what became of them', async () => {
    const rig = await TabRig.open();
    await rig.click(rig.box(chat));
    await rig.click(rig.box('File manager'));
    expect(rig.gateway.history).to.deep.equal([]);
    await rig.click(rig.button('Save'));
    expect(rig.gateway.history.map(({ productId, change }) => `${change} ${productId}`)).to.deep.equal(['recall chat', 'grant files']);
    expect(rig.cells(chat).slice(1, 3)).to.deep.equal(['Not granted', '4 of 5 available']);
    expect([rig.summary, rig.button('Save').ariaDisabled]).to.deep.equal(['2 changes saved', 'true']);
  });

  it('Cancel restores', async () => {
    const rig = await TabRig.open();
    await rig.click(rig.box(chat));
    await rig.click(rig.button('Cancel'));
    expect([rig.box(chat).checked, rig.cells(chat)[1]]).to.deep.equal([true, 'Granted']);
  });

  it('BX-15 a Save is announced once as a whole, never row by row, and the same result is announced again', async () => {
    const rig = await TabRig.open();
    const read = transcript(rig);
    rig.gateway.fail = ({ productId }) => (productId === 'studio' ? 'conflict' : null);
    rig.gateway.before = (call) => void (call.startsWith('applyBatch 4') && rig.gateway.hold('caleb', 'server', null));
    for (const name of [chat, 'File manager', 'Server schedule', 'Studio']) await rig.click(rig.box(name));
    await rig.click(rig.button('Save'));
    await rig.click(rig.box(chat));
    await rig.click(rig.button('Save'));
    await rig.click(rig.box(chat));
    await rig.click(rig.button('Save'));
    expect(read).to.deep.equal(['2 changes saved, 1 skipped, 1 failed', '1 change saved, 1 failed', '1 change saved, 1 failed']);
    expect(rig.cells('Studio')[0]).to.contain('Somebody else changed this at the same moment.');
  });

  it('while saving, rows stay readable, the button says so, and nothing can be ticked', async () => {
    const rig = await TabRig.open();
    let release = (): void => {};
    rig.gateway.before = (call) => (call.startsWith('applyBatch') ? new Promise<void>((resolve) => (release = resolve)) : undefined);
    await rig.click(rig.box(chat));
    await rig.click(rig.button('Save'));
    await rig.click(rig.box('File manager'));
    expect([rig.button('Saving…').ariaDisabled, rig.box('File manager').checked]).to.deep.equal(['true', false]);
    release();
    await rig.settle();
    expect(rig.gateway.history.length).to.equal(1);
  });
});

describe('BX-15 by keyboard alone', () => {
  it('filter, go to a row, tick, save', async () => {
    const rig = await TabRig.open();
    await sendKeys({ press: '/' });
    await sendKeys({ type: 'file' });
    await sendKeys({ press: 'Tab' });
    for (let column = 0; column < 7; column++) await sendKeys({ press: 'Tab' });
    expect((rig.root.activeElement as HTMLInputElement).ariaLabel).to.equal('File manager');
    await sendKeys({ press: 'Space' });
    await sendKeys({ down: 'Control' });
    await sendKeys({ press: 's' });
    await sendKeys({ up: 'Control' });
    await rig.settle();
    expect(rig.gateway.history.map(({ productId }) => productId)).to.deep.equal(['files']);
    expect((rig.root.activeElement as HTMLInputElement).ariaLabel).to.equal('File manager');
  });

  it('Esc clears the filter first, then takes one tick back, and asks before it drops several', async () => {
    const rig = await TabRig.open();
    await rig.click(rig.box(chat));
    await rig.type('file');
    rig.box('File manager').focus();
    await sendKeys({ press: 'Escape' });
    await rig.settle();
    expect([rig.names().length, rig.cells(chat)[1]]).to.deep.equal([9, 'To be recalled']);
    await sendKeys({ press: 'Escape' });
    await rig.settle();
    expect(rig.cells(chat)[1]).to.equal('Granted');

    await rig.click(rig.box(chat));
    await rig.click(rig.box('Studio'));
    await sendKeys({ press: 'Escape' });
    await rig.settle();
    expect(dialog(rig)!.querySelector('p')!.textContent).to.equal('2 changes not saved');
    await sendKeys({ press: 'Escape' });
    await rig.settle();
    expect([dialog(rig), rig.cells(chat)[1]]).to.deep.equal([null, 'To be recalled']);
  });

  it('Esc with nothing to take back is left to the host', async () => {
    const rig = await TabRig.open();
    rig.box(chat).focus();
    let left = false;
    const listen = (event: KeyboardEvent): void => void (left = !event.defaultPrevented);
    window.addEventListener('keydown', listen);
    await sendKeys({ press: 'Escape' });
    expect(left).to.equal(true);
    await rig.click(rig.box(chat));
    await sendKeys({ press: 'Escape' });
    expect(left).to.equal(false);
    window.removeEventListener('keydown', listen);
  });

  it('keys pressed elsewhere in the page are the host’s', async () => {
    const rig = await TabRig.open();
    await rig.click(rig.box(chat));
    rig.box(chat).blur();
    await sendKeys({ press: 'Escape' });
    await rig.settle();
    expect(rig.cells(chat)[1]).to.equal('To be recalled');
  });
});

describe('two tabs in one page', () => {
  it('BX-15 Ctrl+S inside one of them saves that one', async () => {
    const [first, second] = [await TabRig.open(), await TabRig.open()];
    for (const rig of [first, second]) await rig.click(rig.box(chat));
    second.box(chat).focus();
    await sendKeys({ down: 'Control' });
    await sendKeys({ press: 's' });
    await sendKeys({ up: 'Control' });
    await second.settle();
    expect([first.gateway.history.length, second.gateway.history.length]).to.deep.equal([0, 1]);
  });
});

describe('CR-4 leaving', () => {
  it('may be left at once when nothing is pending', async () => {
    const rig = await TabRig.open();
    expect(await rig.tab.canLeave()).to.equal(true);
  });

  it('asks by the host, and stays or drops the ticks as told', async () => {
    const asked: Question[] = [];
    let answer = false;
    const rig = await TabRig.open({ context: { ...context, confirm: async (question) => (asked.push(question), answer) } });
    await rig.click(rig.box(chat));
    expect(await rig.tab.canLeave()).to.equal(false);
    expect(asked[0]).to.deep.equal({
      title: 'Discard the changes?', message: '1 change not saved', confirmLabel: 'Discard', cancelLabel: 'Keep editing',
    });
    answer = true;
    expect(await rig.tab.canLeave()).to.equal(true);
    await rig.settle();
    expect(rig.cells(chat)[1]).to.equal('Granted');
  });

  it('asks by itself where the host can’t, and once however often it is asked', async () => {
    const rig = await TabRig.open();
    await rig.click(rig.box(chat));
    const answers = [rig.tab.canLeave(), rig.tab.canLeave()];
    expect(rig.root.querySelectorAll('dialog').length).to.equal(1);
    await expect(dialog(rig)).to.be.accessible();
    rig.button('Discard').click();
    expect(await Promise.all(answers)).to.deep.equal([true, true]);
  });

  it('tells the host what is pending, and keeps the browser from leaving, only while it is', async () => {
    const told: boolean[] = [];
    const rig = await TabRig.open({ context: { ...context, pending: (pending) => void told.push(pending) } });
    const isKept = (): boolean => !dispatchEvent(new Event('beforeunload', { cancelable: true }));
    expect([isKept(), told]).to.deep.equal([false, []]);
    await rig.click(rig.box(chat));
    expect([isKept(), told]).to.deep.equal([true, [true]]);
    await rig.click(rig.button('Save'));
    expect([isKept(), told]).to.deep.equal([false, [true, false]]);
    await rig.click(rig.box(chat));
    rig.tab.remove();
    await rig.settle();
    expect([isKept(), told]).to.deep.equal([false, [true, false, true, false]]);
  });
});

describe('CR-4 leaving while a Save waits for its answer', () => {
  it('does not ask about ticks that have come true meanwhile', async () => {
    const rig = await TabRig.open();
    let answer = (): void => {};
    rig.gateway.before = (call) => (call.startsWith('applyBatch') ? new Promise((resolve) => (answer = resolve)) : undefined);
    await rig.click(rig.box(chat));
    await rig.click(rig.button('Save'));
    rig.gateway.hold('caleb', 'chat', null);
    await rig.settle();
    expect(await rig.tab.canLeave()).to.equal(true);
    answer();
  });
});

describe('others change licenses meanwhile', () => {
  it('their changes arrive without moving the focus or losing a tick', async () => {
    const rig = await TabRig.open();
    await rig.click(rig.box('File manager'));
    rig.box('File manager').focus();
    rig.gateway.addProduct({ id: 'aaa', name: 'A new first one' });
    rig.gateway.hold('p1', 'files').hold('caleb', 'chat', null).emit({ kind: 'reload' });
    await rig.settle();
    expect((rig.root.activeElement as HTMLInputElement).ariaLabel).to.equal('File manager');
    expect(rig.cells('File manager').slice(1, 3)).to.deep.equal(['To be granted', '4 of 5 available 3 of 5 available']);
    expect([rig.cells(chat)[1], rig.names().at(-1)]).to.deep.equal(['Not granted', 'A new first one']);
  });

  it('OT-2 a pending tick whose last seat just went says so before Save', async () => {
    const rig = await TabRig.open();
    rig.gateway.hold('p1', 'full', null);
    await rig.settle();
    await rig.click(rig.box('Full house'));
    rig.gateway.hold('p3', 'full');
    await rig.settle();
    expect(rig.cells('Full house')[0]).to.equal('Full house No seats remaining on this license.');
    expect([rig.box('Full house').checked, rig.box('Full house').ariaDisabled]).to.deep.equal([true, 'false']);
  });
});

describe('coming and going', () => {
  it('shows another user anew', async () => {
    const rig = await TabRig.open();
    rig.tab.userId = 'p1';
    await rig.settle();
    expect([rig.box(chat).checked, rig.box('Full house').checked, rig.gateway.listening]).to.deep.equal([true, true, 1]);
  });

  it('an element that is moved keeps its ticks', async () => {
    const rig = await TabRig.open();
    await rig.click(rig.box(chat));
    document.body.append(rig.tab);
    await rig.settle();
    expect([rig.cells(chat)[1], rig.gateway.listening]).to.deep.equal(['To be recalled', 1]);
    rig.tab.remove();
  });

  it('lets go of everything when it is removed, and starts anew when it is back', async () => {
    const rig = await TabRig.open();
    await rig.click(rig.box(chat));
    const leave = rig.tab.canLeave();
    rig.tab.remove();
    expect(await leave).to.equal(false);
    expect(rig.gateway.listening).to.equal(0);
    document.body.append(rig.tab);
    await rig.settle();
    expect([rig.cells(chat)[1], rig.gateway.listening]).to.deep.equal(['Granted', 1]);
    rig.tab.remove();
  });

  it('signed out in the middle of a Save: asks the host, keeps the ticks, resumes', async () => {
    let signIn = (): void => {};
    const signedOut = (): Promise<void> => new Promise((resolve) => (signIn = resolve));
    const rig = await TabRig.open({ context: { ...context, signedOut } });
    await rig.click(rig.box(chat));
    rig.gateway.before = () => {
      throw new LicensingError('signed-out');
    };
    await rig.click(rig.button('Save'));
    expect(rig.notices()).to.deep.equal(['Your session has ended. Sign in again to continue; nothing you ticked is lost.']);
    expect(rig.cells(chat)[1]).to.equal('To be recalled');
    rig.gateway.before = () => {};
    signIn();
    await rig.settle();
    expect([rig.notices(), rig.summary]).to.deep.equal([[], '1 change saved']);
  });

  it('offline: says so, and goes on by itself when the connection is back', async () => {
    const rig = await TabRig.open();
    await rig.click(rig.box(chat));
    rig.gateway.before = () => {
      throw new LicensingError('offline');
    };
    await rig.click(rig.button('Save'));
    expect(rig.notices()[0]).to.contain('You are offline.');
    rig.gateway.before = () => {};
    dispatchEvent(new Event('online'));
    await rig.settle();
    expect([rig.notices(), rig.summary]).to.deep.equal([[], '1 change saved']);
  });
});
