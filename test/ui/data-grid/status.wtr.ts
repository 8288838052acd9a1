import { expect } from '@open-wc/testing';
import type { GridRows } from '../../../src/ui/data-grid/grid-rows.ts';
import { countText, rowCount } from '../../../src/ui/data-grid/status.ts';
import { en } from '../../../src/text/data-grid/en.ts';
import { createText } from '../../../src/text/format.ts';
import { GridRig } from './grid-rig.ts';
import type { Person } from './people.ts';

const text = createText(en, 'en');
type Counted = Pick<GridRows<unknown>, 'matching' | 'more' | 'length'>;

describe('QT-6 how many rows there are', () => {
  const cases: [Counted, string, number][] = [
    [{ matching: { count: 1234, exact: true }, more: 'none', length: 1234 }, '1,234 rows', 1235],
    [{ matching: { count: 10, exact: true }, more: 'none', length: 13 }, '10 rows', 14],
    [{ matching: { count: 5000, exact: true }, more: 'loading', length: 200 }, '200 of 5,000 rows', 5001],
    [{ matching: { count: 10000, exact: false }, more: 'loading', length: 200 }, '200 of more than 10,000 rows', -1],
    [{ matching: { count: 1, exact: true }, more: 'none', length: 1 }, '1 row', 2],
  ];
  for (const [counted, said, count] of cases) it(said, () => expect([countText(counted, text), rowCount(counted)]).to.deep.equal([said, count]));
});

describe('BX-15 states of a grid', () => {
  it('no row matches: says so, and what to do about it', async () => {
    const rig = await GridRig.open(50);
    rig.grid.arrange({ search: 'nobody', filters: { kind: ['web'] } });
    await rig.drawn();
    expect(rig.root.querySelector('.notice')!.textContent).to.contain('No row matches');
    await expect(rig.grid).to.be.accessible();
    rig.grid.focus();
    expect(rig.place![0], 'the head is left').to.equal(-1);
    await rig.click(rig.root.querySelector('.notice button')!);
    expect(rig.names[0]).to.equal('Person 0');
    expect(rig.root.querySelector('.notice')).to.equal(null);
    expect(rig.root.querySelector<HTMLInputElement>('[type=search]')!.value).to.equal('');
  });

  it('no rows at all: says what its owner says', async () => {
    const rig = await GridRig.open(0, { emptyText: 'Nobody is signed in.' });
    expect(rig.root.querySelector('.notice')!.textContent).to.equal('Nobody is signed in.');
    await expect(rig.grid).to.be.accessible();
    rig.grid.focus();
    await rig.press('ArrowDown', 'PageDown', 'Control+End', 'Space', 'Control+a', 'Escape', 'Enter');
    expect(rig.place![0]).to.equal(-1);
  });

  it('rows that are on their way are grey, and take their place when they come', async () => {
    const rig = await GridRig.open(50);
    const missing = new Set([1, 2]);
    const { rows } = rig;
    const paged = new Proxy(rows, {
      get: (target, name) => {
        if (name === 'rowAt') return (position: number): Person | undefined => (missing.has(position) ? undefined : target.rowAt(position));
        if (name === 'more') return missing.size ? 'loading' : 'none';
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    rig.grid.rows = paged;
    await rig.drawn();
    expect(rig.cell(1, 1).parentElement!.getAttribute('aria-busy')).to.equal('true');
    expect(rig.root.querySelector('.status')!.textContent).to.contain('Loading more…');
    await expect(rig.grid).to.be.accessible();
    missing.clear();
    rows.apply({ remove: ['p49'] });
    await rig.drawn();
    expect(rig.cell(1, 1).textContent).to.equal('Person 1');
    expect(rig.cell(1, 1).parentElement!.hasAttribute('aria-busy')).to.equal(false);
  });

  it('rows that could not be had: says so, and tries again when asked', async () => {
    const rig = await GridRig.open(50);
    let retries = 0;
    rig.grid.rows = new Proxy(rig.rows, {
      get: (target, name) => {
        if (name === 'more') return 'failed';
        if (name === 'retry') return () => retries++;
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    await rig.drawn();
    await expect(rig.grid).to.be.accessible();
    await rig.click(rig.root.querySelector('.status button')!);
    expect(retries).to.equal(1);
  });

  it('BX-15 what is told: sorting, how many match, how many are selected', async () => {
    const rig = await GridRig.open(50);
    const spoken = rig.root.querySelector('.spoken')!;
    const next = (): Promise<string> =>
      new Promise((resolve) => {
        const observer = new MutationObserver(() => {
          observer.disconnect();
          resolve(spoken.textContent!);
        });
        observer.observe(spoken, { childList: true, characterData: true, subtree: true });
      });
    let told = next();
    await rig.click(rig.head('User'));
    expect(await told).to.equal('Sorted by User, ascending');
    told = next();
    rig.grid.arrange({ search: 'Person 4' });
    expect(await told).to.equal('11 rows');
    told = next();
    rig.rows.selectAll(true);
    expect(await told).to.equal('11 selected');
  });

  for (const theme of ['dark', 'high-contrast'] as const) {
    it(`can be read in ${theme}`, async () => {
      const rig = await GridRig.open(50, { theme });
      rig.rows.select(1, 2, true);
      await rig.drawn();
      await expect(rig.grid).to.be.accessible();
    });
  }
});
