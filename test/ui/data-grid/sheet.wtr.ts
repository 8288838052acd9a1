import { expect, nextFrame } from '@open-wc/testing';
import { until } from '../../support/until.ts';
import { setViewport } from '../../support/viewport.ts';
import { GridRig } from './grid-rig.ts';
import { noon, people } from './people.ts';

describe('QT-6 recycled rows', () => {
  it('are as many elements for a million as for a hundred, wherever one scrolls', async () => {
    const count = (rig: GridRig): number => rig.root.querySelectorAll('*').length;
    const few = await GridRig.open(100);
    const many = await GridRig.open(1_000_000);
    expect(count(many)).to.equal(count(few));
    for (const top of [5000, 4_000_000, Number.MAX_SAFE_INTEGER, 0]) {
      await many.scroll(top);
      expect(count(many), `${top}`).to.equal(count(few));
    }
  });

  it('are created once: scrolling adds and removes nothing', async () => {
    const rig = await GridRig.open(100_000);
    const seen: MutationRecord[] = [];
    const observer = new MutationObserver((records) => seen.push(...records));
    observer.observe(rig.root.querySelector('.body')!, { childList: true, subtree: true });
    for (let turn = 0; turn < 20; turn++) {
      rig.scroller.scrollTop += 500;
      await nextFrame();
    }
    seen.push(...observer.takeRecords());
    // Once scrolling rests, rows are put in order; cells are not touched.
    expect(seen.filter(({ target }) => target !== rig.root.querySelector('.body'))).to.have.length(0);
  });

  it('0 blank rows: each frame of a fast scroll shows all rows in sight', async () => {
    const rig = await GridRig.open(100_000);
    const blank: number[] = [];
    for (let turn = 0; turn < 20; turn++) {
      rig.scroller.scrollTop += 333;
      // The scroll event comes in this frame, and what it leads to is drawn in the same.
      await nextFrame();
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const first = Math.floor(rig.scroller.scrollTop / 32);
      for (let row = first; row < first + 10; row++) if (rig.cell(row, 1)?.textContent !== `Person ${row}`) blank.push(row);
    }
    expect(blank).to.deep.equal([]);
  });

  it('the thumb drawn to the end shows the last of a million rows, at the lower edge', async () => {
    const rig = await GridRig.open(1_000_000);
    await rig.scroll(Number.MAX_SAFE_INTEGER);
    const last = rig.cell(999_999, 1).getBoundingClientRect();
    expect(rig.names.at(-1)).to.equal('Person 999999');
    expect(last.bottom).to.be.closeTo(rig.scroller.getBoundingClientRect().bottom, 1.5);
  });

  it('stand in the document as they stand on screen once scrolling rests', async () => {
    const rig = await GridRig.open(1000);
    rig.grid.focus();
    for (const top of [3000, 3333, 100]) {
      const rests = new Promise((resolve) => rig.scroller.addEventListener('scrollend', resolve, { once: true }));
      await rig.scroll(top);
      await rests;
      const order = [...rig.root.querySelectorAll('.body > [role=row]:not([hidden])')].map((row) => Number(row.ariaRowIndex));
      const held = order.filter((index) => index !== 2 || top === 100);
      expect(held).to.deep.equal([...held].sort((a, b) => a - b));
    }
  });

  it('become more and fewer with the room there is', async () => {
    const rig = await GridRig.open(1000);
    rig.grid.style.blockSize = '700px';
    await rig.drawn();
    expect(rig.names).to.have.length.greaterThan(15);
    rig.grid.style.blockSize = '200px';
    await rig.drawn();
    expect(rig.names).to.have.length.lessThan(6);
    expect(rig.names[0]).to.equal('Person 0');
  });

  it('larger text makes taller rows, and all is still where it belongs', async () => {
    const rig = await GridRig.open(1_000_000);
    rig.grid.style.setProperty('--crt-body-2-font', '18px/1.5 system-ui');
    await rig.drawn();
    expect(rig.cell(0, 1).parentElement!.offsetHeight).to.equal(41);
    rig.grid.focus();
    await rig.press('Control+End');
    expect(rig.names.at(-1)).to.equal('Person 999999');
  });
});

describe('BX-15 the focus', () => {
  it('keeps its row however far one scrolls, and an arrow goes on from there', async () => {
    const rig = await GridRig.open(100_000);
    rig.grid.focus();
    await rig.press('ArrowDown', 'ArrowDown', 'ArrowRight');
    const cell = rig.focused;
    await rig.scroll(1_000_000);
    expect(rig.focused).to.equal(cell);
    expect(rig.place).to.deep.equal([2, 1]);
    expect(cell!.textContent).to.equal('Person 2');
    await rig.press('ArrowDown');
    expect(rig.place).to.deep.equal([3, 1]);
    expect(rig.names).to.include('Person 3');
  });

  it('goes where its row goes when another column sorts', async () => {
    const rig = await GridRig.open(1000);
    rig.grid.focus();
    await rig.press('ArrowDown', 'ArrowDown', 'ArrowRight');
    rig.grid.arrange({ sort: [{ column: 'seen', descending: false }] });
    await rig.drawn();
    expect(rig.place).to.deep.equal([997, 1]);
    expect(rig.focused!.textContent).to.equal('Person 2');
    expect(rig.names).to.include('Person 2');
  });

  it('stays on its row, in its element, while rows come and go above it', async () => {
    const rig = await GridRig.open(1000);
    rig.grid.arrange({ sort: [{ column: 'name', descending: false }] });
    await rig.drawn();
    rig.grid.focus();
    await rig.press(...Array.from({ length: 30 }, () => 'ArrowDown'));
    const cell = rig.focused as HTMLElement;
    const text = cell.parentElement!.textContent;
    const { top } = cell.getBoundingClientRect();
    rig.rows.apply({ upsert: people(7).map((person, at) => ({ ...person, id: `new${at}`, name: `A ${at}` })) });
    await rig.drawn();
    expect(rig.focused).to.equal(cell);
    expect(cell.parentElement!.textContent).to.equal(text);
    expect(rig.place).to.deep.equal([37, 0]);
    expect(cell.getBoundingClientRect().top).to.be.closeTo(top, 1);
  });

  it('goes to the nearest row when its row is gone', async () => {
    const rig = await GridRig.open(1000);
    rig.grid.focus();
    await rig.press('ArrowDown', 'ArrowDown', 'ArrowRight');
    rig.rows.apply({ remove: ['p2'] });
    await rig.drawn();
    expect(rig.place).to.deep.equal([2, 1]);
    expect(rig.focused!.textContent).to.equal('Person 3');
    await rig.press('ArrowUp');
    expect(rig.place).to.deep.equal([1, 1]);
  });

  it('is not taken back from who has gone elsewhere', async () => {
    const rig = await GridRig.open(1000);
    rig.grid.focus();
    rig.grid.focusSearch();
    rig.rows.apply({ remove: ['p0', 'p1'] });
    rig.grid.arrange({ hidden: ['kind'] });
    await rig.drawn();
    expect(rig.focused).to.equal(rig.root.querySelector('[type=search]'));
  });

  it('stays in its column when columns move', async () => {
    const rig = await GridRig.open(1000);
    rig.grid.focus();
    await rig.press('ArrowDown', 'ArrowRight', 'ArrowRight', 'ArrowRight');
    expect(rig.focused!.getAttribute('data-label')).to.equal('Requests');
    rig.grid.arrange({ columns: ['name', 'requests', 'kind'] });
    await rig.drawn();
    expect(rig.focused!.getAttribute('data-label')).to.equal('Requests');
    expect(rig.place).to.deep.equal([1, 2]);
  });
});

describe('QT-6 live changes', () => {
  it('scrolled down, what is in sight stays in sight', async () => {
    const rig = await GridRig.open(1000);
    rig.grid.arrange({ sort: [{ column: 'name', descending: false }] });
    await rig.drawn();
    await rig.scroll(3200);
    const before = rig.names;
    rig.rows.apply({ upsert: people(5).map((person, at) => ({ ...person, id: `new${at}`, name: `A ${at}` })) });
    await rig.drawn();
    expect(rig.names).to.deep.equal(before);
  });

  it('at the top, new ones come into sight', async () => {
    const rig = await GridRig.open(1000);
    rig.grid.arrange({ sort: [{ column: 'name', descending: false }] });
    await rig.drawn();
    rig.rows.apply({ upsert: [{ ...people(1)[0]!, id: 'new', name: 'A' }] });
    await rig.drawn();
    expect(rig.names[0]).to.equal('A');
  });

  it('a thousand changes make one frame, and render nothing', async () => {
    const rig = await GridRig.open(1000);
    const { grid, rows } = rig;
    let renders = 0;
    const render = Reflect.get(grid, 'render') as () => unknown;
    Object.assign(grid, { render: () => (renders++, render.call(grid)) });
    const changed: MutationRecord[] = [];
    const observer = new MutationObserver((records) => changed.push(...records));
    observer.observe(rig.root.querySelector('.body')!, { characterData: true, subtree: true });
    const [first] = people(1);
    for (let requests = 1; requests <= 1000; requests++) rows.apply({ upsert: [{ ...first!, requests }] });
    await rig.drawn();
    changed.push(...observer.takeRecords());
    expect(rig.column('Requests')[0]).to.equal('1,000');
    expect([renders, changed.length]).to.deep.equal([0, 1]);
  });

  it('selection is of rows, wherever they go', async () => {
    const rig = await GridRig.open(100);
    await rig.click(rig.cell(4, 0));
    rig.rows.apply({ remove: ['p0', 'p1'] });
    rig.grid.arrange({ sort: [{ column: 'seen', descending: false }] });
    await rig.drawn();
    expect(rig.selected).to.deep.equal(['Person 4']);
    const row = rig.elements.find((row) => row.getAttribute('aria-selected') === 'true') ?? null;
    expect(row === null || row.textContent!.includes('Person 4')).to.equal(true);
  });

  it('ages tick by themselves, in cells that are shown, and nothing else changes', async () => {
    let time = noon;
    const rig = await GridRig.open(1000, { now: () => time });
    expect(rig.column('Last request')[0]).to.equal('now');
    const changed: MutationRecord[] = [];
    const observer = new MutationObserver((records) => changed.push(...records));
    observer.observe(rig.root.querySelector('.scroller')!, { characterData: true, childList: true, attributes: true, subtree: true });
    time += 5 * 60_000;
    await until(() => rig.column('Last request')[0] !== 'now', 'a tick');
    changed.push(...observer.takeRecords());
    expect(rig.column('Last request').slice(0, 2)).to.deep.equal(['5 min. ago', '6 min. ago']);
    const elsewhere = changed.filter(({ target }) => !target.parentElement?.matches('.ago'));
    expect(elsewhere).to.have.length(0);
    expect(changed).to.have.length.lessThan(40);
  });

  it('an element taken away and put back goes on', async () => {
    const rig = await GridRig.open(100);
    const parent = rig.grid.parentElement!;
    rig.grid.remove();
    rig.rows.apply({ remove: ['p0'] });
    parent.append(rig.grid);
    await rig.drawn();
    expect(rig.names[0]).to.equal('Person 1');
    rig.rows.apply({ remove: ['p1'] });
    await rig.drawn();
    expect(rig.names[0]).to.equal('Person 2');
  });
});

describe('BX-15 on a phone', () => {
  before(() => setViewport({ width: 400, height: 800 }));
  after(() => setViewport({ width: 800, height: 600 }));

  it('rows are cards, still recycled, still a grid, and the last can be reached', async () => {
    const rig = await GridRig.open(1_000_000);
    expect(rig.cell(0, 1).parentElement!.offsetHeight).to.be.greaterThan(120);
    expect(rig.scroller.scrollWidth).to.equal(rig.scroller.clientWidth);
    await expect(rig.grid).to.be.accessible();
    rig.grid.focus();
    await rig.press('Control+End');
    expect(rig.place).to.deep.equal([999_999, 6]);
    expect(rig.root.querySelectorAll('.body > [role=row]').length).to.be.lessThan(40);
  });
});
