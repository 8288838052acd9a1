import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type Order, type RowsChange, plainOrder } from '../../../src/ui/data-grid/grid-rows.ts';
import type { RowPage } from '../../../src/ui/data-grid/page-list.ts';
import { type PageRequest, PagedRows } from '../../../src/ui/data-grid/paged-rows.ts';

interface Item {
  readonly id: string;
  readonly text: string;
}

const LIMIT = 10;
const item = (number: number): Item => ({ id: String(number).padStart(4, '0'), text: `text ${number}` });

/** A host with rows in the order of their ids. It answers when the test says so. */
class Host {
  rows: Item[];
  /** Requests not answered yet. */
  readonly open: { readonly request: PageRequest; answer(): void; refuse(): void }[] = [];
  asked = 0;

  constructor(count: number) {
    this.rows = Array.from({ length: count }, (_, at) => item(at * 2));
  }

  readonly fetchPage = (request: PageRequest): Promise<RowPage<Item>> => {
    this.asked++;
    assert.ok(this.open.every(({ request: { cursor, order } }) => cursor !== request.cursor || order !== request.order), 'one request a page at a time');
    return new Promise((resolve, reject) => {
      const end = (act: () => void) => () => {
        this.open.splice(this.open.indexOf(entry), 1);
        act();
      };
      const entry = { request, answer: end(() => resolve(this.page(request))), refuse: end(() => reject(new Error('offline'))) };
      this.open.push(entry);
      request.signal.addEventListener('abort', end(() => reject(request.signal.reason)));
    });
  };

  page({ order, cursor, limit }: PageRequest): RowPage<Item> {
    const matching = this.rows.filter(({ text }) => text.includes(order.search));
    if (order.sort[0]?.descending) matching.reverse();
    const from = cursor === null ? 0 : matching.findIndex(({ id }) => (order.sort[0]?.descending ? id <= cursor : id >= cursor));
    const items = from < 0 ? [] : matching.slice(from, from + limit);
    const next = from < 0 ? undefined : matching[from + limit];
    return { items, total: { count: matching.length, exact: true }, next: next?.id ?? null };
  }

  /** Answers all there is, and what is asked thereupon. */
  async settle(): Promise<void> {
    do {
      for (const { answer } of [...this.open]) answer();
      await new Promise(setImmediate);
    } while (this.open.length);
  }
}

async function paged(count: number, keep?: number): Promise<{ host: Host; rows: PagedRows<Item> }> {
  const host = new Host(count);
  const rows = new PagedRows<Item>({ idOf: ({ id }) => id, selectable: ({ id }) => id !== '0004', fetchPage: host.fetchPage, limit: LIMIT, keep });
  const arranged = rows.arrange(plainOrder);
  await host.settle();
  await arranged;
  return { host, rows };
}

const here = (rows: PagedRows<Item>, from = 0, to = rows.length - 1): (string | undefined)[] =>
  Array.from({ length: to - from + 1 }, (_, at) => rows.rowAt(from + at)?.id);
const ids = (rows: readonly Item[]): string[] => rows.map(({ id }) => id);
const searching = (search: string): Order => ({ ...plainOrder, search });

describe('PagedRows', () => {
  test('QT-6 fetches the first page and one ahead, and more as the end comes near', async () => {
    const { host, rows } = await paged(1_000);
    assert.equal(host.asked, 2);
    assert.equal(rows.length, 2 * LIMIT);
    assert.deepEqual(rows.matching, { count: 1_000, exact: true });
    rows.near(0, 8);
    assert.equal(host.asked, 2);
    rows.near(5, 13);
    assert.equal(rows.more, 'loading');
    await host.settle();
    assert.equal(host.asked, 3);
    assert.equal(rows.more, 'none');
    assert.deepEqual(here(rows), ids(host.rows.slice(0, 30)));
  });

  test('QT-6 the last row can be reached, and pages far away are let go and come back', async () => {
    const { host, rows } = await paged(200, 5);
    for (let from = 0; from < 200; from += 5) {
      rows.near(from, from + 8);
      await host.settle();
    }
    assert.equal(rows.length, 200);
    assert.equal(rows.rowAt(199)?.id, '0398');
    assert.equal(rows.rowAt(0), undefined);
    assert.equal([...Array(200).keys()].filter((at) => rows.rowAt(at)).length, 5 * LIMIT);
    assert.equal(rows.positionOf('0000'), 0);
    rows.near(0, 8);
    await host.settle();
    assert.deepEqual(here(rows, 0, 8), ids(host.rows.slice(0, 9)));
  });

  test('QT-6 no blank row stays: whatever is scrolled, refused and changed, in the end all on screen are the rows the host has', async () => {
    const anyStep = fc.oneof(
      { weight: 5, arbitrary: fc.record({ near: fc.nat(130) }) },
      { weight: 4, arbitrary: fc.record({ answer: fc.nat(3) }) },
      { weight: 1, arbitrary: fc.record({ refuse: fc.nat(3) }) },
      { weight: 1, arbitrary: fc.record({ gone: fc.nat(130) }) },
      { weight: 1, arbitrary: fc.record({ born: fc.nat(130) }) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { maxLength: 40 }), async (steps) => {
        const { host, rows } = await paged(120, 4);
        let seen = 0;
        for (const step of steps) {
          if ('near' in step) rows.near((seen = Math.min(step.near, rows.length - 1)), seen + 7);
          else if ('answer' in step) host.open[step.answer]?.answer();
          else if ('refuse' in step) host.open[step.refuse]?.refuse();
          else if ('gone' in step) {
            const [gone] = host.rows.splice(step.gone, 1);
            if (gone) rows.apply({ remove: [gone.id] });
          } else if (!host.rows.some(({ id }) => id === item(step.born * 2 + 1).id)) {
            host.rows = [...host.rows, item(step.born * 2 + 1)].sort((a, b) => (a.id < b.id ? -1 : 1));
          }
          await new Promise(setImmediate);
        }
        rows.retry();
        await host.settle();
        seen = Math.max(0, Math.min(seen, rows.length - 8));
        rows.near(seen, seen + 7);
        await host.settle();
        assert.equal(rows.more, 'none');
        const shown = here(rows, seen, Math.min(seen + 7, rows.length - 1));
        assert.ok(shown.every((id) => id !== undefined), `blank: ${String(shown)}`);
        assert.equal(new Set(shown).size, shown.length);
        assert.ok(shown.every((id, at) => at === 0 || shown[at - 1]! < id!));
        const known = new Set(ids(host.rows));
        assert.ok(shown.every((id) => known.has(id!)));
      }),
      { numRuns: 150 },
    );
  });

  test('QT-6 what could not be had is told, and had on retry', async () => {
    const { host, rows } = await paged(100);
    rows.near(10, 18);
    host.open[0]!.refuse();
    await new Promise(setImmediate);
    assert.equal(rows.more, 'failed');
    assert.equal((rows.trouble as Error).message, 'offline');
    rows.near(11, 19);
    assert.equal(host.open.length, 0, 'nothing is asked again by itself');
    rows.retry();
    assert.equal(rows.more, 'loading');
    await host.settle();
    assert.equal(rows.length, 3 * LIMIT);
    assert.equal(rows.trouble, undefined);
  });

  test('QT-6 what could not be had is asked for again when it comes near once more', async () => {
    const { host, rows } = await paged(200, 4);
    for (let from = 0; from < 190; from += 10) {
      rows.near(from, from + 8);
      await host.settle();
    }
    rows.near(0, 8);
    for (const { refuse } of [...host.open]) refuse();
    await new Promise(setImmediate);
    assert.equal(rows.more, 'failed');
    rows.near(100, 108);
    assert.equal(rows.more, 'loading');
    await host.settle();
    rows.near(0, 8);
    await host.settle();
    assert.deepEqual(here(rows, 0, 8), ids(host.rows.slice(0, 9)));
  });

  for (const [title, first] of [['page by page', 0], ['the later page first', 1]] as const) {
    test(`QT-6 a page that comes back and ends elsewhere leaves neither gap nor double: ${title}`, async () => {
      const { host, rows } = await paged(200, 4);
      for (let from = 0; from < 190; from += 10) {
        rows.near(from, from + 8);
        await host.settle();
      }
      host.rows = [item(1), item(3), item(5), ...host.rows].sort((a, b) => (a.id < b.id ? -1 : 1));
      rows.near(0, 18);
      const asked = [...host.open];
      asked[first]!.answer();
      asked[1 - first]!.answer();
      await host.settle();
      assert.deepEqual(here(rows, 0, 18), ids(host.rows.slice(0, 19)));
      rows.near(10, 28);
      await host.settle();
      assert.deepEqual(here(rows, 0, 28), ids(host.rows.slice(0, 29)));
    });
  }

  test('QT-7 another order starts over; the former one stands until its first page is here', async () => {
    const { host, rows } = await paged(100);
    const changes: RowsChange[] = [];
    rows.subscribe((change) => changes.push(change));
    const descending = rows.arrange({ ...plainOrder, sort: [{ column: 'id', descending: true }] });
    assert.equal(rows.busy, true);
    assert.equal(rows.rowAt(0)?.id, '0000');
    const searched = rows.arrange(searching('text 9'));
    await host.settle();
    await Promise.all([descending, searched]);
    assert.equal(rows.busy, false);
    assert.deepEqual(rows.matching, { count: 5, exact: true });
    assert.equal(rows.rowAt(0)?.text, 'text 90');
    assert.ok(changes.includes('order'));
    const { asked } = host;
    await rows.arrange(searching('text 9'));
    assert.equal(host.asked, asked, 'the same order again asks nothing');
    const again = rows.reload();
    await host.settle();
    await again;
    assert.equal(host.asked, asked + 1);
  });

  test('QT-7 an order whose first page is refused keeps the former rows, and is in place after retry', async () => {
    const { host, rows } = await paged(100);
    let done = false;
    const arranged = rows.arrange(searching('text 9')).then(() => (done = true));
    host.open[0]!.refuse();
    await new Promise(setImmediate);
    assert.deepEqual([rows.more, rows.busy, done, rows.rowAt(0)?.id], ['failed', false, false, '0000']);
    rows.retry();
    await host.settle();
    await arranged;
    assert.equal(rows.rowAt(0)?.text, 'text 90');
  });

  test('QT-8 changes reach rows that are here; one that goes closes up', async () => {
    const { rows } = await paged(100);
    rows.select(1, 1, true);
    const changes: RowsChange[] = [];
    rows.subscribe((change) => changes.push(change));
    rows.apply({ upsert: [{ id: '0000', text: 'other' }, { id: '0199', text: 'not here' }] });
    assert.equal(rows.rowAt(0)?.text, 'other');
    assert.equal(rows.positionOf('0199'), -1);
    assert.ok(!changes.includes('order'));
    rows.apply({ remove: ['0002'] });
    assert.ok(changes.includes('order'));
    assert.equal(rows.rowAt(1)?.id, '0004');
    assert.deepEqual([rows.matching.count, rows.selectedCount], [99, 0]);
  });

  test('BX-12 all that match may be selected without being here, but for what may not and what is taken out', async () => {
    const { host, rows } = await paged(1_000);
    rows.selectAll(true);
    // The one of the first pages that can't be.
    assert.deepEqual([rows.selectedCount, rows.allSelected, rows.isSelected(2), rows.isSelectable(2)], [999, true, false, false]);
    rows.select(0, 1, false);
    assert.deepEqual([rows.selectedCount, rows.allSelected, rows.isSelected(0), rows.isSelected(3)], [997, false, false, true]);
    assert.deepEqual(rows.selection, { all: true, except: new Set(['0000', '0002', '0004']) });
    assert.equal([...rows.selectedRows()].length, 2 * LIMIT - 3);

    const sorted = rows.arrange({ ...plainOrder, sort: [{ column: 'id', descending: true }] });
    await host.settle();
    await sorted;
    assert.equal(rows.selectedCount, 997, 'another order is the same rows');
    const searched = rows.arrange(searching('text 9'));
    await host.settle();
    await searched;
    assert.equal(rows.selectedCount, 0, 'nobody knows which of them match now');
  });

  test('BX-12 a range holds rows whose pages were let go, and ids stay selected in another order', async () => {
    const { host, rows } = await paged(100, 4);
    for (let from = 0; from < 90; from += 10) {
      rows.near(from, from + 8);
      await host.settle();
    }
    rows.select(89, 0, true);
    assert.deepEqual([rows.selectedCount, rows.rowAt(0), rows.isSelected(0)], [89, undefined, true]);
    const searched = rows.arrange(searching('text 9'));
    await host.settle();
    await searched;
    assert.equal(rows.isSelected(0), true);
    rows.selectAll(false);
    assert.equal(rows.selectedCount, 0);
  });

  test('QT-6 nothing is asked any more once stopped', async () => {
    const { host, rows } = await paged(100);
    rows.near(10, 18);
    assert.equal(host.open.length, 1);
    rows.stop();
    assert.equal(host.open.length, 0);
  });
});
