import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import { en } from '../../../src/text/data-grid/en.ts';
import { createText } from '../../../src/text/format.ts';
import '../../../src/ui/data-grid/data-grid.ts';
import type { DataGrid } from '../../../src/ui/data-grid/data-grid.ts';
import type { GridView } from '../../../src/ui/data-grid/grid-view.ts';
import { until } from '../../support/until.ts';
import { GridRig } from './grid-rig.ts';
import { type Person, columns, people } from './people.ts';
import { localPeople } from './rows-rig.ts';

const panel = (rig: GridRig): HTMLElement => rig.root.querySelector<HTMLElement>('.panel')!;
const isOpen = (rig: GridRig): boolean => panel(rig).matches(':popover-open');
const labels = (rig: GridRig): string[] => [...rig.root.querySelectorAll<HTMLElement>('[data-id]')].map(({ ariaLabel }) => ariaLabel!);

async function options(rig: GridRig, label: string): Promise<void> {
  await rig.click(rig.head(label).querySelector('.menu')!);
}

async function choose(rig: GridRig, value: string): Promise<void> {
  await rig.click(panel(rig).querySelector(`[value="${value}"]`)!);
}

function views(rig: GridRig): GridView[] {
  const told: GridView[] = [];
  rig.grid.addEventListener('view-change', ({ view }) => told.push(view));
  return told;
}

describe('QT-6 options of a column', () => {
  it('open by key, work by key, and give the focus back', async () => {
    const rig = await GridRig.open(50);
    rig.grid.focus();
    await rig.press('ArrowUp', 'ArrowRight', 'ArrowRight', 'Alt+ArrowDown');
    expect(isOpen(rig)).to.equal(true);
    expect(panel(rig).ariaLabel).to.equal('Column options: Kind');
    await expect(rig.grid).to.be.accessible();
    await rig.press('ArrowUp', 'ArrowUp', 'ArrowUp', 'ArrowDown');
    expect(rig.focused!.textContent).to.equal('Narrower');
    await rig.press('Enter');
    expect(rig.grid.arrangement.widths).to.deep.equal({ kind: 7 });
    expect(isOpen(rig), 'stays open for more').to.equal(true);
    await rig.press('Escape');
    expect(isOpen(rig)).to.equal(false);
    expect(rig.place).to.deep.equal([-1, 2]);
  });

  it('sort either way, and not at all', async () => {
    const rig = await GridRig.open(50);
    const told = views(rig);
    await options(rig, 'Requests');
    await choose(rig, 'sortDescending');
    expect(rig.column('Requests')[0]).to.equal(`${Math.max(...people(50).map(({ requests }) => requests))}`);
    await options(rig, 'Requests');
    await choose(rig, 'unsort');
    expect(rig.names[0]).to.equal('Person 0');
    expect(told.map(({ sort }) => sort.length)).to.deep.equal([1, 0]);
  });

  it('filter by text, and the head says so', async () => {
    const rig = await GridRig.open(50);
    await options(rig, 'User');
    await sendKeys({ type: 'Person 4' });
    await rig.drawn();
    expect(rig.names).to.include('Person 42').and.not.to.include('Person 3');
    expect(rig.root.querySelector('.count')!.textContent).to.equal('11 rows');
    expect(rig.head('User').ariaLabel).to.equal('User, filtered');
  });

  it('filter by choice: any of those chosen', async () => {
    const rig = await GridRig.open(50);
    await options(rig, 'Kind');
    await choose(rig, 'api');
    await choose(rig, 'mobile');
    expect(new Set(rig.column('Kind'))).to.deep.equal(new Set(['API', 'MOBILE']));
    expect(rig.grid.arrangement.filters).to.deep.equal({ kind: ['api', 'mobile'] });
    await choose(rig, 'api');
    await choose(rig, 'mobile');
    expect(rig.grid.arrangement.filters).to.deep.equal({});
  });

  it('hide, move, pin and widen', async () => {
    const rig = await GridRig.open(50);
    await options(rig, 'Requests');
    await choose(rig, 'moveBack');
    expect(labels(rig).slice(0, 3)).to.deep.equal(['User', 'Requests', 'Kind']);
    await choose(rig, 'pin');
    expect(rig.cell(0, 2).className).to.contain('pinned');
    await options(rig, 'Kind');
    await choose(rig, 'hide');
    expect(labels(rig)).to.not.include('Kind');
    expect(rig.cell(0, 3).getAttribute('data-label')).to.equal('Last request');
    await options(rig, 'Started');
    const before = rig.head('Started').offsetWidth;
    await choose(rig, 'wider');
    expect(rig.head('Started').offsetWidth).to.not.equal(before);
  });

  it('a required column can’t be hidden, and none leaves its side of the pinned ones', async () => {
    const rig = await GridRig.open(50);
    await options(rig, 'User');
    const values = [...panel(rig).querySelectorAll('button')].map(({ value }) => value);
    expect(values).to.include('unpin').and.not.to.include.members(['hide', 'moveForth', 'moveBack']);
  });
});

describe('QT-6 which columns are shown', () => {
  it('is chosen by check boxes, and undone at once', async () => {
    const rig = await GridRig.open(50);
    const told = views(rig);
    await rig.click(rig.root.querySelector('.choose')!);
    await expect(rig.grid).to.be.accessible();
    await choose(rig, 'kind');
    expect(labels(rig)).to.not.include('Kind');
    expect(told.at(-1)!.hidden).to.deep.equal(['kind']);
    await choose(rig, 'reset');
    expect(labels(rig)).to.include('Kind');
    expect(panel(rig).querySelector<HTMLInputElement>('[value=kind]')!.checked).to.equal(true);
  });

  it('the button closes what it opened, by pointer and by key', async () => {
    const rig = await GridRig.open(50);
    const button = rig.root.querySelector<HTMLElement>('.choose')!;
    const { left, top } = button.getBoundingClientRect();
    for (const open of [true, false, true, false]) {
      await sendMouse({ type: 'click', position: [Math.round(left + 5), Math.round(top + 5)] });
      await rig.drawn();
      expect(isOpen(rig)).to.equal(open);
    }
    for (const open of [true, false]) {
      button.focus();
      await rig.press('Enter');
      expect(isOpen(rig)).to.equal(open);
    }
  });

  it('the button closes what it opened on a page that is busy with the press for a while', async () => {
    const rig = await GridRig.open(50);
    const button = rig.root.querySelector<HTMLElement>('.choose')!;
    const { left, top } = button.getBoundingClientRect();
    button.addEventListener('mouseup', ({ timeStamp }) => {
      while (performance.now() < timeStamp + 300);
    });
    for (const open of [true, false, true]) {
      await sendMouse({ type: 'click', position: [Math.round(left + 5), Math.round(top + 5)] });
      await rig.drawn();
      expect(isOpen(rig)).to.equal(open);
    }
  });
});

describe('QT-6 options that are not loaded yet', () => {
  it('open as soon as they are', async () => {
    const grid = await fixture<DataGrid<Person>>(html`<lic-data-grid></lic-data-grid>`);
    Object.assign(grid, { rows: localPeople(5), columns, text: createText(en, 'en') });
    await grid.updateComplete;
    const root = grid.shadowRoot!;
    expect(root.querySelector('.panel'), 'not here yet').to.equal(null);
    root.querySelector<HTMLElement>('.choose')!.click();
    await until(() => root.querySelector('.panel:popover-open'), 'options that are open');
    expect(root.activeElement!.ariaLabel).to.equal('Show Kind');
  });

  it('stay closed when the grid has gone meanwhile', async () => {
    const grid = await fixture<DataGrid<Person>>(html`<lic-data-grid></lic-data-grid>`);
    Object.assign(grid, { rows: localPeople(5), columns, text: createText(en, 'en') });
    await grid.updateComplete;
    const root = grid.shadowRoot!;
    const place = grid.parentElement!;
    root.querySelector<HTMLElement>('.choose')!.click();
    grid.remove();
    await until(() => root.querySelector('.panel'), 'options that are loaded');
    place.append(grid);
    await grid.updateComplete;
    expect(root.querySelector('.panel:popover-open')).to.equal(null);
  });
});

describe('BX-12 saved views', () => {
  it('a view handed over arranges everything, and plain data comes back', async () => {
    const view: GridView = {
      sort: [{ column: 'requests', descending: true }], search: '', filters: { kind: ['api'] }, group: null,
      columns: ['requests', 'name'], hidden: ['started'], widths: { name: 20 },
    };
    const rig = await GridRig.open(50, { view });
    expect(labels(rig)).to.deep.equal(['User', 'Requests', 'Kind, filtered', 'Last request', 'Actions']);
    expect(new Set(rig.column('Kind'))).to.deep.equal(new Set(['API']));
    expect(rig.head('User').offsetWidth).to.equal(280);
    const told = views(rig);
    await rig.click(rig.head('Requests'));
    expect(JSON.parse(JSON.stringify(told[0]))).to.deep.equal({ ...view, sort: [{ column: 'requests', descending: false }] });
  });
});
