import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { LicensingError } from '../../../../src/licensing/errors.ts';
import { PageRig } from './page-rig.ts';

const field = (rig: PageRig): HTMLInputElement => rig.find<HTMLInputElement>('[role=combobox]');
const active = (rig: PageRig): string | undefined => {
  const id = field(rig).getAttribute('aria-activedescendant');
  return id === null ? undefined : rig.find(`#${id} bdi`).textContent!;
};

describe('OT-5 the field that finds a person', () => {
  it('OT-5 BX-15 by keyboard: type, arrows round and round, Enter; the field is free for the next one', async () => {
    const rig = await PageRig.open('lic-selection-basket');
    field(rig).focus();
    await rig.searchByKeys('team');
    expect([rig.options(), active(rig), field(rig).ariaExpanded]).to.deep.equal([['Tess Team', 'Tom Team'], 'Tess Team', 'true']);
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp']) await sendKeys({ press: key });
    await rig.settle();
    expect(active(rig)).to.equal('Tom Team');
    await sendKeys({ press: 'Enter' });
    await rig.settle();
    expect([field(rig).value, rig.popSaid(), rig.column('Person')]).to.deep.equal(['', '', ['Tom Team']]);
    expect(field(rig).ariaExpanded).to.equal('false');
  });

  it('OT-5 a click picks as well, and the field keeps the focus', async () => {
    const rig = await PageRig.open('lic-selection-basket');
    field(rig).focus();
    await rig.search('team');
    const option = rig.all('[role=option]')[1]!;
    expect(option.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true, cancelable: true }))).to.equal(false);
    await rig.click(option);
    expect(rig.column('Person')).to.deep.equal(['Tom Team']);
    expect(rig.find('lic-person-picker').shadowRoot!.activeElement).to.equal(field(rig));
  });

  it('OT-17 nobody active: the empty state says that who is not listed has no active account, and so it is read out', async () => {
    const rig = await PageRig.open('lic-selection-basket');
    field(rig).focus();
    const transcript = rig.transcript();
    await rig.search('ina');
    const words = 'No active account matches. A person who is not listed has no active account.';
    expect(rig.popSaid()).to.equal(words);
    await rig.until(() => transcript.includes(words), 'read out');
    await sendKeys({ press: 'Enter' });
    expect(rig.rows()).to.deep.equal([]);
  });

  it('Esc closes the list and keeps what was typed; an arrow opens it again', async () => {
    const rig = await PageRig.open('lic-selection-basket');
    field(rig).focus();
    await rig.search('team');
    await sendKeys({ press: 'Escape' });
    await rig.settle();
    expect([rig.options(), field(rig).value]).to.deep.equal([[], 'team']);
    await sendKeys({ press: 'ArrowDown' });
    await rig.settle();
    expect(rig.options()).to.deep.equal(['Tess Team', 'Tom Team']);
  });

  it('what could not be searched is said, and tried again', async () => {
    const rig = await PageRig.open('lic-selection-basket');
    rig.gateway.before = () => {
      throw new LicensingError('forbidden');
    };
    field(rig).focus();
    await rig.search('team');
    expect(rig.popSaid()).to.include('You don’t have the right to do this.');
    rig.gateway.before = () => {};
    await sendKeys({ press: 'Enter' });
    await rig.until(() => rig.options().length === 2, 'found');
  });

  it('leaving the field closes the list', async () => {
    const rig = await PageRig.open('lic-selection-basket');
    field(rig).focus();
    await rig.search('team');
    await sendKeys({ press: 'Tab' });
    await rig.settle();
    expect(rig.options()).to.deep.equal([]);
  });

  it('hostile names are text', async () => {
    const rig = await PageRig.open('lic-selection-basket');
    rig.gateway.world.addUser({ id: 'bad', name: '<img src=x onerror="window.hacked = 1">', login: 'bad' });
    field(rig).focus();
    await rig.search('bad');
    expect([rig.options(), rig.all('img'), 'hacked' in window]).to.deep.equal([['<img src=x onerror="window.hacked = 1">'], [], false]);
  });
});
