import { expect } from '@open-wc/testing';
import { DialogRig, said } from './dialog-rig.ts';
import { grantTo } from './company.ts';

describe('CR-6 choosing licenses for everybody selected', () => {
  it('each product says what ticking it comes to', async () => {
    const rig = await DialogRig.open();
    expect(rig.frame.open).to.equal(true);
    expect(said(rig.find('h2'))).to.equal('Grant licenses');
    expect(said(rig.find('.head p'))).to.equal('4 people, fixed at 12:00 PM');
    expect(rig.part('CRM', 'held')).to.equal('held by 1 of 4');
    await rig.tick('CRM');
    expect(rig.part('CRM', 'preview')).to.equal('2 get it · 1 without a seat · 1 already has it');
  });

  it('the whole way: choose, check, confirm, done', async () => {
    const rig = await DialogRig.open({ task: grantTo('ada', 'bea') });
    await rig.tick('CRM');
    await rig.tick('Studio');
    await rig.press('Next');
    expect(rig.rows().length).to.equal(4);
    await rig.confirm('Grant 3');
    await rig.until(() => rig.all('lic-batch-ledger').length && rig.buttons('Close').length, 'done');
    expect(rig.gateway.world.assignments.has('bea crm')).to.equal(true);
    expect(rig.all('strong').map(said)).to.include('Bulk assign for 2 people: 3 assigned, 1 skipped (1 already assigned)');
  });
});
