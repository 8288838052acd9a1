import { expect } from '@open-wc/testing';
import { GridRig } from './grid-rig.ts';

describe('QT-6 a grid of any number of rows', () => {
  it('shows them from the first', async () => {
    const rig = await GridRig.open(1000);
    expect(rig.names.slice(0, 3)).to.deep.equal(['Person 0', 'Person 1', 'Person 2']);
    expect(rig.root.querySelector('[role=grid]')!.getAttribute('aria-rowcount')).to.equal('1001');
    expect(rig.column('Last request').slice(0, 2)).to.deep.equal(['now', '1 min. ago']);
    await expect(rig.grid).to.be.accessible();
  });

  it('QT-7 a click on a head sorts, another the other way round', async () => {
    const rig = await GridRig.open(1000);
    await rig.click(rig.head('User'));
    await rig.click(rig.head('User'));
    expect(rig.names[0]).to.equal('Person 999');
    expect(rig.head('User').ariaSort).to.equal('descending');
  });

  it('has as many elements for a million rows as for a hundred', async () => {
    const count = async (rows: number): Promise<number> => (await GridRig.open(rows)).root.querySelectorAll('*').length;
    expect(await count(1_000_000)).to.equal(await count(100));
  });

  it('BX-15 Ctrl+End reaches the last of a million rows, exactly', async () => {
    const rig = await GridRig.open(1_000_000);
    rig.grid.focus();
    await rig.press('Control+End');
    expect(rig.place).to.deep.equal([999_999, 6]);
    expect(rig.names.at(-1)).to.equal('Person 999999');
    await rig.press('Control+Home');
    expect(rig.names[0]).to.equal('Person 0');
  });

  it('BX-15 a row can be given the focus, wherever it is', async () => {
    const rig = await GridRig.open(1000);
    expect(rig.grid.focusRow(rig.grid.rows.idOf(rig.grid.rows.rowAt(777)!))).to.equal(true);
    await rig.drawn();
    expect([rig.place, rig.names.includes('Person 777')]).to.deep.equal([[777, 0], true]);
    expect(rig.grid.focusRow('nobody')).to.equal(false);
  });

  it('has no field to search in where the host can’t search, and / is as any key then', async () => {
    const rig = await GridRig.open(10);
    rig.grid.searchable = false;
    await rig.grid.updateComplete;
    expect(rig.root.querySelector('[type=search]')).to.equal(null);
    rig.grid.focus();
    await rig.press('/');
    expect(rig.place).to.deep.equal([0, 0]);
    await expect(rig.grid).to.be.accessible();
  });
});
