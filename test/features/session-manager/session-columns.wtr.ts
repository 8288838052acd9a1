import { expect } from '@open-wc/testing';
import { ManagerRig } from './manager-rig.ts';

const users = (rig: ManagerRig): string[] => rig.column('User');

describe('QT-7 filter and sort', () => {
  it('by part of the login e-mail, in any case', async () => {
    const rig = await ManagerRig.open();
    await rig.filter('EXAMPLE.ORG');
    await rig.until(() => users(rig).length === 2, 'two rows');
    expect(users(rig)).to.deep.equal(['Mara Lind', 'Reports robot']);
  });

  it('what a state or a kind reads as is not what is looked for', async () => {
    const rig = await ManagerRig.open();
    await rig.filter('active');
    await rig.until(() => users(rig).length === 0, 'nobody');
    await rig.filter('mara');
    await rig.until(() => users(rig).length === 1, 'one row');
  });

  it('a click on a head sorts, and says so to assistive technology', async () => {
    const rig = await ManagerRig.open();
    const head = (): HTMLElement => rig.all('[role=columnheader]').find(({ ariaLabel }) => ariaLabel === 'Login e-mail')!;
    head().click();
    await rig.until(() => head().ariaSort === 'ascending', 'sorted');
    await rig.until(() => users(rig)[0] === 'Caleb Jones', 'order');
    head().click();
    await rig.until(() => users(rig)[0] === 'Reports robot', 'other way');
  });
});
