import { expect } from '@open-wc/testing';
import { GridRig } from './grid-rig.ts';
import { people } from './people.ts';

/** What a key press would put on the clipboard. */
async function copied(rig: GridRig): Promise<string> {
  let text = '';
  const listen = (event: ClipboardEvent): void => void (text = event.clipboardData!.getData('text/plain'));
  document.addEventListener('copy', listen);
  await rig.press('Control+c');
  document.removeEventListener('copy', listen);
  return text;
}

describe('QT-6 copying', () => {
  it('takes the selected rows in the order shown, with the columns shown', async () => {
    const rig = await GridRig.open(20);
    rig.grid.arrange({ sort: [{ column: 'seen', descending: false }], hidden: ['started'] });
    await rig.drawn();
    rig.rows.select(0, 1, true);
    rig.grid.focus();
    const lines = (await copied(rig)).split('\n').map((line) => line.split('\t'));
    expect(lines[0]).to.deep.equal(['User', 'Kind', 'Requests', 'Last request']);
    expect(lines.slice(1).map(([name]) => name)).to.deep.equal(['Person 19', 'Person 18']);
    expect(lines[1]).to.deep.equal(['Person 19', 'API', '461', '19 min. ago']);
  });

  it('takes the row that has the focus when none is selected', async () => {
    const rig = await GridRig.open(20);
    rig.grid.focus();
    await rig.press('ArrowDown');
    expect((await copied(rig)).split('\n')).to.have.length(2);
  });

  it('nothing in it is a formula, and no cell becomes two', async () => {
    const names = ['=1+1', '+1', '-1', '@a', '\t=1', 'a\tb\nc', "O'Neil"];
    const rig = await GridRig.open(people(names.length).map((person, at) => ({ ...person, name: names[at]! })));
    rig.rows.selectAll(true);
    await rig.drawn();
    rig.grid.focus();
    const lines = (await copied(rig)).split('\n').slice(1);
    expect(lines.map((line) => line.split('\t')[0])).to.deep.equal(["'=1+1", "'+1", "'-1", "'@a", "' =1", 'a b c', "O'Neil"]);
  });
});
