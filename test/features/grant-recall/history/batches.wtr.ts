import { expect } from '@open-wc/testing';
import '../../../../src/features/grant-recall/history/batches.ts';
import type { Batches } from '../../../../src/features/grant-recall/history/batches.ts';
import { LicensingError } from '../../../../src/licensing/errors.ts';
import type { ViewContext } from '../../../../src/ui/view-context.ts';
import { holdTimers } from '../../../support/held-timers.ts';
import type { MemoryBulk } from '../../../support/memory-bulk.ts';
import { ElementRig, english, said } from '../ledger/element-rig.ts';
import { applyItems, company, context, grantBoth, grantCrm, makeBatch, undo } from '../ledger/made.ts';

const able: ViewContext = { ...context, openView: () => {} };

// What is followed is read no more often than every two seconds: these end when a test says so.
const timers = holdTimers(600);

function open(gateway: MemoryBulk, given: Partial<Batches> = {}): Promise<ElementRig<Batches>> {
  return ElementRig.open<Batches>('lic-batches', { gateway, context: able, text: english, userId: 'supervisor', can: async () => true, ...given });
}

async function opened(bulk: MemoryBulk, given: Partial<Batches> = {}): Promise<ElementRig<Batches>> {
  const rig = await open(bulk, given);
  await rig.until(() => rig.rows().length, 'rows');
  return rig;
}

/** Two of the supervisor's, one of them interrupted, and one of somebody else. */
async function office(): Promise<MemoryBulk> {
  const bulk = company();
  await makeBatch(bulk);
  await makeBatch(bulk.browser({ id: 'ivan', name: 'Ivan Petrenko' }), grantCrm);
  await makeBatch(bulk, [{ kind: 'recall', productId: 'studio' }], 5);
  return bulk;
}

const rowAction = (rig: ElementRig<Batches>, at: number, label: string): HTMLElement =>
  rig.all('.body [role=row]').sort((a, b) => Number(a.ariaRowIndex) - Number(b.ariaRowIndex))[at]!.querySelector<HTMLElement>(`button[aria-label^="${label}"]`)!;

describe('BX-5 the history of batches', () => {
  it('who, when, what, for how many, in which state and with what result; the latest first', async () => {
    const rig = await opened(await office());
    const columns = ['Who', 'What', 'People', 'State', 'Result'].map((name) => rig.column(name));
    expect(rig.rows().map((_, at) => columns.map((cells) => cells[at]))).to.deep.equal([
      ['Supervisor', 'Recall Studio', '12', 'Interrupted', '5 applied, 7 not attempted'],
      ['Ivan Petrenko', 'Grant Creatio CRM', '12', 'Done', '12 skipped'],
      ['Supervisor', 'Grant Creatio CRM, Studio', '12', 'Done', '18 applied, 6 skipped'],
    ]);
    expect(rig.column('When')[0]).to.equal('Nov 21, 2026, 12:00 PM');
    expect(rig.all('[type=search]')).to.deep.equal([]);
    await expect(rig.element).to.be.accessible();
  });

  it('only mine, if I wish so', async () => {
    const rig = await opened(await office());
    const [box] = rig.all('label input') as HTMLInputElement[];
    await rig.click(box!);
    await rig.until(() => rig.rows().length === 2, 'mine');
    expect(new Set(rig.column('Who'))).to.deep.equal(new Set(['Supervisor']));
    await rig.click(box!);
    await rig.until(() => rig.rows().length === 3, 'everybody’s');
  });

  it('a batch opens in place, and the way back leads to its row', async () => {
    const rig = await opened(await office());
    await rig.click(rowAction(rig, 2, 'Show Grant'));
    await rig.until(() => rig.says('h2').length, 'ledger');
    expect([rig.says('h2'), said(rig.focused)]).to.deep.equal([['Grant Creatio CRM, Studio · 12 people'], 'All batches']);
    await expect(rig.element).to.be.accessible();
    await rig.click('All batches');
    expect([rig.all('lic-batch-ledger'), rig.rows().length, rig.focused.closest('[role=row]')?.ariaRowIndex]).to.deep.equal([[], 3, '4']);
  });

  it('BX-15 a keyboard is enough: down to a batch, in, and back to where it stood', async () => {
    const bulk = company(3);
    for (let at = 0; at < 40; at++) await makeBatch(bulk, grantCrm);
    const rig = await opened(bulk);
    rig.all('lic-data-grid')[0]!.focus();
    await rig.press('Control+End', 'Home');
    const place = rig.focused.closest('[role=row]')!.ariaRowIndex;
    const [scroller] = rig.all('.scroller');
    const top = scroller!.scrollTop;
    expect(top).to.be.greaterThan(0);
    await rig.press('Enter');
    await rig.until(() => rig.says('h2').length, 'ledger');
    await rig.press('Enter');
    await rig.until(() => rig.focused.closest('[role=row]'), 'back');
    expect([rig.focused.closest('[role=row]')!.ariaRowIndex, rig.all('.scroller')[0]!.scrollTop]).to.deep.equal([place, top]);
  });

  it('BX-4 a batch and its undo lead to each other', async () => {
    const bulk = company();
    await undo(bulk, (await makeBatch(bulk, grantCrm)).id);
    const rig = await opened(bulk);
    expect(rig.column('What')).to.deep.equal(['Undo: Recall Creatio CRM', 'Grant Creatio CRM']);
    await rig.click(rowAction(rig, 1, 'Its undo'));
    await rig.until(() => rig.says('h2')[0]?.startsWith('Undo'), 'undo');
    await rig.click('Undoes the batch of Supervisor, Nov 21, 2026, 12:00 PM');
    await rig.until(() => rig.says('h2')[0]?.startsWith('Grant'), 'undone');
    expect(rig.led).to.deep.equal([]);
    await rig.click('All batches');
    await rig.click(rowAction(rig, 0, 'What it undoes'));
    await rig.until(() => rig.says('h2')[0]?.startsWith('Grant'), 'undone');
  });

  it('a link opens its batch without the list, which comes when somebody goes there', async () => {
    const bulk = company();
    const { id } = await makeBatch(bulk, grantCrm);
    const rig = await open(bulk, { batchId: id });
    await rig.until(() => rig.rows().length === 12, 'ledger');
    expect(rig.all('lic-data-grid').length).to.equal(1);
    await rig.click('All batches');
    await rig.until(() => rig.rows().length === 1, 'list');
    rig.element.context = { ...able, theme: 'dark' };
    await rig.settle();
    expect(rig.says('h2')).to.deep.equal([]);
  });
});

describe('BX-3 interrupted batches', () => {
  it('are told of above the list, to be gone on with', async () => {
    const rig = await opened(await office());
    expect(rig.says('.interrupted strong')).to.deep.equal(['A batch was interrupted: 5 done, 0 unknown, 7 left']);
    await rig.click('Go on');
    expect(rig.led).to.deep.equal([{ name: 'grant-recall', task: { kind: 'batch', batchId: (await rig.element.gateway.batches({ mine: true, open: true, cursor: null, limit: 1 }, new AbortController().signal)).items[0]!.id } }]);
  });

  it('can be stopped where they are: said, and seen in the list', async () => {
    const rig = await opened(await office());
    await rig.click('Stop here');
    timers.letGo();
    await rig.until(() => !rig.says('.interrupted').length, 'gone');
    await rig.until(() => rig.column('State')[0] === 'Stopped', 'state');
    expect(said(rig.element.shadowRoot!.querySelector('p[role=status]')!)).to.equal('Stopped. What was not attempted stays as it is.');
  });

  it('of somebody else are not for me, and a host that opens nothing goes on with none', async () => {
    const bulk = company();
    await makeBatch(bulk, grantCrm, 5);
    expect((await opened(bulk, { userId: 'ivan' })).says('.interrupted')).to.deep.equal([]);
    const rig = await opened(bulk, { context });
    expect([rig.buttons().includes('Go on'), rig.buttons().includes('Stop here')]).to.deep.equal([false, true]);
  });

  it('three are offered, of more it is said how many', async () => {
    const bulk = company();
    for (let at = 0; at < 5; at++) await makeBatch(bulk, grantCrm, at);
    const rig = await opened(bulk);
    expect([rig.says('.interrupted').length, rig.says('.notice:not(.interrupted)')]).to.deep.equal([3, ['2 more were interrupted.']]);
    await expect(rig.element).to.be.accessible();
  });

  it('one that can’t be stopped stays, with why', async () => {
    const bulk = await office();
    const rig = await opened(bulk);
    bulk.before = (call) => {
      if (call === 'stop') throw new LicensingError('server');
    };
    await rig.click('Stop here');
    expect(rig.says('.notice:not(.interrupted) span')).to.deep.equal(['Something went wrong on the server. Try again in a moment.']);
    expect(rig.says('.interrupted').length).to.equal(1);
    await expect(rig.element).to.be.accessible();
  });
});

describe('BX-5 the history that is empty, on its way, or can’t be had', () => {
  it('none yet is a sentence', async () => {
    const rig = await open(company());
    await rig.until(() => rig.says('[role=note]').length, 'sentence');
    expect(rig.says('[role=note]')[0]).to.include('No batch yet.');
    await expect(rig.element).to.be.accessible();
  });

  it('on its way it says so', async () => {
    const bulk = company();
    bulk.before = () => new Promise(() => {});
    const rig = await open(bulk);
    expect(rig.says('.status span')).to.include('Loading more…');
    await expect(rig.element).to.be.accessible();
  });

  it('says why not, once, and can be tried again', async () => {
    const bulk = await office();
    bulk.before = () => {
      throw new LicensingError('forbidden');
    };
    const rig = await open(bulk);
    expect(rig.says('[role=alert]').length).to.equal(1);
    expect(rig.says('[role=alert]')[0]).to.include('You don’t have the right');
    await expect(rig.element).to.be.accessible();
    bulk.before = () => {};
    await rig.click('Try again');
    await rig.until(() => rig.rows().length === 3, 'rows');
  });

  it('whoever comes back to the page sees what is so now', async () => {
    const bulk = company();
    const { id } = await makeBatch(bulk, grantBoth, 5);
    const rig = await opened(bulk);
    const elsewhere = document.body.appendChild(document.createElement('button'));
    elsewhere.focus();
    await applyItems(bulk, id, 5, 24);
    await makeBatch(bulk, grantCrm);
    elsewhere.blur();
    rig.all('lic-data-grid')[0]!.focus();
    timers.letGo();
    await rig.until(() => rig.rows().length === 2, 'a batch more');
    expect(rig.column('State')).to.deep.equal(['Done', 'Done']);
    elsewhere.remove();
  });
});
