import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { createChoosing } from '../../../src/host/creatio/choosing.ts';
import { createDirectory } from '../../../src/host/creatio/directory.ts';
import { LicensingError } from '../../../src/licensing/errors.ts';
import type { Seats } from '../../../src/licensing/license.ts';
import { paidOn, termStateOn } from '../../../src/licensing/seats.ts';
import { MemoryCreatio, guid } from '../../support/memory-creatio.ts';

const { signal } = new AbortController();
const today = '2026-11-22';

const start = () => {
  const creatio = new MemoryCreatio();
  return { creatio, directory: createDirectory(creatio.api, creatio.options) };
};

describe('what Creatio knows of packages', () => {
  test('CR-8 rows of a package are its terms; those that are switched off are none', async () => {
    const { creatio, directory } = start();
    const id = creatio.pack(1, { startDate: '2026-01-01', dueDate: '2026-12-31T00:00:00', count: 3 }, { count: 4 }, { count: 9, isActive: false });
    const off = creatio.pack(2, { isActive: false, type: 2 });
    creatio.pack(3, { type: 1 });
    const packages = await directory.packages(signal);
    assert.deepEqual(packages.get(id)!.terms, [{ start: '2026-01-01', due: '2026-12-31', count: 3 }, { start: null, due: null, count: 4 }]);
    assert.deepEqual(packages.get(off), { id: off, name: 'Package 2', type: 'server', terms: [] });
    assert.deepEqual([...packages.values()].map(({ type }) => type), ['named', 'server', 'concurrent']);
  });

  test('packages are asked for once in five minutes, unless they have to be fresh', async () => {
    const { creatio, directory } = start();
    await directory.packages(signal);
    await directory.packages(signal);
    assert.deepEqual(creatio.calls, ['GetLicenses']);
    creatio.pack(1, {});
    assert.equal((await directory.packages(signal, true)).size, 1);
    creatio.now += 300_000;
    await directory.packages(signal);
    assert.equal(creatio.calls.length, 3);
  });

  test('CR-8 a term that holders are read with is known to all screens from then on', async () => {
    const { creatio, directory } = start();
    const id = creatio.pack(1, { count: 5 });
    await directory.packages(signal);
    creatio.rows.push({ ...creatio.rows[0]!, id: guid(3, 7), count: 2 });
    await directory.holders(id, signal);
    assert.deepEqual((await directory.packages(signal)).get(id)!.terms.map(({ count }) => count), [5, 2]);
  });

  test('CR-3 the list of products takes two calls, and is by name as people look names up', async () => {
    const { creatio, directory } = start();
    for (const n of [10, 2, 1]) creatio.pack(n, { count: n });
    creatio.hold(creatio.user(1), guid(2, 2));
    const products = await directory.products(signal);
    assert.deepEqual(products.map(({ name, seats: { paid, used } }) => [name, paid, used]), [['Package 1', 1, 0], ['Package 2', 2, 1], ['Package 10', 10, 0]]);
    assert.equal(creatio.calls.length, 2);
  });

  test('CR-8 who holds a package that the users’ tab leaves out is counted all the same', async () => {
    const { creatio, directory } = start();
    const id = creatio.pack(1, { dueDate: '2026-11-21' });
    creatio.unlisted.add(id);
    creatio.hold(creatio.user(1), id);
    creatio.hold(creatio.user(2, { active: false }), id);
    const [product] = await directory.products(signal);
    assert.deepEqual([product!.seats.paid, product!.seats.used, product!.term], [0, 1, { state: 'expired', start: null, due: '2026-11-21' }]);
  });

  test('a package that does not exist is not-found', async () => {
    const { directory } = start();
    await assert.rejects(directory.holders(guid(2, 1), signal), (error) => error instanceof LicensingError && error.code === 'not-found');
  });

  test('the period told is that of the terms that cover today, else of those ahead, else of all', async () => {
    const { creatio, directory } = start();
    creatio.pack(1, { startDate: '2025-01-01', dueDate: '2025-12-31' }, { startDate: '2026-02-01', dueDate: today }, { startDate: today, dueDate: null });
    creatio.pack(2, { dueDate: '2025-12-31' }, { startDate: '2027-02-01', dueDate: '2027-03-01' }, { startDate: '2027-01-01', dueDate: '2027-01-02' });
    creatio.pack(3, { startDate: null, dueDate: '2025-12-31' }, { startDate: '2025-06-01', dueDate: '2026-01-31' });
    creatio.pack(4, { isActive: false });
    assert.deepEqual((await directory.products(signal)).map(({ term }) => term), [
      { state: 'current', start: '2026-02-01', due: null },
      { state: 'future', start: '2027-01-01', due: '2027-03-01' },
      { state: 'expired', start: null, due: '2026-01-31' },
      { state: 'none', start: null, due: null },
    ]);
  });
});

describe('who holds a package', () => {
  test('CR-9 since role-based distribution a source that is not by hand is a role’s, before it there was none', async () => {
    const { creatio, directory } = start();
    const id = creatio.pack(1, {});
    const [a, b, c, d] = [creatio.user(1), creatio.user(2), creatio.user(3), creatio.user(4)];
    creatio.hold(a, id, 'direct');
    creatio.hold(b, id, 'role');
    creatio.hold(c, id, null);
    creatio.hold(d, id, 'both');
    assert.deepEqual([...(await directory.holders(id, signal)).sources], [[a, 'direct'], [b, 'role'], [c, 'direct'], [d, 'role']]);
  });

  test('CR-7 CR-8 leftover rows of inactive users are told, and no seat is counted for them, above 2,000 either', async () => {
    const { creatio, directory } = start();
    const id = creatio.pack(1, { count: 3000 });
    for (let n = 0; n < 2500; n++) creatio.hold(creatio.user(n, { active: n >= 500 }), id);
    const holders = await directory.holders(id, signal);
    assert.equal(holders.sources.size, 2500);
    assert.equal(directory.seats(holders, await directory.users(signal)).used, 2000);
  });

  test('CR-8 of a concurrent license nobody knows how many use it: all seats are free, and holders are told apart', async () => {
    const { creatio, directory } = start();
    const id = creatio.pack(1, { type: 1, count: 2 });
    for (const n of [1, 2, 3]) creatio.hold(creatio.user(n), id);
    const seats = directory.seats(await directory.holders(id, signal), await directory.users(signal));
    assert.deepEqual(seats, { type: 'concurrent', paid: 2, used: 0, assigned: 3, version: 1 });
  });

  test('the version of seats grows when a figure changes, and only then', async () => {
    const { creatio, directory } = start();
    const id = creatio.pack(1, {});
    const version = async (): Promise<number> => (await directory.products(signal))[0]!.seats.version;
    const [first, same] = [await version(), await version()];
    creatio.hold(creatio.user(1), id);
    const more = await version();
    creatio.drop(guid(1, 1), id);
    assert.deepEqual([same, more, await version()], [first, first + 1, first + 2]);
  });
});

test('CR-8 totals never differ between screens: whatever terms and holders there are', async () => {
  const day = fc.option(fc.constantFrom('2026-11-20', '2026-11-21', today, '2026-11-23', '2026-11-24T00:00:00', '2026-11-22T23:59:59Z', '0001-01-01'));
  const term = fc.record({ startDate: day, dueDate: day, isActive: fc.boolean(), count: fc.nat(9) });
  const world = fc.record({
    users: fc.array(fc.boolean(), { maxLength: 6 }),
    packages: fc.array(fc.record({ type: fc.constantFrom(0, 1, 2), terms: fc.array(term, { minLength: 1, maxLength: 4 }), held: fc.array(fc.nat(5), { maxLength: 6 }) }), { minLength: 1, maxLength: 4 }),
  });
  await fc.assert(
    fc.asyncProperty(world, async ({ users, packages }) => {
      const { creatio, directory } = start();
      const userIds = users.map((active, n) => creatio.user(n, { active }));
      for (const [n, { type, terms, held }] of packages.entries()) {
        const id = creatio.pack(n, ...terms.map((one) => ({ ...one, type: type as 0 | 1 | 2 })));
        for (const at of held) if (userIds[at]) creatio.hold(userIds[at], id);
      }
      const figures = (all: readonly { readonly id: string; readonly seats: Seats }[]): object => Object.fromEntries(all.map(({ id, seats }) => [id, seats]));
      const listed = figures(await directory.products(signal));
      creatio.held.forEach((_, id) => creatio.unlisted.add(id));
      assert.deepEqual(figures(await directory.products(signal)), listed, 'asked one by one');
      const everybody = await directory.users(signal);
      assert.deepEqual(figures(await Promise.all([...creatio.held.keys()].map(async (id) => ({ id, seats: directory.seats(await directory.holders(id, signal), everybody) })))), listed, 'from the holders');
      if (userIds.length) {
        const choosing = createChoosing({ directory, kept: creatio.options.kept, now: () => creatio.now });
        const { id } = await choosing.select({ kind: 'users', userIds }, signal);
        assert.deepEqual(figures((await choosing.population(id, signal)).products), listed, 'of a population');
      }
      for (const [n, { type, terms, held }] of packages.entries()) {
        const { paid, used, assigned } = (listed as Record<string, Seats>)[guid(2, n)]!;
        const plain = terms.filter(({ isActive }) => isActive).map(({ startDate, dueDate, count }) => ({ start: plainDay(startDate), due: plainDay(dueDate), count }));
        assert.equal(paid, paidOn((['named', 'concurrent', 'server'] as const)[type]!, plain, today));
        assert.equal(assigned, new Set(held.filter((at) => users[at])).size);
        assert.equal(used, type === 1 ? 0 : assigned);
        assert.equal((await directory.products(signal)).find(({ id }) => id === guid(2, n))!.term.state, termStateOn(plain, today));
      }
    }),
    { numRuns: 200 },
  );
});

const plainDay = (text: string | null): string | null => (text === null || text === '0001-01-01' ? null : text.slice(0, 10));
