import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createChoosing } from '../../../src/host/creatio/choosing.ts';
import { createDirectory } from '../../../src/host/creatio/directory.ts';
import { LicensingError, type LicensingErrorCode } from '../../../src/licensing/errors.ts';
import { MemoryCreatio, guid } from '../../support/memory-creatio.ts';

const { signal } = new AbortController();
const nobody = guid(8, 8);

/** `choosing()`: another view of the same page, or another tab. */
const start = (creatio = new MemoryCreatio()) => {
  const choosing = () => createChoosing({ directory: createDirectory(creatio.api, creatio.options), kept: creatio.options.kept, now: () => creatio.now });
  return { creatio, kept: creatio.options.kept, choosing, ...choosing() };
};
const refused = (code: LicensingErrorCode) => (error: unknown): boolean => error instanceof LicensingError && error.code === code;

describe('a selection', () => {
  test('BX-14 has each once, in the order given and in any case of letters, and says who is unknown as it was written', async () => {
    const { creatio, select, selected } = start();
    const [a, b] = [creatio.user(1), creatio.user(2)];
    const { id, count, unknown } = await select({ kind: 'users', userIds: [b.toUpperCase(), nobody.toUpperCase(), 'Robert', a, b] }, signal);
    assert.deepEqual([count, unknown], [2, [nobody.toUpperCase(), 'Robert']]);
    assert.deepEqual(await selected(id), [b, a]);
    assert.equal(creatio.calls.some((call) => call.toLowerCase().includes('robert')), false, 'Creatio is asked for GUIDs only');
  });

  test('BX-14 of nobody is refused, as is one of too many', async () => {
    const { creatio, select } = start();
    await assert.rejects(select({ kind: 'users', userIds: [nobody] }, signal), refused('rejected'));
    await assert.rejects(select({ kind: 'users', userIds: ['x'] }, signal), refused('rejected'));
    await assert.rejects(select({ kind: 'matching', search: 'nobody', filters: [] }, signal), refused('rejected'));
    const asked = creatio.calls.length;
    await assert.rejects(select({ kind: 'users', userIds: Array.from({ length: 110_001 }, (_, n) => guid(1, n)) }, signal), refused('rejected'));
    assert.equal(creatio.calls.length, asked, 'too many are not asked for');
  });

  test('BX-14 is known to another view and tab for a day, and gone after that', async () => {
    const { creatio, kept, select, selected, choosing } = start();
    const a = creatio.user(1);
    const { id } = await select({ kind: 'users', userIds: [a] }, signal);
    assert.deepEqual(await choosing().selected(id), [a]);
    creatio.now += 86_400_000;
    await assert.rejects(selected(id), refused('not-found'));
    creatio.now += 3_600_000;
    await kept.update('selections', 'odd', () => 'what is this?');
    const { id: later } = await choosing().select({ kind: 'users', userIds: [a] }, signal);
    assert.deepEqual((await kept.list('selections')).map(({ key }) => key), [later], 'old and odd ones are forgotten');
    await assert.rejects(selected(nobody), refused('not-found'));
  });

  test('what was kept and is not a selection is not-found', async () => {
    const { kept, selected, population } = start();
    for (const odd of [null, 'x', { at: 'now', userIds: [] }, { at: Date.UTC(2026, 10, 22), userIds: 'all' }]) {
      await kept.update('selections', 'odd', () => odd);
      await assert.rejects(selected('odd'), refused('not-found'));
      await assert.rejects(population('odd', signal), refused('not-found'));
    }
  });

  test('BX-14 of who matches is fixed at that moment, by name', async () => {
    const { creatio, select, selected } = start();
    const pack = creatio.pack(1, {});
    const [b, a, ina, other] = [creatio.user(1, { name: 'bo x' }), creatio.user(2, { name: 'Al X' }), creatio.user(3, { name: 'Ina X', active: false }), creatio.user(4)];
    for (const id of [a, ina, other]) creatio.hold(id, pack);
    const matching = async (search: string, ...filters: string[]): Promise<readonly string[]> => selected((await select({ kind: 'matching', search, filters }, signal)).id);
    assert.deepEqual(await matching(' X '), [a, b, ina, other], 'an e-mail has it too');
    const { id } = await select({ kind: 'matching', search: ' x', filters: ['active', `holds:${pack.toUpperCase()}`] }, signal);
    creatio.drop(a, pack);
    assert.deepEqual([await selected(id), await matching('', 'inactive')], [[a, other], [ina]]);
    creatio.users.get(b)!.active = false;
    await assert.rejects(matching('bo', 'active'), refused('rejected'));
    for (const odd of ['idle', 'holds:', 'holds:x']) await assert.rejects(matching('', odd), refused('rejected'), odd);
    await assert.rejects(matching('', `holds:${nobody}`), refused('not-found'));
  });

  test('CR-7 of holders has leftover rows of inactive users, and says who holds it and does not exist', async () => {
    const { creatio, select, selected } = start();
    const pack = creatio.pack(1, {});
    const [b, a] = [creatio.user(1, { name: 'Bo' }), creatio.user(2, { name: 'Al', active: false })];
    for (const id of [b, a, nobody]) creatio.hold(id, pack);
    const { id, unknown } = await select({ kind: 'holders', productId: pack }, signal);
    assert.deepEqual([await selected(id), unknown], [[a, b], [nobody]]);
    await assert.rejects(select({ kind: 'holders', productId: nobody }, signal), refused('not-found'));
  });

  test('a package that was bought after the page was opened is known to the next selection', async () => {
    const { creatio, select, population } = start();
    const a = creatio.user(1);
    await population((await select({ kind: 'users', userIds: [a] }, signal)).id, signal);
    creatio.pack(1, {});
    const { id } = await select({ kind: 'users', userIds: [a] }, signal);
    assert.equal((await population(id, signal)).products.length, 1);
  });
});

describe('a population', () => {
  test('CR-7 CR-9 says who holds what and from where; of roles, activity and sessions it says nothing', async () => {
    const { creatio, select, population } = start();
    const [p, q] = [creatio.pack(1, { count: 2 }), creatio.pack(2, { count: 7 })];
    const [a, b, c] = [creatio.user(1), creatio.user(2, { active: false }), creatio.user(3)];
    creatio.hold(a, p, 'role');
    creatio.hold(b, p);
    creatio.hold(b, q, null);
    creatio.hold(c, q);
    const { id, at } = await select({ kind: 'users', userIds: [b, a] }, signal);
    const { selection, people, heldBy, roles, products } = await population(id, signal);
    assert.deepEqual([selection, roles], [{ id, count: 2, at }, []]);
    assert.deepEqual(people!.map(({ id, active, held }) => [id, active, held]), [[b, false, { [p]: 'direct', [q]: 'direct' }], [a, true, { [p]: 'role' }]]);
    assert.deepEqual(people!.map(({ lastActivity, roles, sessions }) => [lastActivity, roles, sessions]), [[null, [], 0], [null, [], 0]]);
    assert.deepEqual(heldBy, { [p]: 2, [q]: 1 });
    assert.deepEqual(products.map(({ seats: { paid, used } }) => [paid, used]), [[2, 1], [7, 1]]);
  });

  test('CR-6 of 5,000 people and 40 packages takes 41 calls, four at a time', async () => {
    const { creatio, select, population } = start();
    for (let n = 0; n < 40; n++) creatio.pack(n, { count: 9000 });
    const userIds = Array.from({ length: 5000 }, (_, n) => creatio.user(n));
    for (const [n, id] of userIds.entries()) for (const p of [n % 40, (n * 7) % 40]) creatio.hold(id, guid(2, p));
    let [open, most] = [0, 0];
    creatio.before = async () => {
      most = Math.max(most, ++open);
      await new Promise(setImmediate);
      open--;
    };
    const { id } = await select({ kind: 'users', userIds }, signal);
    const before = creatio.calls.length;
    const { people } = await population(id, signal);
    assert.equal(people!.reduce((sum, { held }) => sum + Object.keys(held).length, 0), [...creatio.held.values()].reduce((sum, { size }) => sum + size, 0));
    assert.deepEqual([before, creatio.calls.length - before, most], [2, 41, 4]);
  });

  test('CR-6 what was read before an abort or a failure is not read again soon after, but is later', async () => {
    const { creatio, select, population } = start();
    for (let n = 0; n < 12; n++) creatio.pack(n, {});
    const { id } = await select({ kind: 'users', userIds: [creatio.user(1)] }, signal);
    const calls = async (run: () => Promise<unknown>): Promise<number> => {
      const before = creatio.calls.length;
      await run().catch(() => undefined);
      return creatio.calls.length - before;
    };
    const leaving = new AbortController();
    creatio.before = (call) => (call.endsWith(guid(2, 5)) ? leaving.abort() : undefined);
    const first = await calls(() => population(id, leaving.signal));
    creatio.before = () => {};
    creatio.now += 20_000;
    const second = await calls(() => population(id, signal));
    assert.ok(first >= 6 && first <= 9 && second < 12 && first + second <= 13 + 4, `${first} + ${second}`);
    assert.equal(await calls(() => population(id, signal)), 13, 'a reading that was finished is not used again');

    creatio.before = (call) => {
      if (call.endsWith(guid(2, 9))) throw new LicensingError('offline');
    };
    await assert.rejects(population(id, signal), refused('offline'));
    creatio.before = () => {};
    creatio.now += 30_000;
    assert.equal(await calls(() => population(id, signal)), 13);
  });

  test('nothing more is asked once a reading has failed', async () => {
    const { creatio, select, population } = start();
    for (let n = 0; n < 40; n++) creatio.pack(n, {});
    const { id } = await select({ kind: 'users', userIds: [creatio.user(1)] }, signal);
    const before = creatio.calls.length;
    creatio.before = async (call) => {
      if (call.startsWith('GetLicenseData')) throw new LicensingError('server');
    };
    await assert.rejects(population(id, signal), refused('server'));
    assert.equal(creatio.calls.length - before, 5);
  });

  test('somebody who was deleted since is told as a conflict: the people are not who they were', async () => {
    const { creatio, select, population } = start();
    const [a, b] = [creatio.user(1), creatio.user(2)];
    const { id } = await select({ kind: 'users', userIds: [a, b] }, signal);
    creatio.users.delete(b);
    await assert.rejects(population(id, signal), refused('conflict'));
  });
});

describe('looking people up', () => {
  test('BX-14 logins and e-mails in any case: found, ambiguous, unknown, one answer a term in their order', async () => {
    const { creatio, lookUp } = start();
    const [a, b, c] = [
      creatio.user(1, { login: 'Ann', email: 'ann@x.com', name: 'Ann' }), creatio.user(2, { login: 'twin@x.com', email: null, name: 'b' }), creatio.user(3, { login: 'c', email: 'Twin@X.com', name: 'A' }),
    ];
    const same = creatio.user(4, { login: 'Same', email: 'same' });
    const terms = ['ANN', ' ann@X.com ', 'twin@x.com', 'nn', '', 'ann', 'a\0', 'same'];
    const answers = await lookUp(terms, signal);
    assert.deepEqual(answers.map(({ term }) => term), terms);
    assert.deepEqual(answers.map(({ users }) => users.map(({ id }) => id)), [[a], [a], [c, b], [], [], [a], [], [same]]);
  });

  test('BX-14 more terms than 2,000 are refused', async () => {
    const { creatio, lookUp } = start();
    await assert.rejects(lookUp(Array.from({ length: 2001 }, (_, n) => `x${n}`), signal), refused('rejected'));
    assert.deepEqual(creatio.calls, []);
  });

  test('BX-14 a type-ahead offers ten', async () => {
    const { creatio, findUsers } = start();
    for (let n = 0; n < 30; n++) creatio.user(n, { active: n > 3 });
    const found = await findUsers('PERSON', signal);
    assert.deepEqual([found.length, found.every(({ active }) => active)], [10, true]);
  });
});

describe('sets of people', () => {
  test('BX-14 are kept in this browser, used in their order, replaced, and deleted', async () => {
    const { creatio, choosing, select, selected, saveSet, savedSets, deleteSet } = start();
    const [a, b] = [creatio.user(1), creatio.user(2)];
    const [one, two] = [guid(4, 1), guid(4, 2)];
    const both = await select({ kind: 'users', userIds: [b, a] }, signal);
    assert.deepEqual(await saveSet({ id: one, name: ' Team ', selectionId: both.id }, signal), { id: one, name: 'Team', count: 2, savedAt: creatio.now });
    await saveSet({ id: two, name: 'alpha', selectionId: both.id }, signal);
    assert.deepEqual((await choosing().savedSets(signal)).map(({ name }) => name), ['alpha', 'Team']);
    creatio.users.delete(a);
    const { id, unknown } = await select({ kind: 'saved', setId: one }, signal);
    assert.deepEqual([await selected(id), unknown], [[b], [a]]);
    await saveSet({ id: one, name: 'Other', selectionId: id }, signal);
    await deleteSet(two, signal);
    await deleteSet(two, signal);
    assert.deepEqual((await savedSets(signal)).map(({ name, count }) => [name, count]), [['Other', 1]]);
    await assert.rejects(select({ kind: 'saved', setId: two }, signal), refused('not-found'));
  });

  test('BX-14 need a name, an id and a selection, and are 200 at most', async () => {
    const { creatio, kept, select, saveSet } = start();
    const { id: selectionId } = await select({ kind: 'users', userIds: [creatio.user(1)] }, signal);
    for (const [id, name] of [['x', 'Team'], [guid(4, 1), '  '], [guid(4, 1), 'x'.repeat(101)]] as const) {
      await assert.rejects(saveSet({ id, name, selectionId }, signal), refused('rejected'));
    }
    await assert.rejects(saveSet({ id: guid(4, 1), name: 'Team', selectionId: nobody }, signal), refused('not-found'));
    for (let n = 1; n <= 200; n++) await saveSet({ id: guid(4, n), name: `Set ${n}`, selectionId }, signal);
    await assert.rejects(saveSet({ id: guid(4, 201), name: 'One more', selectionId }, signal), refused('rejected'));
    await saveSet({ id: guid(4, 200), name: 'The last again', selectionId }, signal);
    assert.equal((await kept.list('sets')).length, 200);
  });

  test('what was kept and is no set is left out', async () => {
    const { kept, savedSets, select } = start();
    await kept.update('sets', guid(4, 1), () => ({ name: 7 }));
    assert.deepEqual(await savedSets(signal), []);
    await assert.rejects(select({ kind: 'saved', setId: guid(4, 1) }, signal), refused('not-found'));
  });
});
