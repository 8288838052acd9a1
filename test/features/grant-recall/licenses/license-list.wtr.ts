import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { LicensingError } from '../../../../src/licensing/errors.ts';
import { crowd } from '../people/crowd.ts';
import { PageRig, context, said } from '../people/page-rig.ts';

const open = (given: Parameters<typeof PageRig.open>[1] = {}): Promise<PageRig> => PageRig.open('lic-license-list', given);

async function tick(rig: PageRig, ...names: string[]): Promise<void> {
  for (const name of names) {
    const row = rig.all('.body [role=row]').find((one) => said(one).startsWith(name));
    await rig.click(row!.querySelector<HTMLElement>('.check')!);
  }
}

describe('OT-13 the list of licenses', () => {
  it('OT-13 every product with its seats, its term and its state', async () => {
    const rig = await open();
    expect(rig.rows().map((cells) => cells.slice(1).filter((_, at) => at !== 6))).to.deep.equal([
      ['Calls', '', 'Concurrent', '2', '0', '2', 'Current', 'No end date'],
      ['CRM', 'Creatio', 'Personal', '3', '1', '2', 'Current', 'No end date'],
      ['Draw', '', 'Server', 'Unlimited', '2', 'Unlimited', 'Current', 'No end date'],
      ['Old', '', 'Personal', '0', '0', '0', 'Expired', 'Jan 1, 2024 – Dec 31, 2024'],
      ['Studio', 'Creatio', 'Personal', '50', '0', '50', 'Current', 'No end date'],
    ]);
  });

  it('OT-13 ticked ones are counted; Assign to…, a person, Apply: leads to the plan, in the order of the list', async () => {
    const rig = await open();
    expect(rig.buttons('Assign to…').filter((one) => !one.closest('.body'))).to.deep.equal([]);
    await tick(rig, 'Studio', 'CRM');
    expect(said(rig.find('.bar.tools'))).to.equal('2 licenses selected Assign to… Clear selection');
    await rig.click(rig.find('.bar.tools .primary'));
    expect([said(rig.dialog!.querySelector('h2')!), said(rig.dialog!.querySelector('ul')!)]).to.deep.equal(['Assign 2 licenses', 'CRMStudio']);
    await rig.search('carl');
    await rig.click(rig.find('[role=option]'));
    expect(rig.find<HTMLInputElement>('[role=combobox]').value).to.equal('Carl Cole');
    await rig.answer('Apply');
    expect([rig.dialog, rig.opened]).to.deep.equal([
      undefined,
      [{ name: 'grant-recall', task: { kind: 'change', who: { kind: 'users', userIds: ['carl'] }, change: 'grant', productIds: ['crm', 'studio'] } }],
    ]);
  });

  it('OT-13 nobody is assigned who was not picked: not what is typed since, and not on Cancel', async () => {
    const rig = await open();
    await tick(rig, 'CRM');
    await rig.click(rig.find('.bar.tools .primary'));
    await rig.answer('Apply');
    expect([said(rig.find('dialog .error')), rig.find('lic-person-picker').shadowRoot!.activeElement?.localName]).to.deep.equal(['First pick a person.', 'input']);
    await rig.search('carl');
    await rig.click(rig.find('[role=option]'));
    await rig.search('carla');
    await rig.answer('Apply');
    expect(said(rig.find('dialog .error'))).to.equal('First pick a person.');
    await rig.answer('Cancel');
    expect([rig.dialog, rig.opened]).to.deep.equal([undefined, []]);
  });

  it('OT-13 BX-15 by keyboard alone; Esc closes the list of people first, then the dialog; the focus returns', async () => {
    const rig = await open();
    rig.find('lic-data-grid').focus();
    await sendKeys({ press: 'ArrowDown' });
    await sendKeys({ press: 'Space' });
    await rig.settle();
    rig.find('.bar.tools .primary').focus();
    await sendKeys({ press: 'Enter' });
    await rig.settle();
    await rig.searchByKeys('bea');
    expect(rig.options()).to.deep.equal(['Bea Bell']);
    await sendKeys({ press: 'Escape' });
    await rig.settle();
    expect([rig.options(), !!rig.dialog]).to.deep.equal([[], true]);
    await sendKeys({ press: 'Escape' });
    await rig.settle();
    expect([rig.dialog, said(rig.page.shadowRoot!.activeElement!)]).to.deep.equal([undefined, 'Assign to…']);
    await sendKeys({ press: 'Enter' });
    await rig.settle();
    await rig.searchByKeys('bea');
    expect(rig.options()).to.deep.equal(['Bea Bell']);
    await sendKeys({ press: 'Enter' });
    for (const _ of ['to Cancel', 'to Apply']) await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Enter' });
    await rig.settle();
    expect(rig.opened.length).to.equal(1);
  });

  it('BX-9 a row: its license alone to a person, or its holders to another license', async () => {
    const rig = await open();
    await rig.click(rig.button('Assign to… Draw'));
    expect(said(rig.dialog!.querySelector('h2')!)).to.equal('Assign 1 license');
    await rig.answer('Cancel');
    expect(rig.button('Swap for… Studio').ariaDisabled).to.equal('true');
    await rig.press('Swap for… CRM');
    expect(rig.opened).to.deep.equal([{ name: 'grant-recall', task: { kind: 'change', who: { kind: 'holders', productId: 'crm' }, change: 'recall', productIds: [] } }]);
  });

  it('CR-10 without the right, or where no dialog can be opened, the list can be read and not ticked', async () => {
    const { openView: _, ...closed } = context;
    for (const given of [{ can: async () => false }, { context: closed }]) {
      const rig = await open(given);
      expect([rig.rows().length, rig.all('.check').length, rig.all('.body button').length]).to.deep.equal([5, 0, 0]);
      expect(rig.all('.notice').length).to.equal('can' in given ? 1 : 0);
      rig.page.remove();
    }
  });

  it('says why there is nothing, and that figures may be of before', async () => {
    const gateway = crowd();
    const broken = (): never => {
      throw new LicensingError('server');
    };
    gateway.before = broken;
    const rig = await open({ gateway });
    expect(said(rig.find('.notice span'))).to.equal('Something went wrong on the server. Try again in a moment.');
    gateway.before = () => {};
    await rig.press('Try again');
    expect(rig.rows().length).to.equal(5);
    gateway.world.products.clear();
    const empty = await open({ gateway });
    expect(said(empty.find('lic-data-grid').shadowRoot!.querySelector('.scroller')!)).to.include('There are no license products yet.');
  });

  it('nothing is lost by leaving', async () => expect(await (await open()).page.canLeave()).to.equal(true));
});
