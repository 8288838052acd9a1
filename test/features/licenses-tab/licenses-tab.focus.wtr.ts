import { expect, fixture, html } from '@open-wc/testing';
import { LicensingError } from '../../../src/licensing/errors.ts';
import { TabRig, company } from './tab-rig.ts';

describe('BX-15 the focus', () => {
  it('stays in the tab when the button that has it goes', async () => {
    const gateway = company();
    gateway.before = () => {
      throw new LicensingError('server');
    };
    const rig = await TabRig.open({ gateway });
    gateway.before = () => {};
    rig.button('Try again').focus();
    await rig.click(rig.button('Try again'));
    expect((rig.root.activeElement as HTMLInputElement).type).to.equal('search');
  });

  it('is left where the administrator went meanwhile', async () => {
    const gateway = company();
    gateway.before = () => {
      throw new LicensingError('server');
    };
    const rig = await TabRig.open({ gateway });
    const elsewhere = await fixture<HTMLButtonElement>(html`<button>Elsewhere</button>`);
    rig.button('Try again').focus();
    let answer = (): void => {};
    gateway.before = () => new Promise((resolve) => (answer = resolve));
    rig.button('Try again').click();
    await rig.settle();
    elsewhere.focus();
    gateway.before = () => {};
    answer();
    await rig.settle();
    expect(document.activeElement).to.equal(elsewhere);
  });
});
