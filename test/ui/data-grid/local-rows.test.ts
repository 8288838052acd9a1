import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type Order, type RowsChange, plainOrder } from '../../../src/ui/data-grid/grid-rows.ts';
import { LocalRows } from '../../../src/ui/data-grid/local-rows.ts';
import type { SliceHooks } from '../../../src/ui/data-grid/slices.ts';
import { type Person, anyOrder, anyPeople, anyPerson, columns, naively } from './naive-rows.ts';

/** Where a slice ends whenever the work may pause, and the test says when it goes on. */
class Slices implements SliceHooks {
  #time = 0;
  #waiting: (() => void)[] = [];
  pauses = 0;
  now(): number {
    return (this.#time += 1_000);
  }
  pause(): Promise<void> {
    this.pauses++;
    return new Promise((resume) => this.#waiting.push(resume));
  }
  async next(): Promise<void> {
    for (const resume of this.#waiting.splice(0)) resume();
    await new Promise(setImmediate);
  }
  async all(rows: { readonly busy: boolean }): Promise<void> {
    while (rows.busy) await this.next();
  }
}

/** Time stands still: all is done in the first slice, on however busy a machine. */
const atOnce: SliceHooks = { now: () => 0, pause: () => assert.fail('a pause') };

function local(people: readonly Person[] = [], hooks = atOnce): LocalRows<Person> {
  const rows = new LocalRows<Person>({ idOf: ({ id }) => id, selectable: ({ own }) => !own, locale: 'en', timeZone: 'UTC', hooks });
  rows.replace(people);
  return rows;
}

/** As `naively` tells it. */
function told(rows: LocalRows<Person>): string[] {
  return Array.from({ length: rows.length }, (_, position) => {
    const heading = rows.headingAt(position);
    const row = rows.rowAt(position);
    assert.equal(heading === undefined, row !== undefined);
    return heading ? `${heading.key} ×${heading.count}, ${heading.first.id}, ${heading.open ? 'open' : 'closed'}` : row!.id;
  });
}

const selectedIds = (rows: LocalRows<Person>): string[] => [...rows.selectedRows()].map(({ id }) => id).sort();
const person = (id: number, more: Partial<Person> = {}): Person => ({ id: String(id), name: `n${id}`, kind: 'web', age: id, ...more });
const many = (count: number, more: (at: number) => Partial<Person> = () => ({})): Person[] => Array.from({ length: count }, (_, at) => person(at, more(at)));
const byName = (descending = false): Order => ({ ...plainOrder, sort: [{ column: 'name', descending }] });

describe('LocalRows', () => {
  test('QT-7 any rows in any order after any other order are as the plain sort has them', async () => {
    await fc.assert(
      fc.asyncProperty(anyPeople, fc.array(anyOrder, { minLength: 1, maxLength: 4 }), fc.constantFrom('en', 'de', 'uk', 'da'), async (people, orders, locale) => {
        const rows = new LocalRows<Person>({ idOf: ({ id }) => id, locale });
        rows.replace(people);
        for (const order of orders) {
          await rows.arrange(order, columns);
          assert.deepEqual(told(rows), naively(people, order, undefined, locale));
          for (let position = 0; position < rows.length; position++) {
            const row = rows.rowAt(position);
            if (row) assert.equal(rows.positionOf(row.id), position);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  test('QT-7 any changes at any moment lead to what the plain sort makes of the rows there are then', async () => {
    const anyStep = fc.oneof(
      { weight: 4, arbitrary: fc.record({ upsert: fc.array(anyPerson, { maxLength: 4 }), remove: fc.array(fc.integer({ min: 0, max: 40 }).map(String), { maxLength: 4 }) }) },
      { weight: 2, arbitrary: fc.record({ order: anyOrder }) },
      { weight: 1, arbitrary: fc.record({ replace: anyPeople }) },
      { weight: 1, arbitrary: fc.record({ toggle: fc.option(fc.constantFrom('web', 'api', '', '1')), open: fc.boolean() }) },
      { weight: 3, arbitrary: fc.record({ from: fc.nat(30), to: fc.nat(30), on: fc.boolean() }) },
      { weight: 3, arbitrary: fc.constant('look' as const) },
      { weight: 3, arbitrary: fc.constant('slice' as const) },
    );
    await fc.assert(
      fc.asyncProperty(anyPeople, fc.array(anyStep, { maxLength: 15 }), async (people, steps) => {
        const slices = new Slices();
        const rows = local([], slices);
        let [here, order] = [new Map<string, Person>(), plainOrder];
        let byDefault = true;
        let otherwise = new Set<string>();
        const replace = (all: readonly Person[]): void => {
          here = new Map(all.map((one) => [one.id, one]));
          rows.replace(all);
        };
        replace(people);
        for (const step of steps) {
          if (step === 'look') told(rows);
          else if (step === 'slice') await slices.next();
          else if ('order' in step) void rows.arrange((order = step.order), columns);
          else if ('replace' in step) replace(step.replace);
          else if ('on' in step) rows.select(step.from, step.to, step.on);
          else if ('toggle' in step) {
            if (step.toggle === null) otherwise = new Set();
            if (step.toggle === null) byDefault = step.open;
            else if (step.open === byDefault) otherwise.delete(step.toggle);
            else otherwise.add(step.toggle);
            rows.toggle(step.toggle, step.open);
          } else {
            for (const one of step.upsert) here.set(one.id, one);
            for (const id of step.remove) here.delete(id);
            rows.apply(step);
          }
        }
        await slices.all(rows);
        assert.deepEqual(told(rows), naively([...here.values()], order, (key) => byDefault !== otherwise.has(key)));
        assert.deepEqual([...rows], [...here.values()]);
        const selected = selectedIds(rows);
        assert.equal(rows.selectedCount, selected.length);
        assert.ok(selected.every((id) => here.get(id)?.own === false));
        for (let position = 0; position < rows.length; position++) {
          const row = rows.rowAt(position);
          if (row) assert.equal(rows.isSelected(position), selected.includes(row.id));
        }
      }),
      { numRuns: 500 },
    );
  });

  test('QT-7 a later order supersedes one that is being made; until then the former stands, and nothing blocks', async () => {
    const slices = new Slices();
    const people = many(3_000, (at) => ({ name: `n${(at * 7) % 3_000}` }));
    const rows = local([], slices);
    rows.replace(people);
    await slices.all(rows);
    const first = rows.arrange(byName(), columns);
    assert.equal(rows.busy, true);
    await slices.next();
    assert.equal(rows.rowAt(1)?.id, '1');
    const second = rows.arrange(byName(true), columns);
    await slices.all(rows);
    await Promise.all([first, second]);
    assert.deepEqual(told(rows), naively(people, byName(true)));
    assert.ok(slices.pauses > 10, `${slices.pauses} pauses`);
  });

  test('QT-7 what is known of the former order is used: turning round, narrowing and the same again ask for few values', async () => {
    let asked = 0;
    const counted = columns.map((column) => ({ ...column, value: (row: Person) => (asked++, column.value!(row)) }));
    const people = many(5_000, (at) => ({ name: `n${at % 50}`, kind: at % 10 ? 'web' : 'api' }));
    const rows = local(people);
    const cost = async (order: Order): Promise<number> => {
      asked = 0;
      await rows.arrange(order, counted);
      const cost = asked;
      assert.deepEqual(told(rows), naively(people, order));
      return cost;
    };
    assert.equal(await cost(byName()), 5_000);
    assert.equal(await cost(byName(true)), 0);
    assert.equal(await cost(byName(true)), 0);
    assert.ok((await cost({ ...byName(true), search: 'n1' })) >= 5_000);
    const found = rows.length;
    assert.equal(found, 1_100);
    assert.ok((await cost({ ...byName(true), search: 'n12' })) <= 3 * found);
    assert.ok((await cost({ ...byName(true), search: 'n1' })) >= 5_000);
  });

  test('QT-7 an order is not turned round by what was known before a row changed', async () => {
    const rows = local(many(6, (at) => ({ name: at < 3 ? 'a' : 'b' })));
    await rows.arrange(byName(), columns);
    rows.apply({ upsert: [person(5, { name: 'a' })], remove: ['3'] });
    assert.deepEqual(told(rows), ['0', '1', '2', '5', '4']);
    await rows.arrange(byName(true), columns);
    assert.deepEqual(told(rows), ['4', '0', '1', '2', '5']);
  });

  test('QT-6 a change costs by what changed, not by how many rows there are', async () => {
    let asked = 0;
    const counted = columns.map((column) => ({ ...column, value: (row: Person) => (asked++, column.value!(row)) }));
    const rows = local(many(20_000, (at) => ({ name: `n${at}` })));
    await rows.arrange(byName(), counted);
    asked = 0;
    rows.apply({ upsert: many(100, (at) => ({ name: `n${at * 100}x` })) });
    assert.ok(rows.positionOf('50') > 0);
    assert.ok(asked < 100 * 50, `${asked} values`);
    asked = 0;
    for (let time = 0; time < 1_000; time++) rows.apply({ upsert: [person(time % 100, { name: `n${time}` })] });
    told(rows);
    assert.ok(asked < 1_000 * 10, `${asked} values`);
  });

  test('QT-6 says what changed: rows in place, or their order', async () => {
    const rows = local(many(10));
    await rows.arrange(byName(), columns);
    const changes = new Set<RowsChange>();
    const end = rows.subscribe((change) => changes.add(change));
    const heard = (): RowsChange[] => {
      const all = [...changes].sort();
      changes.clear();
      return all;
    };
    rows.apply({ upsert: [person(3, { age: 99 })] });
    assert.deepEqual(heard(), ['rows']);
    rows.apply({ upsert: [person(3, { name: 'a' })] });
    assert.deepEqual(heard(), ['order', 'state']);
    assert.equal(rows.positionOf('3'), 0);
    rows.select(0, 0, true);
    assert.deepEqual(heard(), ['selection']);
    rows.apply({ remove: ['3'] });
    assert.deepEqual(heard(), ['order', 'selection', 'state']);
    rows.apply({ remove: ['3'] });
    assert.deepEqual(heard(), []);
    end();
    rows.apply({ remove: ['4'] });
    assert.deepEqual(heard(), []);
  });

  test('BX-12 selection is by row: it survives sorting, filtering, changes and new rows, and never holds what may not be selected', async () => {
    const rows = local(many(10, (at) => ({ own: at === 5 })));
    rows.select(7, 4, true);
    assert.deepEqual(selectedIds(rows), ['4', '6', '7']);
    await rows.arrange({ ...byName(true), search: 'n6' }, columns);
    assert.deepEqual([rows.length, rows.isSelected(0), rows.allSelected, rows.selectedCount], [1, true, true, 3]);
    await rows.arrange(byName(true), columns);
    assert.deepEqual(selectedIds(rows), ['4', '6', '7']);
    rows.apply({ upsert: [person(4, { name: 'z' }), person(6, { own: true })], remove: ['7'] });
    assert.deepEqual(selectedIds(rows), ['4']);
    rows.apply({ upsert: [person(7)] });
    assert.deepEqual(selectedIds(rows), ['4'], 'one of the same id that comes later is another');
    rows.replace(many(6).reverse());
    assert.deepEqual([selectedIds(rows), rows.isSelected(rows.positionOf('4'))], [['4'], true]);
  });

  test('BX-12 all are those that match; none is none at all', async () => {
    const rows = local(many(20, (at) => ({ own: at === 11 })));
    rows.select(0, 0, true);
    await rows.arrange({ ...plainOrder, search: 'n1' }, columns);
    rows.selectAll(true);
    assert.deepEqual([rows.selectedCount, rows.allSelected, rows.isSelectable(rows.positionOf('11'))], [10, true, false]);
    rows.apply({ upsert: [person(100)] });
    assert.equal(rows.allSelected, false);
    await rows.arrange(plainOrder, columns);
    assert.deepEqual([rows.selectedCount, rows.allSelected, rows.isSelected(0)], [10, false, false]);
    rows.selectAll(false);
    assert.equal(rows.selectedCount, 0);
  });

  test('QT-7 a heading stands for its rows, also while its group is closed', async () => {
    const rows = local(many(9, (at) => ({ kind: at % 3 ? 'web' : 'api', own: at === 0 })));
    await rows.arrange({ ...plainOrder, group: 'kind' }, columns);
    assert.deepEqual(told(rows), ['api ×3, 0, open', '0', '3', '6', 'web ×6, 1, open', '1', '2', '4', '5', '7', '8']);
    rows.toggle(null, false);
    assert.deepEqual(told(rows), ['api ×3, 0, closed', 'web ×6, 1, closed']);
    rows.select(0, 0, true);
    assert.deepEqual([selectedIds(rows), rows.isSelected(0), rows.isSelected(1), rows.isSelectable(0)], [['3', '6'], true, false, true]);
    rows.toggle('api', true);
    assert.deepEqual([rows.positionOf('6'), rows.positionOf('8'), rows.length], [3, -1, 5]);
    assert.equal([...rows.matchingRows()].length, 9);
    rows.apply({ remove: ['0', '3', '6'] });
    assert.deepEqual(told(rows), ['web ×6, 1, closed']);
  });

  test('QT-6 pages that arrive while a sort is on are arranged in slices, and what goes meanwhile goes at once', async () => {
    const slices = new Slices();
    const rows = local([], slices);
    void rows.arrange(byName(), columns);
    for (let page = 0; page < 4; page++) rows.append(many(8_000).slice(page * 2_000, page * 2_000 + 2_000));
    assert.equal(rows.busy, true);
    rows.apply({ remove: ['1', '7999'] });
    assert.equal(rows.positionOf('1'), -1);
    await slices.all(rows);
    assert.deepEqual(told(rows), naively(many(8_000).filter(({ id }) => id !== '1' && id !== '7999'), byName()));
  });

  test('QT-6 rows that come and go for hours leave no more behind than there are rows', async () => {
    const kind = (at: number): Partial<Person> => ({ kind: at % 3 ? 'web' : 'api' });
    const rows = local(many(2_000, kind));
    await rows.arrange({ ...byName(), group: 'kind' }, columns);
    rows.select(rows.positionOf('1999'), rows.positionOf('1999'), true);
    for (let time = 0; time < 10_000; time++) {
      rows.apply({ upsert: [person(2_000 + time, kind(2_000 + time))], remove: [String(time < 1_999 ? time : time + 1)] });
      if (time % 100 === 0) assert.equal(rows.length, 2_002);
    }
    const kept = [person(1_999, kind(1_999)), ...many(12_000, kind).slice(10_001)];
    assert.deepEqual(told(rows), naively(kept, { ...byName(), group: 'kind' }));
    assert.deepEqual(selectedIds(rows), ['1999']);
    assert.deepEqual([...rows].map(({ id }) => id), kept.map(({ id }) => id));
    assert.equal(rows.get('11999')?.id, '11999');
  });

  test('QT-7 a column that fails rejects, and the former order stands', async () => {
    const rows = local(many(5));
    await assert.rejects(rows.arrange(byName(), [{ ...columns[0]!, value: () => assert.fail('no name') }]), /no name/);
    assert.deepEqual([rows.busy, rows.rowAt(0)?.id], [false, '0']);
    await rows.arrange(byName(true), columns);
    assert.equal(rows.rowAt(0)?.id, '4');
  });
});
