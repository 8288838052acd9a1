import { expect } from '@open-wc/testing';
import type { BulkTask } from '../../../src/features/grant-recall/grant-recall.state.ts';
import { LicensingError } from '../../../src/licensing/errors.ts';
import type { Question } from '../../../src/ui/view-context.ts';
import { company, grantTo, recallFrom } from './company.ts';
import { DialogRig, type Opened, context, said } from './dialog-rig.ts';

const result = (rig: DialogRig): string[] => rig.all('strong').map(said);

/** Ticks products, and has them carried out. */
async function carriedOut(products: readonly string[], confirm: string, given: Opened = {}): Promise<DialogRig> {
  const rig = await DialogRig.open(given);
  for (const product of products) await rig.tick(product);
  await rig.press('Next');
  await rig.confirm(confirm);
  await rig.until(() => rig.buttons('Close').length, 'done');
  return rig;
}

/** Stops in the middle of carrying out; what is answered goes on with it. */
async function underWay(given: Opened = {}): Promise<{ rig: DialogRig; goOn: () => void }> {
  const gateway = company();
  let goOn = (): void => {};
  gateway.beforeSettled = () => new Promise<void>((resolve) => (goOn = resolve));
  const rig = await DialogRig.open({ gateway, ...given });
  await rig.tick('Studio');
  await rig.press('Next');
  await rig.confirm('Grant 4');
  await rig.until(() => rig.buttons('Minimise').length, 'under way');
  return { rig, goOn: () => { gateway.beforeSettled = () => {}; goOn(); } };
}

describe('the whole way', () => {
  it('CR-6 BX-1 choose, check, confirm: the result is what the plan showed', async () => {
    const rig = await DialogRig.open();
    expect(rig.frame.open).to.equal(true);
    expect(said(rig.find('h2'))).to.equal('Grant licenses');
    expect(said(rig.find('.head p'))).to.equal('4 people, fixed at 12:00 PM');
    await rig.tick('CRM');
    await rig.press('Next');
    expect(rig.rows().map(([person, , effect]) => `${person}: ${effect}`)).to.deep.equal(['Ada Adams: Already held', 'Bea Bell: Grant', 'Carl Cole: Grant', 'Dora Dean: No seats left']);
    expect(rig.gateway.calls.some((call) => call.startsWith('createBatch'))).to.equal(false);
    await rig.confirm('Grant 2');
    await rig.until(() => rig.buttons('Close').length, 'done');
    expect(result(rig)).to.include('Bulk assign for 4 people: 2 assigned, 2 skipped (1 no seats left, 1 already assigned)');
    await rig.press('Close');
    expect([rig.happened, rig.all('dialog')]).to.deep.equal([['close'], []]);
  });

  it('OT-13 OT-14 one person, several licenses: the plan at once, and the result line word for word', async () => {
    const gateway = company();
    for (const id of ['one', 'two', 'three', 'four']) gateway.world.addProduct({ id, name: id });
    gateway.world.addProduct({ id: 'full', name: 'Full' }, 0);
    const task: BulkTask = { kind: 'change', who: { kind: 'users', userIds: ['ada'] }, change: 'grant', productIds: ['one', 'two', 'three', 'four', 'full', 'crm'] };
    const rig = await DialogRig.open({ gateway, task });
    expect(said(rig.find('.head p'))).to.equal('Ada Adams, fixed at 12:00 PM');
    await rig.confirm('Grant 4');
    await rig.until(() => rig.buttons('Close').length, 'done');
    expect(result(rig)).to.include('Bulk assign: 4 assigned, 2 skipped (1 no seats left, 1 already assigned)');
  });

  it('grant and recall in one go say so before and after', async () => {
    const rig = await DialogRig.open();
    await rig.tick('Studio');
    await rig.click(rig.all('input[name=verb]')[1]!);
    await rig.tick('CRM');
    await rig.press('Next');
    await rig.confirm('Grant 4, recall 1');
    await rig.until(() => rig.buttons('Close').length, 'done');
    expect(result(rig)).to.include('Bulk change for 4 people: 4 assigned, 1 recalled, 3 skipped (3 not assigned)');
  });

  it('BX-1 what ended otherwise than the preview showed is said plainly', async () => {
    const rig = await DialogRig.open();
    await rig.tick('Studio');
    await rig.press('Next');
    rig.gateway.world.hold('bea', 'studio');
    await rig.confirm('Grant 4');
    await rig.until(() => rig.buttons('Close').length, 'done');
    expect(said(rig.find('p.warning.result'))).to.equal('1 cell ended otherwise than the preview showed.');
  });

  it('nothing to change can’t be confirmed', async () => {
    const rig = await DialogRig.open({ task: grantTo('ada') });
    await rig.tick('CRM');
    await rig.press('Next');
    expect(rig.find('.foot .primary').ariaDisabled).to.equal('true');
    await rig.confirm('Nothing to change');
    expect(rig.gateway.calls.some((call) => call.startsWith('createBatch'))).to.equal(false);
  });

  it('Back keeps what is ticked; Cancel sends nothing', async () => {
    const rig = await DialogRig.open();
    await rig.tick('Studio');
    await rig.press('Next');
    await rig.press('Back');
    expect(rig.product('Studio').querySelector<HTMLInputElement>('[type=checkbox]')!.checked).to.equal(true);
    await rig.press('Cancel');
    expect(rig.happened).to.deep.equal(['close']);
    expect(rig.gateway.calls.some((call) => call.startsWith('createBatch'))).to.equal(false);
  });
});

describe('trouble', () => {
  it('an answer lost while confirming says that nothing is changed, and goes on by itself', async () => {
    const rig = await DialogRig.open();
    await rig.tick('Studio');
    await rig.press('Next');
    // It tries again by itself, so it stays lost for as long as we look.
    rig.gateway.after = (call) => {
      if (call.startsWith('createBatch')) throw new LicensingError('offline');
    };
    await rig.confirm('Grant 4');
    expect(rig.notices().join()).to.match(/^You are offline\..*Nothing has been changed yet\.$/);
    rig.gateway.after = () => {};
    await rig.press('Try again');
    await rig.until(() => rig.buttons('Close').length, 'done');
    expect(rig.gateway.world.history.filter(({ change }) => change === 'grant').length).to.equal(4);
  });

  it('a selection that is gone says what to do', async () => {
    const rig = await DialogRig.open({ task: { kind: 'change', who: { kind: 'selection', selectionId: 'gone' }, change: 'grant', productIds: [] } });
    expect(rig.notices()).to.deep.equal(['This selection is no longer kept. Select the people again.']);
  });

  it('BX-14 ids that are nobody’s are told', async () => {
    const rig = await DialogRig.open({ task: grantTo('ada', 'x1', 'x2', 'x3', 'x4', 'x5') });
    expect(said(rig.find('.head .warning'))).to.equal('5 selected ids belong to nobody and are left out: x1, x2, x3 and 2 more');
  });

  it('CR-10 who may not change licenses is told', async () => {
    const rig = await DialogRig.open({ can: async () => false });
    expect(rig.notices()).to.deep.equal(['You can see licenses but not change them.']);
  });
});

describe('while a batch is carried out', () => {
  it('it can be minimised and shown again; the page behind can be used meanwhile', async () => {
    const { rig, goOn } = await underWay();
    await rig.press('Minimise');
    expect([rig.frame.open, rig.all('.mini').length]).to.deep.equal([false, 1]);
    await rig.press('Show');
    expect([rig.frame.open, rig.all('.mini').length]).to.deep.equal([true, 0]);
    goOn();
    await rig.until(() => rig.buttons('Close').length, 'done');
  });

  it('minimised, the host tells once what it came to', async () => {
    const told: { kind: string; text: string }[] = [];
    const { rig, goOn } = await underWay({ context: { ...context, notify: (message) => void told.push(message) } });
    await rig.press('Minimise');
    goOn();
    await rig.until(() => told.length, 'told');
    await rig.press('Show');
    expect(told).to.deep.equal([{ kind: 'success', text: 'Bulk assign for 4 people: 4 assigned' }]);
  });

  it('leaving asks, and staying stays; the host knows that something is pending', async () => {
    const asked: Question[] = [];
    const pending: boolean[] = [];
    const confirm = async (question: Question): Promise<boolean> => (asked.push(question), false);
    const { rig, goOn } = await underWay({ context: { ...context, confirm, pending: (on) => void pending.push(on) } });
    expect(await rig.dialog.canLeave()).to.equal(false);
    expect(asked[0]!.title).to.equal('Leave while licenses are being changed?');
    goOn();
    await rig.until(() => rig.buttons('Close').length, 'done');
    expect(await rig.dialog.canLeave()).to.equal(true);
    expect([asked.length, pending]).to.deep.equal([1, [true, false]]);
  });

  it('a change of the host’s colours changes nothing else', async () => {
    const { rig, goOn } = await underWay();
    const task = JSON.parse(JSON.stringify(rig.dialog.task)) as BulkTask;
    Object.assign(rig.dialog, { context: { ...context, theme: 'dark' }, task });
    await rig.settle();
    goOn();
    await rig.until(() => rig.buttons('Close').length, 'done');
    expect(rig.gateway.calls.filter((call) => call.startsWith('select')).length).to.equal(1);
  });
});

describe('BX-4 undo', () => {
  it('is planned, confirmed and carried out in the same window', async () => {
    const rig = await carriedOut(['Draw'], 'Recall 2', { task: recallFrom('ada', 'bea') });
    await rig.until(() => rig.buttons('Undo').length, 'undo');
    await rig.press('Undo');
    await rig.until(() => rig.all('lic-bulk-plan').length, 'plan');
    expect([said(rig.find('h2')), said(rig.find('.head p'))]).to.deep.equal(['Undo a batch', 'Takes back the batch of Supervisor, Nov 21, 2026, 12:00 PM']);
    await rig.confirm('Grant 2');
    await rig.until(() => rig.buttons('Close').length, 'done');
    expect(result(rig)).to.include('Undo for 2 people: 2 assigned');
    expect(rig.happened).to.deep.equal([]);
  });

  it('nothing left to be taken back is said', async () => {
    const rig = await carriedOut(['CRM'], 'Recall 1', { task: recallFrom('ada') });
    const { items } = await rig.gateway.batches({ mine: true, open: false, cursor: null, limit: 1 }, new AbortController().signal);
    rig.gateway.before = (call) => {
      if (call === 'planUndo') throw new LicensingError('rejected');
    };
    const again = await DialogRig.open({ gateway: rig.gateway, task: { kind: 'undo', batchId: items[0]!.id } });
    expect(again.notices()).to.deep.equal(['Nothing of this batch is left to be taken back.']);
  });
});
