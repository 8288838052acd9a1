import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { GridRig } from './grid-rig.ts';
import { people } from './people.ts';

describe('BX-15 a grid by keyboard', () => {
  it('Tab leads to one cell and on again', async () => {
    const rig = await GridRig.open(100);
    const after = document.createElement('button');
    rig.grid.after(after);
    rig.root.querySelector<HTMLElement>('.choose')!.focus();
    await rig.press('Tab');
    expect(rig.place).to.deep.equal([0, 0]);
    await rig.press('Tab');
    expect(document.activeElement).to.equal(after);
    await rig.press('Shift+Tab');
    expect(rig.place).to.deep.equal([0, 0]);
    after.remove();
  });

  it('arrows, Home, End and pages', async () => {
    const rig = await GridRig.open(100);
    rig.grid.focus();
    const steps: [string, number, number][] = [
      ['ArrowDown', 1, 0],
      ['ArrowRight', 1, 1],
      ['End', 1, 6],
      ['ArrowRight', 1, 6],
      ['Home', 1, 0],
      ['ArrowLeft', 1, 0],
      ['ArrowUp', 0, 0],
      ['ArrowUp', -1, 0],
      ['ArrowUp', -1, 0],
      ['ArrowRight', -1, 1],
      ['ArrowDown', 0, 1],
      ['Control+End', 99, 6],
      ['ArrowDown', 99, 6],
      ['Control+Home', 0, 0],
      ['Control+ArrowDown', 99, 0],
      ['Control+ArrowUp', 0, 0],
    ];
    for (const [keys, row, column] of steps) {
      await rig.press(keys);
      expect(rig.place, keys).to.deep.equal([row, column]);
    }
    await rig.press('PageDown');
    const [page] = rig.place!;
    expect(page).to.be.greaterThan(5);
    expect(rig.names, 'in sight').to.include(`Person ${page}`);
    await rig.press('PageUp');
    expect(rig.place![0]).to.equal(0);
  });

  it('arrows go where they point, right to left', async () => {
    const rig = await GridRig.open(10, { direction: 'rtl' });
    rig.grid.focus();
    await rig.press('ArrowLeft', 'ArrowLeft');
    expect(rig.place).to.deep.equal([0, 2]);
    const x = (at: number): number => rig.cell(0, at).getBoundingClientRect().left;
    expect(x(2)).to.be.lessThan(x(1));
  });

  it('Space selects, Shift+arrows select a range and give it up again', async () => {
    const rig = await GridRig.open(100);
    rig.grid.focus();
    await rig.press('ArrowDown', 'Space');
    expect(rig.selected).to.deep.equal(['Person 1']);
    await rig.press('Shift+ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowUp');
    expect(rig.selected).to.deep.equal(['Person 1', 'Person 2']);
    expect(rig.cell(2, 1).parentElement!.getAttribute('aria-selected')).to.equal('true');
    await rig.press('ArrowDown', 'ArrowDown', 'Space');
    expect(rig.selected).to.deep.equal(['Person 1', 'Person 2', 'Person 4']);
    await rig.press('ArrowDown', 'ArrowDown', 'ArrowDown', 'Shift+Space');
    expect(rig.selected, 'from where the last one was').to.deep.equal([1, 2, 4, 5, 6, 7].map((at) => `Person ${at}`));
    await rig.press('Escape');
    expect(rig.selected).to.deep.equal([]);
  });

  it('Ctrl+A selects all that match, those out of sight too', async () => {
    const rig = await GridRig.open(100);
    rig.grid.arrange({ search: 'Person 1' });
    await rig.drawn();
    rig.grid.focus();
    await rig.press('Control+a');
    expect(rig.selected).to.have.length(11);
    expect(rig.root.querySelector('.selected')!.textContent).to.equal('11 selected');
  });

  it('a letter goes to the row that begins with it', async () => {
    const rig = await GridRig.open(people(50).map((person, at) => ({ ...person, name: at === 40 ? 'Zoe' : person.name })));
    rig.grid.focus();
    await rig.press('z');
    expect(rig.place).to.deep.equal([40, 0]);
    expect(rig.names).to.include('Zoe');
  });

  it('F2 goes into the buttons of a cell, arrows go between them, Escape goes out', async () => {
    const rig = await GridRig.open(10);
    const actions: string[] = [];
    rig.grid.addEventListener('row-action', ({ action, row }) => actions.push(`${action} ${(row as { name: string }).name}`));
    rig.grid.focus();
    await rig.press('ArrowDown', 'End', 'F2');
    expect(rig.focused!.ariaLabel).to.equal('End Person 1');
    await rig.press('ArrowRight');
    expect(rig.focused!.ariaLabel).to.equal('Tell Person 1');
    await rig.press('Enter');
    expect(actions).to.deep.equal(['tell Person 1']);
    await rig.press('Escape');
    expect(rig.focused).to.equal(rig.cell(1, 6));
    await rig.press('ArrowDown');
    expect(rig.place).to.deep.equal([2, 6]);
  });

  it('a button that can’t be pressed says why, and does nothing', async () => {
    const rig = await GridRig.open(10);
    let actions = 0;
    rig.grid.addEventListener('row-action', () => actions++);
    const button = rig.cell(2, 6).querySelector('button')!;
    expect([button.ariaDisabled, button.title]).to.deep.equal(['true', 'Not a phone']);
    await rig.click(button);
    expect(actions).to.equal(0);
  });

  it('Enter opens a row, or goes into its buttons', async () => {
    const rig = await GridRig.open(10);
    const opened: string[] = [];
    rig.grid.addEventListener('row-open', ({ row }) => opened.push((row as { name: string }).name));
    rig.grid.focus();
    await rig.press('ArrowRight', 'Enter');
    expect(opened).to.deep.equal(['Person 0']);
    await rig.press('End', 'Enter');
    expect(rig.focused!.ariaLabel).to.equal('End Person 0');
  });

  it('Enter on a head sorts, Shift+Enter sorts by it too, Space on the check boxes’ head selects all', async () => {
    const rig = await GridRig.open(30);
    rig.grid.focus();
    await rig.press('ArrowUp', 'Space');
    expect(rig.selected).to.have.length(30);
    await rig.press('ArrowRight', 'ArrowRight', 'Enter');
    expect(rig.column('Kind').slice(0, 2)).to.deep.equal(['API', 'API']);
    await rig.press('ArrowRight', 'Shift+Enter', 'Shift+Enter');
    expect(rig.head('Requests').ariaSort).to.equal('descending');
    expect(rig.head('Requests').querySelector('.order')!.textContent).to.equal('2');
    expect(rig.grid.arrangement.sort.map(({ column }) => column)).to.deep.equal(['kind', 'requests']);
    expect(rig.place, 'focus stays').to.deep.equal([-1, 3]);
  });

  it('/ goes to the search field, from a cell and from anywhere in the page', async () => {
    const rig = await GridRig.open(30);
    const search = rig.root.querySelector('[type=search]');
    rig.grid.focus();
    await rig.press('/');
    expect(rig.focused).to.equal(search);
    expect((search as HTMLInputElement).value).to.equal('');
    (search as HTMLInputElement).blur();
    await rig.press('/');
    expect(rig.focused).to.equal(search);
    await sendKeys({ type: 'Person 9' });
    await rig.drawn();
    await rig.press('ArrowDown');
    expect(rig.place).to.deep.equal([0, 0]);
    expect(rig.names[0]).to.equal('Person 9');
  });
});

describe('QT-6 a grid by pointer', () => {
  it('a click on a check box selects its row, and the cell has the focus', async () => {
    const rig = await GridRig.open(100);
    await rig.click(rig.cell(3, 0).querySelector('input')!);
    expect(rig.selected).to.deep.equal(['Person 3']);
    expect(rig.place).to.deep.equal([3, 0]);
    await rig.click(rig.cell(3, 0).querySelector('input')!);
    expect(rig.selected).to.deep.equal([]);
    expect(rig.cell(3, 0).querySelector('input')!.checked).to.equal(false);
  });

  it('Shift+click selects from the last one, Ctrl+click one more', async () => {
    const rig = await GridRig.open(100);
    const click = async (at: number, keys: MouseEventInit): Promise<void> => {
      rig.cell(at, 1).dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, ...keys }));
      await rig.drawn();
    };
    await click(2, {});
    expect(rig.selected).to.deep.equal([]);
    await click(4, { shiftKey: true });
    expect(rig.selected).to.deep.equal(['Person 2', 'Person 3', 'Person 4']);
    await click(8, { ctrlKey: true });
    expect(rig.selected).to.have.length(4);
  });

  it('the check box of the head says some, all or none, and selects accordingly', async () => {
    const rig = await GridRig.open(20);
    const all = rig.root.querySelector<HTMLInputElement>('.head input')!;
    await rig.click(rig.cell(1, 0));
    expect([all.checked, all.indeterminate]).to.deep.equal([false, true]);
    await rig.click(all);
    expect([all.checked, all.indeterminate, rig.selected.length]).to.deep.equal([true, false, 20]);
    await rig.click(all);
    expect([all.checked, all.indeterminate, rig.selected.length]).to.deep.equal([false, false, 0]);
  });

  it('a double click opens the row', async () => {
    const rig = await GridRig.open(20);
    let opened = 0;
    rig.grid.addEventListener('row-open', () => opened++);
    rig.cell(1, 1).dispatchEvent(new MouseEvent('dblclick', { bubbles: true, composed: true }));
    expect(opened).to.equal(1);
  });

  it('without selection there are no check boxes, and no key selects', async () => {
    const rig = await GridRig.open(20, { selection: false });
    rig.grid.focus();
    await rig.press('Space', 'Control+a', 'Shift+ArrowDown');
    expect([rig.selected.length, rig.root.querySelectorAll('.body input').length]).to.deep.equal([0, 0]);
    expect(rig.place).to.deep.equal([1, 0]);
    expect(rig.root.querySelector('[role=grid]')!.hasAttribute('aria-multiselectable')).to.equal(false);
    await expect(rig.grid).to.be.accessible();
  });
});

describe('QT-6 groups', () => {
  const grouped = { group: 'kind', sort: [{ column: 'kind', descending: false }] };

  it('have a heading each, with how many there are', async () => {
    const rig = await GridRig.open(30);
    rig.grid.arrange(grouped);
    await rig.drawn();
    const heading = rig.cell(0, 1);
    expect(heading.textContent).to.contain('api').and.to.contain('10 rows');
    expect(heading.ariaExpanded).to.equal('true');
    expect(rig.root.querySelector('[role=grid]')!.getAttribute('aria-rowcount')).to.equal('34');
    await expect(rig.grid).to.be.accessible();
  });

  it('open and close by Enter, by arrows and by a click, and the focus stays', async () => {
    const rig = await GridRig.open(30);
    rig.grid.arrange(grouped);
    await rig.drawn();
    rig.grid.focus();
    await rig.press('ArrowRight', 'Enter');
    expect(rig.cell(0, 1).ariaExpanded).to.equal('false');
    expect(rig.cell(1, 1).textContent).to.contain('mobile');
    await rig.press('ArrowRight');
    expect(rig.cell(0, 1).ariaExpanded).to.equal('true');
    await rig.press('ArrowLeft');
    expect(rig.cell(0, 1).ariaExpanded).to.equal('false');
    expect(rig.place).to.deep.equal([0, 1]);
    await rig.press('ArrowLeft');
    expect(rig.place).to.deep.equal([0, 0]);
    await rig.click(rig.cell(1, 1));
    expect(rig.cell(1, 1).ariaExpanded).to.equal('false');
  });

  it('closed at the upper edge, nothing else moves out of sight', async () => {
    const rig = await GridRig.open(300);
    rig.grid.arrange(grouped);
    await rig.drawn();
    await rig.scroll(101 * 32);
    expect(rig.elements[0]!.textContent).to.contain('mobile');
    await rig.click(rig.cell(101, 1));
    expect(rig.elements.slice(0, 2).map(({ className }) => className)).to.deep.equal(['heading', 'heading']);
    expect(rig.elements[0]!.textContent).to.contain('mobile');
  });

  it('are selected as a whole', async () => {
    const rig = await GridRig.open(30);
    rig.grid.arrange(grouped);
    await rig.drawn();
    await rig.click(rig.cell(0, 0).querySelector('input')!);
    expect(rig.selected).to.have.length(10);
    expect(rig.cell(0, 0).querySelector('input')!.checked).to.equal(true);
  });

  it('have actions of their own', async () => {
    const rig = await GridRig.open(30, { groupActions: [{ id: 'all', text: 'End all', label: ({ key }) => `End all of ${key}` }] });
    const told: string[] = [];
    rig.grid.addEventListener('group-action', ({ action, heading }) => told.push(`${action} ${heading.key} ${heading.count}`));
    rig.grid.arrange(grouped);
    await rig.drawn();
    rig.grid.focus();
    await rig.press('ArrowRight', 'F2', 'Enter');
    expect(told).to.deep.equal(['all api 10']);
  });
});
