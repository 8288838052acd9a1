import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LicensingErrorCode } from '../../src/licensing/errors.ts';
import { type BulkRig, grant, recall, refused } from './bulk-rig.ts';

const nobody = '00000000-0000-4000-8000-000000000000';

/** Lookups, selections, sets of people, and who may ask for them. */
export function choosing(ready: () => BulkRig): void {
  test('what the host is capable of is said', async () => {
    const { admin, signal } = ready();
    const capable = (await admin.bulkCapabilities(signal))!;
    assert.ok(capable.maxApply >= 1000 && capable.maxLookup >= 1 && capable.maxSelection >= 1);
    const { keeps, activity, roles } = capable;
    assert.deepEqual([keeps, activity, roles], [ready().lacks('shared journal') ? 'browser' : 'host', !ready().lacks('activity'), !ready().lacks('roles')]);
  });

  test('BX-14 a selection keeps the order it was given, has each once, and says who is unknown', async () => {
    const { admin, host, signal } = ready();
    const [a, b, c] = await host.users(3);
    const selection = await admin.select({ kind: 'users', userIds: [c!, a!, nobody, c!, b!] }, signal);
    assert.deepEqual([selection.count, selection.unknown], [3, [nobody]]);
    const { people, selection: same } = await admin.population(selection.id, signal);
    assert.deepEqual(people!.map(({ id }) => id), [c, a, b]);
    assert.deepEqual([same.id, same.count, same.at], [selection.id, 3, selection.at]);
  });

  test('BX-14 a selection of nobody is refused', async () => {
    const { admin, signal } = ready();
    await assert.rejects(admin.select({ kind: 'users', userIds: [nobody] }, signal), refused('rejected'));
    await assert.rejects(admin.select({ kind: 'matching', search: crypto.randomUUID(), filters: [] }, signal), refused('rejected'));
  });

  test('BX-14 who matches is fixed: whoever joins, leaves or changes later changes nothing', async () => {
    const { admin, host, signal } = ready();
    const mark = crypto.randomUUID().slice(0, 13);
    const [b, a] = [await host.user({ name: `Bo ${mark}` }), await host.user({ name: `Al ${mark}` })];
    await host.user({ name: `Cy ${mark}`, active: false });
    const matching = { kind: 'matching', search: mark.toUpperCase(), filters: ['active'] } as const;
    const { id, count } = await admin.select(matching, signal);
    assert.equal(count, 2);
    await host.user({ name: `Aa ${mark}` });
    await host.activate(b, false);
    assert.deepEqual((await admin.population(id, signal)).people!.map((one) => [one.id, one.active]), [[a, true], [b, false]]);
    assert.equal((await admin.select(matching, signal)).count, 2);
  });

  test('BX-14 the holders of a product are all who hold it, leftover rows of inactive users included', async () => {
    const { admin, host, signal } = ready();
    const product = await host.product(5);
    const [a, b, c] = await host.users(3);
    for (const id of [a!, c!]) await host.hold(id, product);
    await host.activate(c!, false);
    const { id } = await admin.select({ kind: 'holders', productId: product }, signal);
    assert.deepEqual((await admin.population(id, signal)).people!.map((one) => one.id).sort(), [a, c].sort());
    await host.drop(a!, product);
    await host.hold(b!, product);
    assert.deepEqual((await admin.population(id, signal)).people!.map((one) => one.id).sort(), [a, c].sort());
    await assert.rejects(admin.select({ kind: 'holders', productId: nobody }, signal), refused('not-found'));
  });

  test('BX-14 logins and e-mails are looked up in any case: found, ambiguous, unknown, one answer a term in their order', async () => {
    const { admin, host, signal } = ready();
    const mark = crypto.randomUUID().slice(0, 8);
    const [ann, twin] = [`ann.${mark}`, `twin.${mark}@example.com`];
    const a = await host.user({ login: ann, email: `Ann.Mail.${mark}@Example.com` });
    const b = await host.user({ login: twin, email: null });
    const c = await host.user({ login: `c.${mark}`, email: twin });
    const ina = await host.user({ login: `ina.${mark}`, active: false });
    const sys = await host.user({ login: `sys.${mark}`, kind: 'system' });
    const terms = [ann.toUpperCase(), `ann.mail.${mark}@example.com`, ` ${ann} `, twin, `nn.${mark}`, `ina.${mark}`, `sys.${mark}`, ann.toUpperCase(), '%', '_'];
    const matches = await admin.lookUp(terms, signal);
    assert.deepEqual(matches.map(({ term }) => term), terms);
    assert.deepEqual(matches.map(({ users }) => users.map(({ id }) => id).sort()), [[a], [a], [a], [b, c].sort(), [], [ina], [sys], [a], [], []]);
    assert.deepEqual(matches.slice(5, 7).map(({ users: [user] }) => [user!.active, user!.kind]), [[false, 'person'], [true, 'system']]);
  });

  test('BX-14 more terms than the host looks up at once are refused', async () => {
    const { admin, signal } = ready();
    const { maxLookup } = (await admin.bulkCapabilities(signal))!;
    const terms = Array.from({ length: maxLookup }, (_, index) => `nobody-${index}`);
    assert.equal((await admin.lookUp(terms, signal)).length, maxLookup);
    await assert.rejects(admin.lookUp([...terms, 'one more'], signal), refused('rejected'));
  });

  test('BX-14 a type-ahead finds active people only', async () => {
    const { admin, host, signal } = ready();
    const mark = crypto.randomUUID().slice(0, 13);
    const [a] = [await host.user({ name: `Al ${mark}` }), await host.user({ name: `Bo ${mark}`, active: false })];
    assert.deepEqual((await admin.findUsers(mark.toUpperCase(), signal)).map(({ id }) => id), [a]);
  });

  test('BX-1 what planning needs to know: who holds what and from where, roles, activity, sessions, seats', async () => {
    const { admin, host, signal } = ready();
    const [p, q, none] = [await host.product(5), await host.product(2), await host.product(1)];
    const [a, b] = await host.users(2);
    const role = await host.role([b!]);
    await host.hold(a!, p);
    await host.hold(b!, p, 'role');
    await host.hold(b!, q);
    await host.seen(a!, Date.UTC(2026, 4, 6, 7, 8, 9), 2);
    const { people, heldBy, roles, products } = await admin.population(await ready().select([a!, b!]), signal);
    assert.deepEqual(people!.map(({ held }) => held), [{ [p]: 'direct' }, { [p]: ready().lacks('sources') ? 'direct' : 'role', [q]: 'direct' }]);
    const seen = ready().lacks('activity') ? [null, 0] : [Date.UTC(2026, 4, 6, 7, 8, 9), 2];
    assert.deepEqual(people!.map(({ lastActivity, sessions }) => [lastActivity, sessions]), [seen, [null, 0]]);
    assert.deepEqual(people!.map((person) => person.roles.includes(role)), [false, !ready().lacks('roles')]);
    assert.deepEqual(roles.filter(({ id }) => id === role).map(({ members }) => members), ready().lacks('roles') ? [] : [1]);
    assert.deepEqual([heldBy[p], heldBy[q], heldBy[none] ?? 0], [2, 1, 0]);
    const seats = [p, q, none].map((id) => products.find((product) => product.id === id)!.seats);
    assert.deepEqual(seats.map(({ paid, used }) => [paid, used]), [[5, 2], [2, 1], [1, 0]]);
  });

  test('BX-14 a set is kept under a name, used later in its order, replaced and deleted', async () => {
    const { admin, host, other, signal } = ready();
    const [a, b] = await host.users(2);
    const id = crypto.randomUUID();
    const saved = await admin.saveSet({ id, name: 'Field team', selectionId: await ready().select([b!, a!]) }, signal);
    assert.deepEqual([saved.id, saved.name, saved.count], [id, 'Field team', 2]);
    assert.ok((await admin.savedSets(signal)).some((set) => set.id === id));
    const again = await admin.select({ kind: 'saved', setId: id }, signal);
    assert.deepEqual((await admin.population(again.id, signal)).people!.map((one) => one.id), [b, a]);
    await admin.saveSet({ id, name: 'Field', selectionId: await ready().select([a!]) }, signal);
    assert.deepEqual((await admin.savedSets(signal)).filter((set) => set.id === id).map(({ name, count }) => [name, count]), [['Field', 1]]);
    assert.ok(!(await other.savedSets(signal)).some((set) => set.id === id));
    await assert.rejects(other.select({ kind: 'saved', setId: id }, signal), refused('not-found'));
    await admin.deleteSet(id, signal);
    assert.ok(!(await admin.savedSets(signal)).some((set) => set.id === id));
    await assert.rejects(admin.select({ kind: 'saved', setId: id }, signal), refused('not-found'));
  });

  test('BX-14 deleting a set that is gone already is no error: the answer may have been lost', async () => {
    const { admin, signal } = ready();
    await admin.deleteSet(crypto.randomUUID(), signal);
  });

  test('CR-10 a selection or a plan is whose it is', async () => {
    const { admin, host, other, signal } = ready();
    const [a] = await host.users(1);
    const product = await host.product(1);
    const selectionId = await ready().select([a!]);
    const plan = await ready().plan([a!], [grant(product)]);
    await assert.rejects(other.population(selectionId, signal), refused('not-found'));
    await assert.rejects(other.plan({ selectionId, changes: [grant(product)], orders: {} }, signal), refused('not-found'));
    await assert.rejects(ready().rows(plan.id!, {}, other), refused('not-found'));
    await assert.rejects(other.createBatch({ id: crypto.randomUUID(), planId: plan.id! }, signal), refused('not-found'));
    await assert.rejects(admin.population(nobody, signal), refused('not-found'));
  });

  test('CR-10 where everybody may look, one without the right changes nothing, whatever was planned', async () => {
    const { host, signal } = ready();
    if (!ready().lacks('reading rights')) return;
    const product = await host.product(1);
    const gateway = host.gateway('viewer');
    const { id } = await ready().create(await ready().plan(await host.users(1), [grant(product)], {}, gateway), gateway);
    await assert.rejects(ready().apply(id, 0, 1, gateway), refused('forbidden'));
    const { tally } = await gateway.settle(id, signal);
    assert.deepEqual([tally['not-attempted'], tally.unknown, await host.holders(product)], [1, 0, []]);
  });

  test('CR-10 one without the right is refused everything, one whose session is over is signed-out', async () => {
    const { host, signal } = ready();
    const [a] = await host.users(1);
    const product = await host.product(1);
    const batch = await ready().batch([a!], grant(product));
    const selectionId = await ready().select([a!]);
    const request = { selectionId, changes: [recall(product)], orders: {} };
    const page = { cursor: null, limit: 10 };
    const alone = ready().lacks('shared journal');
    for (const [as, code] of [['viewer', 'forbidden'], ['signed-out', 'signed-out']] as const) {
      const gateway = host.gateway(as);
      const asked: (() => Promise<unknown>)[] = [
        () => gateway.lookUp(['x'], signal), () => gateway.select({ kind: 'users', userIds: [a!] }, signal),
        () => gateway.select({ kind: 'holders', productId: product }, signal), () => gateway.select({ kind: 'matching', search: '', filters: [] }, signal),
      ];
      // What another browser has kept is not there at all.
      const kept: (() => Promise<unknown>)[] = [
        () => gateway.population(selectionId, signal), () => gateway.saveSet({ id: crypto.randomUUID(), name: 'x', selectionId }, signal),
        () => gateway.plan(request, signal), () => gateway.planUndo(batch.id, signal), () => ready().rows(crypto.randomUUID(), {}, gateway),
        () => gateway.createBatch({ id: crypto.randomUUID(), planId: crypto.randomUUID() }, signal), () => ready().apply(batch.id, 0, 1, gateway),
        () => gateway.settle(batch.id, signal), () => gateway.stop(batch.id, signal), () => gateway.batch(batch.id, signal), () => ready().ledger(batch.id, {}, gateway),
      ];
      const own: (() => Promise<unknown>)[] = [
        () => gateway.savedSets(signal), () => gateway.deleteSet(crypto.randomUUID(), signal), () => gateway.batches({ mine: false, open: false, ...page }, signal),
      ];
      const refuses = (all: typeof asked, why: LicensingErrorCode): Promise<unknown> =>
        Promise.all(all.map((one, index) => assert.rejects(one, refused(why), `${as} ${why} ${index}`)));
      if (as === 'signed-out' || !ready().lacks('reading rights')) await refuses(asked, code);
      await refuses(kept, alone ? 'not-found' : code);
      if (alone) assert.deepEqual([await gateway.savedSets(signal), (await gateway.batches({ mine: false, open: false, ...page }, signal)).items], [[], []]);
      else await refuses(own, code);
    }
    assert.deepEqual(await host.holders(product), []);
  });
}
