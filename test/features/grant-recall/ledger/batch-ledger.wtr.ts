import { expect } from '@open-wc/testing';
import '../../../../src/features/grant-recall/ledger/batch-ledger.ts';
import type { BatchLedger } from '../../../../src/features/grant-recall/ledger/batch-ledger.ts';
import { LicensingError } from '../../../../src/licensing/errors.ts';
import type { ViewContext } from '../../../../src/ui/view-context.ts';
import { holdTimers } from '../../../support/held-timers.ts';
import type { MemoryBulk } from '../../../support/memory-bulk.ts';
import { ElementRig, catchDownloads, english, said } from './element-rig.ts';
import { applyItems, company, context, grantCrm, makeBatch, undo } from './made.ts';

const able: ViewContext = { ...context, openView: () => {}, linkTo: ({ batchId }) => `https://crm.example/batches/${batchId}` };

// A batch is read no more often than every two seconds, and by itself after a while: these end when a test says so.
const timers = holdTimers(600);

function open(gateway: MemoryBulk, batchId: string, given: Partial<BatchLedger> = {}): Promise<ElementRig<BatchLedger>> {
  return ElementRig.open<BatchLedger>('lic-batch-ledger', { gateway, batchId, context: able, text: english, userId: 'supervisor', ...given });
}

async function opened(bulk = company(), given: Partial<BatchLedger> = {}): Promise<ElementRig<BatchLedger>> {
  const { id } = await makeBatch(bulk);
  const rig = await open(bulk, id, given);
  await rig.until(() => rig.rows().length, 'rows');
  return rig;
}

/** One of the labels of the filter, with its count. */
const chips = (rig: ElementRig<BatchLedger>): string[] => rig.says('.chips button');
const pressed = (rig: ElementRig<BatchLedger>): string[] => rig.says('.chips [aria-pressed=true]');
const doing = (rig: ElementRig<BatchLedger>): string[] => rig.says('.doing button');

describe('BX-5 the ledger of a batch', () => {
  it('says who did what for how many, when, and how it ended, item by item', async () => {
    const rig = await opened();
    expect(rig.says('h2')).to.deep.equal(['Grant Creatio CRM, Studio · 12 people']);
    expect(rig.says('.head .quiet')[0]).to.equal('By Supervisor, Nov 21, 2026, 12:00 PM');
    expect(rig.says('.state')).to.deep.equal(['Done']);
    expect(rig.rows().length).to.equal(24);
    const line = (name: string): string[] => rig.rows().find((cells) => cells[0] === name)!;
    expect(line('Person 1').slice(1, -1)).to.deep.equal(
      ['Creatio CRM', 'Grant', 'Already held', 'Skipped', 'This user already has an active assignment for this license.', 'already-held'],
    );
    expect(line('Person 4').slice(1)).to.deep.equal(['Creatio CRM', 'Grant', 'Grant', 'Applied', '', '', 'Nov 21, 2026, 12:00 PM']);
    await expect(rig.element).to.be.accessible();
  });

  it('counts every item once, and a press on a count shows those alone', async () => {
    const rig = await opened();
    expect(chips(rig)).to.deep.equal(['All 24', 'Applied 18', 'No seats left 1', 'Already held 1', 'Inactive 2', 'System account 2']);
    await rig.click('Inactive 2');
    await rig.until(() => rig.rows().length === 2, 'inactive');
    expect([pressed(rig), rig.column('Person')]).to.deep.equal([['Inactive 2'], ['Person 2', 'Person 2']]);
    await expect(rig.element).to.be.accessible();
    await rig.click('Inactive 2');
    await rig.until(() => rig.rows().length === 24, 'all');
    expect(pressed(rig)).to.deep.equal(['All 24']);
  });

  it('shows one product, and the grid’s own way to clear filters clears it too', async () => {
    const rig = await opened();
    const [select] = rig.all('select') as HTMLSelectElement[];
    select!.value = 'studio';
    select!.dispatchEvent(new Event('change'));
    await rig.until(() => rig.rows().length === 12, 'one product');
    await rig.click('Already held 1');
    await rig.until(() => rig.all('.notice').length, 'none');
    await rig.click('Clear filters');
    await rig.until(() => rig.rows().length === 24, 'all');
    expect([pressed(rig), select!.value]).to.deep.equal([['All 24'], '']);
  });

  it('BX-1 what ended otherwise than planned can be shown alone', async () => {
    const bulk = company();
    const { id } = await makeBatch(bulk, undefined, 0);
    bulk.world.hold('p5', 'crm');
    await applyItems(bulk, id, 0, 24);
    const rig = await open(bulk, id);
    await rig.click('Otherwise than planned 1');
    await rig.until(() => rig.rows().length === 1, 'drifted');
    expect(rig.rows()[0]!.slice(0, 5)).to.deep.equal(['Person 5', 'Creatio CRM', 'Grant', 'Grant', 'Skipped']);
  });

  it('BX-15 a keyboard is enough: to a count, to a row, and along it', async () => {
    const rig = await opened();
    rig.button('All 24').focus();
    await rig.press('Tab', 'Tab', 'Space');
    await rig.until(() => rig.rows().length === 1, 'filtered');
    expect(said(rig.focused)).to.equal('No seats left 1');
    while (rig.focused.role !== 'columnheader' && rig.focused.role !== 'gridcell') await rig.press('Tab');
    await rig.press('ArrowDown', 'ArrowRight');
    expect(said(rig.focused)).to.equal('Creatio CRM');
  });
});

describe('BX-5 what can be done about a batch', () => {
  it('BX-4 it is undone elsewhere; once it is, the ledger says by whom and leads there', async () => {
    const bulk = company();
    const { id } = await makeBatch(bulk);
    const before = await open(bulk, id);
    await before.click('Undo');
    expect(before.led).to.deep.equal([{ name: 'grant-recall', task: { kind: 'undo', batchId: id } }]);
    before.element.remove();
    const { id: undoId } = await undo(bulk, id);
    const rig = await open(bulk, id);
    expect(doing(rig)).to.deep.equal(['Copy link']);
    await rig.click('Undone by Supervisor, Nov 21, 2026, 12:00 PM');
    expect(rig.led).to.deep.equal([{ name: 'batches', batchId: undoId }]);
    const other = await open(bulk, undoId);
    expect([doing(other), other.says('h2')]).to.deep.equal([['Undo', 'Copy link'], ['Undo: Recall Studio, Creatio CRM · 10 people']]);
    await other.click('Undoes the batch of Supervisor, Nov 21, 2026, 12:00 PM');
    expect(other.led).to.deep.equal([{ name: 'batches', batchId: id }]);
    await expect(other.element).to.be.accessible();
  });

  it('BX-4 what has changed nothing can’t be undone', async () => {
    const bulk = company();
    await makeBatch(bulk);
    const { id } = await makeBatch(bulk);
    expect(doing(await open(bulk, id))).to.deep.equal(['Copy link']);
  });

  it('BX-3 whoever made it can go on with what was left, and nobody else', async () => {
    const bulk = company();
    const { id } = await makeBatch(bulk, undefined, 10);
    const mine = await open(bulk, id);
    expect(mine.says('.state')).to.deep.equal(['Interrupted']);
    await mine.click('Go on');
    expect(mine.led).to.deep.equal([{ name: 'grant-recall', task: { kind: 'batch', batchId: id } }]);
    await expect(mine.element).to.be.accessible();
    expect(doing(await open(bulk, id, { userId: 'somebody' }))).to.deep.equal(['Undo', 'Copy link']);
  });

  it('what failed and may do better can be retried, what was refused for good can’t', async () => {
    const bulk = company();
    bulk.host.batches.fail = ({ userId }) => (userId === 'p4' ? 'server' : null);
    const rig = await opened(bulk);
    expect(chips(rig)).to.include('Failed 2');
    await rig.click('Retry failed');
    expect(rig.led.map(({ name }) => name)).to.deep.equal(['grant-recall']);
    const refused = company();
    refused.host.batches.fail = ({ userId }) => (userId === 'p4' ? 'rejected' : null);
    expect(doing(await opened(refused))).to.deep.equal(['Undo', 'Copy link']);
  });

  it('BX-5 in the dialog it leaves to the run what that says and does, and is read again at once when that has ended', async () => {
    const bulk = company();
    bulk.host.batches.fail = ({ userId }) => (userId === 'p4' ? 'server' : null);
    const { id } = await makeBatch(bulk, undefined, 10);
    const rig = await open(bulk, id, { live: { phase: 'running' }, bare: true });
    expect([rig.says('h2, .state'), doing(rig)]).to.deep.equal([[], ['Copy link']]);
    await applyItems(bulk, id, 10, 24);
    rig.element.live = { phase: 'ended' };
    await rig.settle();
    expect([rig.says('h2, .state'), doing(rig)]).to.deep.equal([[], ['Undo', 'Copy link']]);
    expect(chips(rig)).to.include('Applied 16');
    await expect(rig.element).to.be.accessible();
  });

  it('what a host can’t show is not offered', async () => {
    const bulk = company();
    const { id } = await makeBatch(bulk, undefined, 10);
    expect(doing(await open(bulk, id, { context }))).to.deep.equal([]);
    expect(doing(await open(bulk, id, { context: { ...able, linkTo: () => null } }))).to.deep.equal(['Go on', 'Undo']);
  });

  it('its address is copied, or shown where that is not allowed', async () => {
    const rig = await opened();
    const written: string[] = [];
    const { clipboard } = navigator;
    const allow = (writeText: (words: string) => Promise<void>): void => void Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true });
    allow(async (words) => void written.push(words));
    await rig.click('Copy link');
    expect([written, rig.says('.head [role=status]')]).to.deep.equal([[`https://crm.example/batches/${rig.element.batchId}`], ['Link copied.']]);
    allow(() => Promise.reject(new Error('not allowed')));
    await rig.click('Copy link');
    expect(rig.says('.head [role=status]')[0]).to.include(`https://crm.example/batches/${rig.element.batchId}`);
    Object.defineProperty(navigator, 'clipboard', { value: clipboard, configurable: true });
  });
});

describe('BX-5 the ledger as a file', () => {
  let downloads: ReturnType<typeof catchDownloads>;
  beforeEach(() => (downloads = catchDownloads()));
  afterEach(() => downloads.end());

  it('OT-12 has what is filtered and searched for, cell by cell as on screen, and says how many', async () => {
    const rig = await opened();
    await rig.click('Applied 18');
    await rig.press('/');
    await rig.press(...'login1');
    await rig.until(() => rig.rows().length === 6, 'filtered');
    await rig.click('Export CSV');
    await rig.until(() => downloads.files.length, 'download');
    const [file] = downloads.files;
    expect(file!.name).to.equal(`batch-${rig.element.batchId.slice(0, 8)}.csv`);
    const lines = (await file!.text).trimEnd().split('\r\n').slice(1).map((line) => line.split(','));
    expect(lines.map(([name, , , ...rest]) => [name, ...rest.slice(0, 6)])).to.deep.equal(rig.rows().map((cells) => cells.slice(0, 7)));
    expect(rig.says('.tools [role=status]')).to.deep.equal(['6 rows exported.']);
  });

  it('says how far it is, and leaves no file when it is cancelled', async () => {
    const bulk = company();
    const rig = await opened(bulk);
    let release = (): void => {};
    bulk.before = (call) => (call === 'ledger' ? new Promise((resolve) => (release = resolve)) : undefined);
    await rig.click('Export CSV');
    expect(rig.says('.tools span')).to.include('Exporting: 0 of 0');
    await expect(rig.element).to.be.accessible();
    await rig.click('Cancel');
    release();
    await rig.settle();
    expect([downloads.files, rig.buttons().includes('Export CSV')]).to.deep.equal([[], true]);
  });

  it('one that fails says why, and can be tried again', async () => {
    const bulk = company();
    const rig = await opened(bulk);
    bulk.before = (call) => {
      if (call === 'ledger') throw new LicensingError('server');
    };
    await rig.click('Export CSV');
    expect(rig.says('.notice span')).to.deep.equal(['Something went wrong on the server. Try again in a moment.']);
    await expect(rig.element).to.be.accessible();
    bulk.before = () => {};
    await rig.click('Try again');
    await rig.until(() => downloads.files.length, 'download');
    expect(rig.says('.notice')).to.deep.equal([]);
  });
});

describe('BX-5 a ledger that is on its way, or can’t be had', () => {
  it('says that it is being loaded', async () => {
    const bulk = company();
    const { id } = await makeBatch(bulk);
    bulk.before = () => new Promise(() => {});
    const rig = await open(bulk, id);
    expect(rig.all('.skeleton')[0]!.ariaLabel).to.equal('Loading the batch…');
    await expect(rig.element).to.be.accessible();
  });

  it('says why not, and can be tried again', async () => {
    const bulk = company();
    const { id } = await makeBatch(bulk);
    bulk.before = () => {
      throw new LicensingError('forbidden');
    };
    const rig = await open(bulk, id);
    expect(rig.says('.notice span')[0]).to.include('You don’t have the right');
    await expect(rig.element).to.be.accessible();
    bulk.before = () => {};
    await rig.click('Try again');
    await rig.until(() => rig.rows().length === 24, 'rows');
  });

  it('another batch shows nothing of the one before', async () => {
    const bulk = company();
    const rig = await opened(bulk);
    await rig.click('Inactive 2');
    rig.element.batchId = (await makeBatch(bulk, grantCrm)).id;
    await rig.until(() => rig.rows().length === 12, 'other rows');
    expect([pressed(rig), rig.says('h2'), rig.all('select').length]).to.deep.equal([['All 12'], ['Grant Creatio CRM · 12 people'], 0]);
  });

  it('BX-3 with a run beside, counts and rows keep up, and nothing moves', async () => {
    const bulk = company(60);
    const { id } = await makeBatch(bulk, undefined, 10);
    const rig = await open(bulk, id, { live: { phase: 'running' } });
    await rig.until(() => rig.rows().length, 'rows');
    expect(chips(rig)).to.include('Not attempted 110');
    const [scroller] = rig.all('.scroller');
    scroller!.scrollTop = 600;
    await rig.settle();
    const before = rig.column('Person');
    await applyItems(bulk, id, 10, 120);
    rig.element.live = { phase: 'running' };
    await rig.settle();
    timers.letGo();
    await rig.until(() => !chips(rig).includes('Not attempted 110'), 'counts');
    await rig.until(() => !rig.column('Outcome').includes('Not attempted'), 'rows');
    expect([rig.column('Person'), scroller!.scrollTop]).to.deep.equal([before, 600]);
  });

  it('asks nothing more once it is taken away, and goes on when it is only moved', async () => {
    const bulk = company();
    const { id } = await makeBatch(bulk, undefined, 10);
    const rig = await open(bulk, id);
    await rig.until(() => rig.rows().length, 'rows');
    bulk.calls.length = 0;
    rig.element.parentElement!.append(rig.element);
    await rig.settle();
    expect(bulk.calls).to.deep.equal([]);
    expect(rig.rows().length).to.equal(24);
    rig.element.remove();
    await rig.settle();
    document.body.append(rig.element);
    await rig.until(() => rig.rows().length === 24, 'rows again');
    rig.element.remove();
  });
});
