import { expect } from '@open-wc/testing';
import { emulateMedia } from '@web/test-runner-commands';
import { messages as ar } from '../../../src/text/data-grid/ar.ts';
import { createText } from '../../../src/text/format.ts';
import type { GridView } from '../../../src/ui/data-grid/grid-view.ts';
import { plainView } from '../../../src/ui/data-grid/placed-columns.ts';
import { setViewport } from '../../support/viewport.ts';
import { GridRig } from './grid-rig.ts';

const box = (element: Element): DOMRect => element.getBoundingClientRect();
const view = (change: Partial<GridView>): GridView => ({ ...plainView, ...change });

describe('QT-6 where columns are', () => {
  after(() => setViewport({ width: 800, height: 600 }));

  it('cells stand below their heads, and columns share the room left over', async () => {
    await setViewport({ width: 1600, height: 600 });
    const rig = await GridRig.open(20);
    for (let at = 0; at < 6; at++) {
      const head = rig.root.querySelectorAll('[data-id]')[at]!;
      expect([box(head).left, box(head).width]).to.deep.equal([box(rig.cell(3, at + 1)).left, box(rig.cell(3, at + 1)).width]);
    }
    expect(box(rig.cell(0, 6)).right).to.be.closeTo(box(rig.scroller).right, 20);
  });

  it('a width that was chosen gets no share', async () => {
    const rig = await GridRig.open(20, { view: view({ widths: { kind: 8 } }) });
    expect(box(rig.head('Kind')).width).to.equal(8 * 14);
  });

  for (const direction of ['ltr', 'rtl'] as const) {
    it(`pinned ones stay in place while the others scroll sideways, ${direction}`, async () => {
      await setViewport({ width: 600, height: 600 });
      const rig = await GridRig.open(20, { direction, view: view({ pinned: ['name', 'requests'] }) });
      const places = (): number[] => [0, 1, 2].map((at) => Math.round(box(rig.cell(2, at)).left - box(rig.scroller).left));
      const before = places();
      const moving = box(rig.cell(2, 4)).left;
      rig.scroller.scrollLeft = direction === 'rtl' ? -150 : 150;
      await rig.drawn();
      expect(places()).to.deep.equal(before);
      expect(box(rig.head('Requests')).left).to.equal(box(rig.cell(2, 2)).left);
      expect(Math.abs(box(rig.cell(2, 4)).left - moving)).to.be.closeTo(150, 1);
    });
  }

  it('BX-15 a cell that gets the focus is not left behind the pinned ones', async () => {
    await setViewport({ width: 600, height: 600 });
    const rig = await GridRig.open(20);
    rig.grid.focus();
    await rig.press('End');
    expect(box(rig.focused!).right).to.be.at.most(box(rig.scroller).right + 1);
    for (const _ of [1, 2, 3, 4]) await rig.press('ArrowLeft');
    expect(rig.place).to.deep.equal([0, 2]);
    expect(box(rig.focused!).left).to.be.at.least(box(rig.cell(0, 1)).right - 1);
  });
});

describe('BX-15 however it is looked at', () => {
  after(async () => {
    await emulateMedia({ forcedColors: 'none', reducedMotion: 'no-preference' });
    await setViewport({ width: 800, height: 600 });
  });

  it('Arabic, right to left: numbers, words and cards', async () => {
    const properties = { direction: 'rtl', locale: 'ar', text: createText(ar, 'ar') } as const;
    await setViewport({ width: 1100, height: 600 });
    const rig = await GridRig.open(20, properties);
    expect(rig.root.querySelector('.choose')!.textContent).to.equal('الأعمدة');
    expect(box(rig.cell(0, 0)).left).to.be.greaterThan(box(rig.cell(0, 1)).left);
    await expect(rig.grid).to.be.accessible();
    await setViewport({ width: 400, height: 600 });
    await rig.drawn();
    expect(box(rig.cell(0, 0)).left).to.be.greaterThan(box(rig.cell(0, 1)).left);
    expect(rig.scroller.scrollWidth).to.equal(rig.scroller.clientWidth);
    await expect(rig.grid).to.be.accessible();
  });

  it('in a card every column has a line of its own, and its name before it', async () => {
    await setViewport({ width: 400, height: 600 });
    const rig = await GridRig.open(20);
    const lines = [1, 2, 3, 4, 5, 6].map((at) => box(rig.cell(0, at)));
    for (const [at, line] of lines.entries()) expect(line.top).to.be.at.least(lines[at - 1]?.bottom ?? 0);
    expect(lines.at(-1)!.bottom).to.be.at.most(box(rig.cell(0, 1).parentElement!).bottom);
    expect(getComputedStyle(rig.cell(0, 1), '::before').content).to.contain('User');
  });

  it('forced colours show which rows are selected', async () => {
    await setViewport({ width: 1100, height: 600 });
    await emulateMedia({ forcedColors: 'active' });
    const rig = await GridRig.open(20);
    rig.rows.select(1, 1, true);
    await rig.drawn();
    const colour = (at: number): string => getComputedStyle(rig.cell(at, 1).parentElement!).backgroundColor;
    expect(colour(1)).to.not.equal(colour(2));
  });
});
