import { expect, nextFrame } from '@open-wc/testing';
import { sendMouse } from '@web/test-runner-commands';
import { setViewport } from '../../support/viewport.ts';
import { GridRig } from './grid-rig.ts';
import { people } from './people.ts';

const middle = (element: Element): [number, number] => {
  const { left, top, width, height } = element.getBoundingClientRect();
  return [Math.round(left + width / 2), Math.round(top + height / 2)];
};

async function drag(from: Element, ...to: [number, number][]): Promise<void> {
  await sendMouse({ type: 'move', position: middle(from) });
  await sendMouse({ type: 'down' });
  for (const position of to) {
    await sendMouse({ type: 'move', position });
    await nextFrame();
  }
  await sendMouse({ type: 'up' });
}

describe('QT-6 a grid by pointer', () => {
  before(() => setViewport({ width: 1100, height: 600 }));
  after(() => setViewport({ width: 800, height: 600 }));
  afterEach(() => sendMouse({ type: 'move', position: [0, 0] }));

  it('drawn over check boxes, it selects from the first to where it is', async () => {
    const rig = await GridRig.open(100);
    await drag(rig.cell(2, 0), middle(rig.cell(6, 0)), middle(rig.cell(4, 0)));
    await rig.drawn();
    expect(rig.selected).to.deep.equal(['Person 2', 'Person 3', 'Person 4']);
  });

  it('a press that does not wander is a click', async () => {
    const rig = await GridRig.open(100);
    await drag(rig.cell(2, 0));
    await rig.drawn();
    expect(rig.selected).to.deep.equal(['Person 2']);
    expect(rig.place).to.deep.equal([2, 0]);
  });

  it('beginning with a selected one, it gives rows up', async () => {
    const rig = await GridRig.open(20);
    rig.rows.selectAll(true);
    await drag(rig.cell(2, 0), middle(rig.cell(4, 0)));
    await rig.drawn();
    expect(rig.selected).to.have.length(17);
  });

  for (const [direction, sign] of [['ltr', 1], ['rtl', -1]] as const) {
    it(`the edge of a head makes its column wider, ${direction}`, async () => {
      const rig = await GridRig.open(20, { direction });
      let told = 0;
      rig.grid.addEventListener('view-change', () => told++);
      const width = rig.head('Kind').offsetWidth;
      const [x, y] = middle(rig.head('Kind').querySelector('.grip')!);
      await drag(rig.head('Kind').querySelector('.grip')!, [x + sign * 30, y], [x + sign * 56, y]);
      await rig.drawn();
      expect(rig.head('Kind').offsetWidth).to.be.closeTo(width + 56, 4);
      expect(rig.cell(0, 2).offsetWidth).to.equal(rig.head('Kind').offsetWidth);
      expect([told, rig.grid.arrangement.sort.length], 'told once, not sorted').to.deep.equal([1, 0]);
    });
  }

  it('a head drawn to another stands there, and nothing is sorted', async () => {
    const rig = await GridRig.open(20);
    await drag(rig.head('Kind'), middle(rig.head('Requests')), middle(rig.head('Started')));
    await rig.drawn();
    expect([...rig.root.querySelectorAll<HTMLElement>('[data-id]')].map(({ ariaLabel }) => ariaLabel)).to.deep.equal(['User', 'Requests', 'Last request', 'Started', 'Kind', 'Actions']);
    expect(rig.grid.arrangement.sort).to.deep.equal([]);
    expect(rig.root.querySelector('.dragged, .target')).to.equal(null);
  });

  it('what has no room is read in full under the pointer, and only there', async () => {
    const long = 'Bartholomew Featherstonehaugh-Cholmondeley of Upper Wallop';
    const rig = await GridRig.open(people(20).map((person, at) => (at === 3 ? { ...person, name: long } : person)));
    await sendMouse({ type: 'move', position: middle(rig.cell(3, 1)) });
    expect(rig.cell(3, 1).title).to.equal(long);
    await sendMouse({ type: 'move', position: middle(rig.cell(4, 1)) });
    expect([rig.cell(3, 1).title, rig.cell(4, 1).title]).to.deep.equal(['', '']);
  });

  it('QT-7 a click on a head sorts, Shift+click sorts by it too', async () => {
    const rig = await GridRig.open(20);
    await drag(rig.head('Kind').querySelector('.label')!);
    await rig.drawn();
    expect(rig.head('Kind').ariaSort).to.equal('ascending');
    rig.head('Requests').dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, shiftKey: true }));
    await rig.drawn();
    expect(rig.grid.arrangement.sort.map(({ column }) => column)).to.deep.equal(['kind', 'requests']);
  });
});
