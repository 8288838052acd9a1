import { expect } from '@open-wc/testing';
import { TabRig } from './tab-rig.ts';

describe('a row', () => {
  it('CR-2 CR-3 shows product, status, availability, type, term and source', async () => {
    const rig = await TabRig.open();
    expect([...rig.root.querySelectorAll('[role=columnheader]')].map(({ textContent }) => textContent.trim())).to.deep.equal([
      'Product', 'License status', 'Availability', 'Type', 'Term', 'Source',
    ]);
    expect(rig.cells('Chat2Desk connector')).to.deep.equal([
      'Chat2Desk connector Chat2Desk', 'Granted', '3 of 5 available', 'Personal', 'Jan 1, 2026 – Dec 31, 2026', 'Direct since Jan 5, 2026',
    ]);
    expect(rig.cells('Server schedule')).to.deep.equal([
      'Server schedule', 'Granted', 'Issued 2 of unlimited', 'Server', 'No end date', 'Direct since Jan 5, 2026',
    ]);
    expect(rig.cells('File manager')).to.deep.equal(['File manager', 'Not granted', '5 of 5 available', 'Personal', 'From Jan 1, 2026', '']);
    expect([rig.box('Chat2Desk connector').checked, rig.box('File manager').checked]).to.deep.equal([true, false]);
  });

  it('CR-4 shows the pending change and the availability it will lead to', async () => {
    const rig = await TabRig.open();
    await rig.click(rig.box('Chat2Desk connector'));
    await rig.click(rig.box('File manager'));
    expect(rig.cells('Chat2Desk connector').slice(1, 3)).to.deep.equal(['To be recalled', '3 of 5 available 4 of 5 available']);
    expect(rig.cells('File manager').slice(1, 3)).to.deep.equal(['To be granted', '5 of 5 available 4 of 5 available']);
    expect(rig.row('File manager').querySelector('[role=img]')!.ariaLabel).to.equal('becomes');
  });

  it('CR-8 shows terms that do not cover today, an over-issued and a shared license', async () => {
    const rig = await TabRig.open();
    expect(rig.cells('Expired one')[4]).to.equal('Expired on Dec 31, 2025');
    expect(rig.cells('Future one')[4]).to.equal('Starts on Jan 1, 2027');
    expect(rig.cells('Full house')[4]).to.equal('Until May 31, 2027');
    expect(rig.cells('Over-issued')[2]).to.equal('0 of 1 available 1 seat more in use than paid for');
    expect(rig.cells('Sales, concurrent').slice(2, 4)).to.deep.equal(['3 of 5 available 7 people share 5 seats', 'Concurrent']);
  });

  it('CR-9 names the role it came from, and warns before Save that the role gives it back', async () => {
    const rig = await TabRig.open();
    expect(rig.cells('Studio')[5]).to.equal('Role All employees since Jan 5, 2026');
    await rig.click(rig.box('Studio'));
    expect(rig.cells('Studio')[0]).to.contain('A role gives this license back.');
  });

  it('CR-9 a host that tells neither when nor from which role is not made up for', async () => {
    const rig = await TabRig.open();
    rig.gateway.hold('caleb', 'studio', { since: null, by: null, source: 'role', role: null });
    await rig.settle();
    expect(rig.cells('Studio')[5]).to.equal('Role');
  });

  it('OT-2 without a seat can’t be ticked, and its check box says why', async () => {
    const rig = await TabRig.open();
    const box = rig.box('Full house');
    await rig.click(box);
    expect([box.checked, box.ariaDisabled, box.disabled]).to.deep.equal([false, 'true', false]);
    const reason = rig.root.getElementById(box.getAttribute('aria-describedby')!)!;
    expect(reason.textContent).to.equal('No seats remaining on this license.');
    expect(rig.button('Save').ariaDisabled).to.equal('true');
  });

  it('BX-5 the host’s own words stand as text beside all that they may be about, and are read out once', async () => {
    const rig = await TabRig.open();
    rig.gateway.fail = ({ productId }) => (productId === 'files' ? null : 'rejected');
    rig.gateway.said = 'Locked: <b>{count}</b> “x”';
    for (const name of ['Chat2Desk connector', 'File manager', 'Server schedule']) await rig.click(rig.box(name));
    await rig.click(rig.button('Save'));
    const words = 'The server’s answer to this save: “\u2068Locked: <b>{count}</b> “x”\u2069”';
    for (const name of ['Chat2Desk connector', 'Server schedule']) {
      const reason = rig.root.getElementById(rig.box(name).getAttribute('aria-describedby')!)!;
      expect(reason.textContent).to.equal(`The server refused this change. Check it, then save again. ${words}`);
      expect(reason.children.length).to.equal(0);
    }
    expect(rig.cells('File manager')[0]).to.equal('File manager');
    expect(rig.summary).to.equal(`1 change saved, 2 failed ${words}`);
    const { width, height } = rig.root.querySelector('.foot .hushed')!.getBoundingClientRect();
    expect([width, height]).to.deep.equal([1, 1]);
    await rig.click(rig.box('Chat2Desk connector'));
    expect(rig.summary).to.equal('');
  });

  it('CR-7 an inactive user is shown unlicensed and disabled though a row remains, which can be recalled', async () => {
    const rig = await TabRig.open({ userId: 'gone' });
    const box = rig.box('Chat2Desk connector');
    expect(rig.rows().every((row) => row.querySelector('input')!.disabled && !row.querySelector('input')!.checked)).to.equal(true);
    expect(rig.notices()).to.deep.equal(['Inactive users get no license. Assignments left over can be recalled.']);
    expect(rig.cells('Chat2Desk connector')[1]).to.equal('Left over Recall');
    // Said once, above the rows.
    expect(rig.cells('File manager')[0]).to.equal('File manager');

    const recall = box.closest('.row')!.querySelector('button')!;
    expect([recall.ariaLabel, recall.ariaPressed]).to.deep.equal(['Recall Chat2Desk connector', 'false']);
    await rig.click(recall);
    expect([recall.ariaPressed, rig.cells('Chat2Desk connector')[1]]).to.deep.equal(['true', 'To be recalled Recall']);
    await rig.click(recall);
    expect(recall.ariaPressed).to.equal('false');
    await rig.click(recall);
    await rig.click(rig.button('Save'));
    expect(rig.gateway.history).to.deep.equal([{ userId: 'gone', productId: 'chat', change: 'recall' }]);
    expect(rig.cells('Chat2Desk connector')[1]).to.equal('Not granted');
  });

  it('SB-5 a system account can’t be assigned', async () => {
    const rig = await TabRig.open({ userId: 'robot' });
    expect(rig.rows().every((row) => row.querySelector('input')!.disabled)).to.equal(true);
    expect(rig.notices()).to.deep.equal(['System accounts can’t be assigned a license.']);
  });

  it('CR-10 without the right everything is shown and nothing can be changed', async () => {
    const rig = await TabRig.open({ can: async () => false });
    expect(rig.rows().every((row) => row.querySelector('input')!.disabled)).to.equal(true);
    expect(rig.box('Chat2Desk connector').checked).to.equal(true);
    expect(rig.notices()).to.deep.equal(['You can see these licenses but not change them.']);
    expect([...rig.root.querySelectorAll('.foot, .row button')]).to.deep.equal([]);
    expect(rig.cells('Full house')[0]).to.equal('Full house');
  });

  it('CR-10 a right that is taken away meanwhile takes the controls away', async () => {
    const rig = await TabRig.open();
    rig.tab.can = async () => false;
    await rig.settle();
    expect(rig.root.querySelector('.foot')).to.equal(null);
  });

  it('CR-10 ticks of somebody who lost the right can still be taken back', async () => {
    const rig = await TabRig.open();
    await rig.click(rig.box('Chat2Desk connector'));
    rig.tab.can = async () => false;
    await rig.settle();
    expect(rig.button('Save').ariaDisabled).to.equal('true');
    await rig.click(rig.button('Cancel'));
    expect([rig.root.querySelector('.foot'), rig.box('Chat2Desk connector').checked]).to.deep.equal([null, true]);
  });
});
