import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { LicensingError } from '../../../../src/licensing/errors.ts';
import type { Question } from '../../../../src/ui/view-context.ts';
import { crowd, list } from './crowd.ts';
import { PageRig, context, said } from './page-rig.ts';

const open = (given: Parameters<typeof PageRig.open>[1] = {}): Promise<PageRig> => PageRig.open('lic-selection-basket', given);
const tabs = (rig: PageRig): string[] => rig.all('[role=tab]').map(said);
const tab = (rig: PageRig): string => said(rig.find('[role=tab][aria-selected=true]'));
const disabled = (rig: PageRig, label: string): boolean => rig.button(label).ariaDisabled === 'true';
const sets = (rig: PageRig): string[] => rig.all('li > :first-child').map(said);
const told = (rig: PageRig): string => said(rig.find('.told'));

async function give(rig: PageRig, text = list): Promise<void> {
  await rig.type(rig.find('textarea'), text);
  await rig.press('Add these');
  await rig.until(() => !rig.all('progress').length, 'looked up');
}

function drop(rig: PageRig, fill: (data: DataTransfer) => void): { over: boolean; dropped: boolean } {
  const dataTransfer = new DataTransfer();
  fill(dataTransfer);
  const send = (type: string): boolean => !rig.page.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, composed: true, cancelable: true }));
  return { over: send('dragover'), dropped: send('drop') };
}

const file = (words: string | Uint8Array<ArrayBuffer>, name: string): File => new File([words], name);

describe('BX-14 the basket', () => {
  it('BX-14 a pasted list: each entry is counted in a bucket and listed there', async () => {
    const rig = await open();
    await give(rig);
    expect(tabs(rig)).to.deep.equal(['Ready 2', 'Choose who 1', 'Unknown 1', 'Inactive 1', 'System accounts 1', 'Duplicates 2']);
    expect([rig.column('Person'), rig.column('Line')]).to.deep.equal([['Ada Adams', 'Bea Bell'], ['2', '3']]);
    await rig.click(rig.find('#unknown-tab'));
    expect([rig.column('As given'), rig.column('Line')]).to.deep.equal([['Nobody;who@example.com'], ['5']]);
    await rig.click(rig.find('#duplicate-tab'));
    expect([rig.column('Person'), rig.column('Same as')]).to.deep.equal([
      ['Ada Adams', 'Bea Bell'], ['"Adams, Ada";ADA@example.com (Pasted text, line 2)', 'Bea;bea (Pasted text, line 3)'],
    ]);
    expect(told(rig)).to.equal('Pasted text: 8 entries. Read as headings: line 1. 8 other values there, such as names, are not looked up.');
  });

  it('BX-14 a file that is dropped anywhere is read, with its encoding', async () => {
    const rig = await open();
    const utf16 = Uint8Array.from([0xff, 0xfe, ...[...'ada\nwho'].flatMap((one) => [one.charCodeAt(0), 0])]);
    expect(drop(rig, (data) => data.items.add(file(utf16, 'people.csv')))).to.deep.equal({ over: true, dropped: true });
    await rig.until(() => tabs(rig)[0] === 'Ready 1', 'read');
    expect([told(rig), rig.column('From')]).to.deep.equal(['people.csv: 2 entries.', ['people.csv']]);
  });

  it('BX-14 dropped text is read, and a place to drop shows itself', async () => {
    const rig = await open();
    rig.page.dispatchEvent(new DragEvent('dragover', { cancelable: true }));
    await rig.settle();
    expect(rig.all('.over').length).to.equal(1);
    rig.page.dispatchEvent(new DragEvent('dragleave'));
    await rig.settle();
    expect(rig.all('.over').length).to.equal(0);
    drop(rig, (data) => data.setData('text/plain', 'bea'));
    await rig.until(() => tabs(rig)[0] === 'Ready 1', 'read');
  });

  it('BX-14 files that are picked are read one after the other; what is no text is said', async () => {
    const rig = await open();
    const input = rig.find<HTMLInputElement>('[type=file]');
    const data = new DataTransfer();
    for (const one of [file('ada', 'a.txt'), file('bea', 'b.csv'), file(Uint8Array.from([80, 75, 0, 0]), 'book.xlsx')]) data.items.add(one);
    input.files = data.files;
    input.dispatchEvent(new Event('change'));
    await rig.until(() => tabs(rig)[0] === 'Ready 2', 'read');
    expect(told(rig)).to.equal('book.xlsx is no text file. Save it as CSV or as text, then try again.');
    expect(input.files.length).to.equal(0);
  });

  it('BX-14 who is meant by an ambiguous one is asked; Cancel leaves it, an answer makes it ready', async () => {
    const rig = await open();
    await give(rig);
    await rig.click(rig.find('#ambiguous-tab'));
    expect(rig.rows()[0]!.slice(1)).to.deep.equal(['Team;team@example.com', 'Choose…Remove', 'Tom Team · Tess Team', 'Pasted text', '4']);
    await rig.click(rig.find('.body button[value=choose]'));
    expect(said(rig.dialog!.querySelector('h2')!)).to.equal('Who is team@example.com?');
    await rig.answer('Cancel');
    expect([rig.dialog, tabs(rig)[1]]).to.deep.equal([undefined, 'Choose who 1']);
    await rig.click(rig.find('.body button[value=choose]'));
    await rig.answer('Choose Tess Team, tess');
    expect(tabs(rig).slice(0, 2)).to.deep.equal(['Ready 3', 'Choose who 0']);
    await rig.click(rig.find('#matched-tab'));
    expect(rig.column('Person')).to.include('Tess Team');
  });

  it('BX-14 people are removed one by one or ticked, with their duplicates', async () => {
    const rig = await open();
    await give(rig);
    await rig.click(rig.find('.body button[value=remove]'));
    expect(tabs(rig)).to.deep.equal(['Ready 1', 'Choose who 1', 'Unknown 1', 'Inactive 1', 'System accounts 1', 'Duplicates 1']);
    await rig.click(rig.find('.body .check'));
    await rig.press('Remove 1 selected');
    expect([tabs(rig)[0], tabs(rig)[5]]).to.deep.equal(['Ready 0', 'Duplicates 0']);
  });

  it('BX-14 emptying asks first', async () => {
    const asked: Question[] = [];
    const answers = [false, true];
    const rig = await open({ context: { ...context, confirm: async (question) => (asked.push(question), answers.shift()!) } });
    await give(rig);
    await rig.press('Empty…');
    expect(tabs(rig)[0]).to.equal('Ready 2');
    await rig.press('Empty…');
    expect([tabs(rig)[0], asked.length, asked[0]!.title]).to.deep.equal(['Ready 0', 2, 'Take everybody out?']);
  });

  it('BX-14 the unknown are exported with their lines, and nothing in the file is a formula', async () => {
    const rig = await open();
    await give(rig, '=1+1\nada');
    await rig.click(rig.find('#unknown-tab'));
    const links: { name: string; href: string }[] = [];
    rig.page.shadowRoot!.addEventListener('click', (event) => {
      const link = event.composedPath()[0] as HTMLAnchorElement;
      if (link.localName !== 'a') return;
      event.preventDefault();
      links.push({ name: link.download, href: link.href });
    }, true);
    await rig.press('Export CSV');
    expect(links.map(({ name }) => name)).to.deep.equal(['people-unknown.csv']);
    expect(await (await fetch(links[0]!.href)).text()).to.equal("From,Line,As given,Person,Login,E-mail\r\nPasted text,1,'=1+1,,,\r\n");
  });

  it('BX-14 the unknown are copied, one a line', async () => {
    const rig = await open();
    await give(rig, 'who\nada\nwhoever');
    await rig.click(rig.find('#unknown-tab'));
    const copied: string[] = [];
    const { clipboard } = navigator;
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: async (text: string) => void copied.push(text) } });
    await rig.press('Copy');
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: () => Promise.reject(new Error()) } });
    expect([copied, rig.all('[role=status]').map(said).includes('2 lines copied.')]).to.deep.equal([['who\nwhoever'], true]);
    await rig.press('Copy');
    expect(rig.all('[role=status]').map(said)).to.include('The browser did not allow copying. Export them instead.');
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: clipboard });
  });
});

describe('SB-4 granting and recalling for those who are here', () => {
  it('SB-4 SB-5 is disabled until there is somebody valid, and says why', async () => {
    const rig = await open();
    const why = 'First add somebody who has an active account.';
    expect([disabled(rig, 'Grant licenses…'), disabled(rig, 'Recall licenses…'), said(rig.find('.sum #why'))]).to.deep.equal([true, true, why]);
    await give(rig, 'robot\nwho\nina');
    expect([disabled(rig, 'Grant licenses…'), disabled(rig, 'Recall licenses…'), said(rig.find('.sum #why'))]).to.deep.equal([true, false, why]);
    await rig.press('Grant licenses…');
    expect([rig.opened, rig.gateway.calls.filter((call) => call.startsWith('select'))]).to.deep.equal([[], []]);
    await give(rig, 'ada');
    expect([disabled(rig, 'Grant licenses…'), said(rig.find('.sum #why'))]).to.deep.equal([false, '']);
  });

  it('CR-5 Grant leads to the dialog with the people fixed; Recall takes the inactive along, unless told not to', async () => {
    const rig = await open();
    await give(rig);
    await rig.press('Grant licenses…');
    await rig.press('Recall licenses…');
    await rig.click(rig.find('#inactive-tab'));
    await rig.click(rig.find('#panel input[type=checkbox]'));
    await rig.press('Recall licenses…');
    const { signal } = new AbortController();
    const people = await Promise.all(
      rig.opened.map(async (view) => {
        if (view.name !== 'grant-recall' || view.task.kind !== 'change' || view.task.who.kind !== 'selection') throw new Error('another view');
        const { change, productIds, who } = view.task;
        return [change, productIds.length, (await rig.gateway.population(who.selectionId, signal)).people!.map(({ id }) => id).join(' ')];
      }),
    );
    expect(people).to.deep.equal([['grant', 0, 'ada bea'], ['recall', 0, 'ada bea ina'], ['recall', 0, 'ada bea']]);
  });

  it('a host that can open no dialog offers none', async () => {
    const { openView: _, ...closed } = context;
    const rig = await open({ context: closed });
    expect([rig.buttons('Grant licenses…'), rig.buttons('Recall licenses…')]).to.deep.equal([[], []]);
  });

  it('while people are still looked up it waits, and says so', async () => {
    const gateway = crowd();
    const rig = await open({ gateway });
    await give(rig, 'ada');
    gateway.before = () => new Promise(() => {});
    await rig.type(rig.find('textarea'), 'bea');
    await rig.press('Add these');
    expect([disabled(rig, 'Grant licenses…'), said(rig.find('.sum #why')), rig.find('progress').ariaLabel]).to.deep.equal([
      true, 'First everybody has to be looked up.', 'Looking up: 1 of 2',
    ]);
  });
});

describe('BX-14 saved sets', () => {
  it('BX-14 are saved under a name, added, put to use, replaced and deleted, the last two after a question', async () => {
    const asked: string[] = [];
    const rig = await open({ context: { ...context, confirm: async ({ title }) => (asked.push(title), true) } });
    await give(rig, 'ada\nbea');
    const name = rig.find<HTMLInputElement>('lic-saved-sets input, form input');
    await rig.type(name, '  Board ');
    await rig.press('Save as a set');
    expect([sets(rig), name.value, told(rig)]).to.deep.equal([['Board 2 people, saved 12:00 PM'], '', 'Board is saved: 2 people.']);
    await give(rig, 'carl');
    await rig.type(name, 'board');
    await rig.press('Save as a set');
    expect([sets(rig), asked]).to.deep.equal([['board 3 people, saved 12:00 PM'], ['Replace \u2068Board\u2069?']]);
    await rig.press('Empty…');
    await rig.press('Add board');
    expect([rig.column('Person'), rig.column('From')]).to.deep.equal([['Ada Adams', 'Bea Bell', 'Carl Cole'], ['board', 'board', 'board']]);
    await rig.press('Grant licenses… board');
    expect(rig.opened.length).to.equal(1);
    await rig.press('Delete… board');
    expect([sets(rig), asked.at(-1)]).to.deep.equal([[], 'Delete \u2068board\u2069?']);
  });

  it('nothing is saved without a name or without people, and why is said', async () => {
    const rig = await open();
    expect(said(rig.find('.why'))).to.equal('First add somebody.');
    await give(rig, 'ada');
    expect(said(rig.find('.why'))).to.equal('First give it a name.');
    await rig.press('Save as a set');
    expect([rig.gateway.calls.some((call) => call.startsWith('saveSet')), rig.find('lic-saved-sets').shadowRoot!.activeElement?.localName]).to.deep.equal([false, 'input']);
  });
});

describe('the basket as a page', () => {
  it('leaving asks while people are here who are neither saved nor put to use', async () => {
    const asked: string[] = [];
    const pending: boolean[] = [];
    const rig = await open({ context: { ...context, confirm: async ({ message }) => (asked.push(message), false), pending: (is) => pending.push(is) } });
    expect(await rig.page.canLeave()).to.equal(true);
    await give(rig, 'ada');
    expect([await rig.page.canLeave(), asked]).to.deep.equal([false, ['Who was gathered here is not saved as a set.']]);
    await rig.press('Grant licenses…');
    expect([await rig.page.canLeave(), pending]).to.deep.equal([true, [true, false]]);
  });

  it('says why there is nothing: loading, failed with a way on, absent, not allowed', async () => {
    const gateway = crowd();
    gateway.before = () => {
      throw new LicensingError('server');
    };
    const rig = await open({ gateway });
    expect(said(rig.find('.notice span'))).to.equal('Something went wrong on the server. Try again in a moment.');
    gateway.before = () => {};
    await rig.press('Try again');
    expect(rig.all('[role=tab]').length).to.equal(6);
    const incapable = crowd();
    incapable.host.capable = null;
    expect(said((await open({ gateway: incapable })).find('.notice'))).to.equal('This system can’t change the licenses of many users at once.');
    expect(said((await open({ can: async () => false })).find('.notice'))).to.equal('You can see licenses but not change them.');
  });

  it('CR-10 BX-15 by keyboard from a search to the dialog, and it is read out what happens', async () => {
    const rig = await open();
    const transcript = rig.transcript();
    rig.find('[role=combobox]').focus();
    await rig.searchByKeys('ada');
    await sendKeys({ press: 'Enter' });
    rig.find('textarea').focus();
    await sendKeys({ type: 'bea, ina, who' });
    await sendKeys({ down: 'Control' });
    await sendKeys({ press: 'Enter' });
    await sendKeys({ up: 'Control' });
    await rig.until(() => tabs(rig)[0] === 'Ready 2', 'read');
    rig.find('#matched-tab').focus();
    await sendKeys({ press: 'ArrowLeft' });
    expect(tab(rig)).to.equal('Duplicates 0');
    for (const key of ['Home', 'ArrowRight', 'ArrowRight']) await sendKeys({ press: key });
    await rig.settle();
    expect([tab(rig), rig.column('As given')]).to.deep.equal(['Unknown 1', ['who']]);
    rig.button('Grant licenses…').focus();
    await sendKeys({ press: 'Enter' });
    await rig.until(() => rig.opened.length, 'opened');
    for (const words of ['1 person found.', '1 person ready', 'Pasted text: 3 entries.', '2 people ready and 1 inactive for a recall']) expect(transcript).to.include(words);
  });

  it('right to left the arrows go the other way', async () => {
    const rig = await open({ context: { ...context, direction: 'rtl' } });
    rig.find('#matched-tab').focus();
    await sendKeys({ press: 'ArrowLeft' });
    await rig.settle();
    expect(tab(rig)).to.equal('Choose who 0');
  });

  it('moved within the page it keeps its people', async () => {
    const rig = await open();
    await give(rig, 'ada');
    const place = document.createElement('div');
    rig.page.parentElement!.append(place);
    place.append(rig.page);
    await rig.settle();
    expect(rig.column('Person')).to.deep.equal(['Ada Adams']);
  });
});
