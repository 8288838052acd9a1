import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BatchSummary, BulkGateway } from '../../src/licensing/bulk-gateway.ts';
import { LicensingError } from '../../src/licensing/errors.ts';
import { isSince } from '../support/is-since.ts';
import { type BulkRig, grant, recall, refused } from './bulk-rig.ts';

const nothing = { applied: 0, skipped: 0, failed: 0, 'not-attempted': 0, unknown: 0 };

/** What is known of a batch at any moment, and how it goes on. */
export function journal(ready: () => BulkRig): void {
  /** A batch of several requests and, at hosts that work in chunks, of several chunks. */
  const long = async (): Promise<{ batch: BatchSummary; people: string[]; products: [string, string] }> => {
    const { host } = ready();
    const people = await host.users(600);
    const products: [string, string] = [await host.product(450), await host.product(900)];
    return { people, products, batch: await ready().batch(people, grant(products[0]), grant(products[1])) };
  };
  const check = async (id: string): Promise<BatchSummary> => {
    const { admin, host, signal } = ready();
    const summary = await admin.batch(id, signal);
    const { tally, effects, codes, total } = summary;
    const sum = (counts: object): number => Object.values(counts).reduce((one: number, other: number) => one + other, 0);
    assert.equal(sum(tally), total);
    assert.equal(sum(effects), tally.applied + tally.skipped);
    assert.equal(sum(codes), tally.failed);
    // Somebody may be carrying it out meanwhile: when nobody is, both summaries are the same.
    const { length } = await host.history(id);
    const later = (await admin.batch(id, signal)).tally.applied;
    assert.ok(tally.applied <= length && length <= later, `${tally.applied} applied, ${length} in the history, then ${later} applied`);
    return summary;
  };

  test('BX-3 a batch that is taken on waits: nothing is attempted, nothing is changed', async () => {
    const { admin, host, signal } = ready();
    const product = await host.product(5);
    const people = await host.users(3);
    const before = Date.now();
    const summary = await ready().batch(people, grant(product));
    assert.ok(isSince(before, summary.createdAt));
    const { id: _id, createdAt: _createdAt, by, products, ...rest } = summary;
    assert.deepEqual(rest, {
      endedAt: null, stopped: false, total: 3, tally: { ...nothing, 'not-attempted': 3 }, effects: {}, codes: {}, running: false, drift: 0,
      people: 3, person: null, undoes: null, undoneBy: null,
    });
    assert.equal(by.id, host.idOf('admin'));
    assert.deepEqual(products.map(({ id, change }) => [id, change]), [[product, 'grant']]);
    assert.deepEqual(await host.holders(product), []);
    await ready().notified(summary.id, 0);
    assert.deepEqual(await admin.batch(summary.id, signal), summary);
    assert.equal((await ready().batch([people[0]!], grant(product))).person?.id, people[0]);
  });

  test('BX-2 taking the same batch on again answers the same; another one under its id is refused', async () => {
    const { admin, host, other, signal } = ready();
    const product = await host.product(5);
    const people = await host.users(2);
    const request = { selectionId: await ready().select(people), changes: [grant(product)], orders: {} };
    const sent = { id: crypto.randomUUID(), request, shown: [{ productId: product, effects: ['grant', 'grant'] as const }] };
    const first = await admin.createBatch(sent, signal);
    assert.deepEqual(await admin.createBatch(sent, signal), first);
    await ready().run(first);
    const after = await ready().admin.createBatch(sent, signal);
    assert.deepEqual([after.id, after.tally.applied], [first.id, 2]);
    await assert.rejects(admin.createBatch({ ...sent, shown: [{ productId: product, effects: ['grant', 'no-seat'] }] }, signal), refused('conflict'));
    await assert.rejects(admin.createBatch({ id: sent.id, planId: (await ready().plan(people, [recall(product)])).id! }, signal), refused('conflict'));
    const theirs = other.createBatch({ id: sent.id, planId: (await ready().plan(people, [grant(product)], {}, other)).id! }, signal);
    if (!ready().lacks('shared journal')) return assert.rejects(theirs, refused('conflict'));
    assert.deepEqual([(await theirs).by.id, (await theirs).tally.applied], [host.idOf('other'), 0], 'another browser knows of its own only');
  });

  test('BX-2 asking again for the same places answers the same, changes nothing and notifies nobody', async () => {
    const { host } = ready();
    const product = await host.product(2);
    const people = await host.users(3);
    const { id } = await ready().batch(people, grant(product));
    const first = await ready().apply(id, 0, 3);
    await host.drop(people[0]!, product);
    for (let time = 0; time < 4; time++) assert.deepEqual(await ready().apply(id, 0, 3), first);
    assert.deepEqual(first.map(({ outcome, effect, code }) => [outcome, effect, code]), [['applied', 'grant', null], ['applied', 'grant', null], ['skipped', 'no-seat', null]]);
    assert.deepEqual([await ready().holding(product, people), (await host.history(id)).length], [[people[1]], 2]);
    await ready().notified(id, 1);
  });

  test('BX-2 BX-3 two browsers or tabs ask for the same places at once: each item is carried out once', async () => {
    const { batch: { id, total }, people, products } = await long();
    const settled = await Promise.allSettled([ready().apply(id, 0, total), ready().apply(id, 0, total, ready().again())]);
    const [done] = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    assert.equal(done?.length, total, 'the later one goes on');
    for (const one of settled) assert.ok(one.status === 'fulfilled' || refused('conflict')(one.reason), 'the earlier one is told');
    const { tally } = await check(id);
    assert.deepEqual(tally, { ...nothing, applied: 1050, skipped: 150 });
    assert.deepEqual(await ready().holding(products[0], people), people.slice(0, 450));
    await ready().notified(id, 1);
  });

  test('BX-3 BX-5 cut anywhere, settled and gone on with from another browser or tab, it ends as if nothing had happened', async () => {
    const { admin, signal } = ready();
    const { batch: { id, total }, people, products } = await long();
    let left = total;
    for (const gateway of [admin, ready().again(), ready().again()]) {
      // The answer is read no further than its first line, as by a page that was closed.
      for await (const { items } of ready().stream(id, 0, 700, gateway)) {
        assert.ok(items.length > 0);
        break;
      }
      assert.ok((await check(id)).tally['not-attempted'] >= total - 700);
      const settled = await gateway.settle(id, signal);
      const { tally, endedAt, running } = settled;
      assert.deepEqual([tally.unknown, endedAt, running], [0, null, false]);
      assert.ok(tally['not-attempted'] <= left);
      left = tally['not-attempted'];
      assert.deepEqual(await check(id), settled);
    }
    await ready().notified(id, 0);
    const { tally, drift } = await ready().run((await admin.batch(id, signal)), ready().again());
    assert.deepEqual([tally, drift], [{ ...nothing, applied: 1050, skipped: 150 }, 0]);
    await check(id);
    assert.deepEqual(await ready().holding(products[0], people), people.slice(0, 450));
    assert.deepEqual(await ready().holding(products[1], people), people);
    await ready().notified(id, 1);
  });

  test('BX-5 what was asked for and not told is looked up; of what was not asked for nothing is attempted', async () => {
    const { admin, host, signal } = ready();
    const product = await host.product(9);
    const people = await host.users(4);
    const { id } = await ready().batch(people, grant(product));
    await ready().apply(id, 0, 3);
    const { tally } = await check(id);
    assert.deepEqual(tally, { ...nothing, applied: 3, 'not-attempted': 1 });
    assert.deepEqual((await admin.settle(id, signal)).tally, tally);
    assert.deepEqual((await ready().ledger(id)).map(({ outcome }) => outcome), ['applied', 'applied', 'applied', 'not-attempted']);
  });

  test('BX-5 a stopped batch leaves the rest not attempted and tells once; it can be gone on with', async () => {
    const { admin, host, signal } = ready();
    const product = await host.product(9);
    const people = await host.users(4);
    const { id } = await ready().batch(people, grant(product));
    await ready().apply(id, 0, 2);
    const stopped = await admin.stop(id, signal);
    assert.deepEqual([stopped.stopped, stopped.endedAt !== null, stopped.tally], [true, true, { ...nothing, applied: 2, 'not-attempted': 2 }]);
    assert.deepEqual((await admin.stop(id, signal)).tally, stopped.tally);
    await ready().notified(id, 1);
    const summary = await ready().run(stopped);
    assert.deepEqual([summary.stopped, summary.endedAt !== null, summary.tally], [false, true, { ...nothing, applied: 4 }]);
    await ready().notified(id, 1);
    assert.equal((await admin.stop(id, signal)).stopped, false, 'what has ended can not be stopped');
  });

  test('BX-3 another browser knows of a batch, or it does not exist there: it never goes on with one that it does not know', async () => {
    const { admin, host, signal } = ready();
    const product = await host.product(9);
    const { id } = await ready().batch(await host.users(2), grant(product));
    const away = host.gateway('admin');
    if (!ready().lacks('shared journal')) return assert.deepEqual(await away.batch(id, signal), await admin.batch(id, signal));
    const page = { cursor: null, limit: 10 };
    for (const asked of [away.batch(id, signal), ready().apply(id, 0, 2, away), away.settle(id, signal), away.stop(id, signal), away.planUndo(id, signal), ready().ledger(id, {}, away)]) {
      await assert.rejects(asked, refused('not-found'));
    }
    assert.deepEqual(await away.batches({ mine: false, open: false, ...page }, signal), { items: [], total: 0, next: null });
    assert.deepEqual([await host.holders(product), (await admin.batch(id, signal)).tally['not-attempted']], [[], 2]);
    assert.deepEqual(await ready().again().batch(id, signal), await admin.batch(id, signal), 'another tab of the same browser knows of it');
  });

  test('CR-10 somebody else may look at a batch, and can not carry it out, settle or stop it', async () => {
    const { host, other, signal } = ready();
    const product = await host.product(9);
    const { id } = await ready().batch(await host.users(2), grant(product));
    const alone = ready().lacks('shared journal');
    if (!alone) {
      assert.equal((await other.batch(id, signal)).by.id, host.idOf('admin'));
      assert.equal((await ready().ledger(id, {}, other)).length, 2);
    }
    const why = refused(alone ? 'not-found' : 'forbidden');
    await assert.rejects(ready().apply(id, 0, 2, other), why);
    await assert.rejects(other.settle(id, signal), why);
    await assert.rejects(other.stop(id, signal), why);
    assert.deepEqual(await host.holders(product), []);
  });

  test('BX-2 places that are none, too many at once and unknown batches are refused', async () => {
    const { admin, host, signal } = ready();
    const { id } = await ready().batch(await host.users(2), grant(await host.product(9)));
    const { maxApply } = (await admin.bulkCapabilities(signal))!;
    for (const [from, to] of [[0, 3], [2, 3], [1, 1], [2, 1], [0, maxApply + 1]] as const) {
      await assert.rejects(async () => { for await (const _ of ready().stream(id, from, to)); }, refused('rejected'), `${from}-${to}`);
    }
    const unknown = crypto.randomUUID();
    const asked: ((gateway: BulkGateway) => Promise<unknown>)[] = [
      (gateway) => gateway.batch(unknown, signal), (gateway) => gateway.settle(unknown, signal), (gateway) => gateway.stop(unknown, signal),
      (gateway) => gateway.planUndo(unknown, signal), (gateway) => ready().ledger(unknown, {}, gateway), (gateway) => ready().apply(unknown, 0, 1, gateway),
      (gateway) => gateway.createBatch({ id: unknown, planId: unknown }, signal),
    ];
    for (const one of asked) await assert.rejects(one(admin), refused('not-found'));
    assert.equal((await admin.batch(id, signal)).tally['not-attempted'], 2);
  });

  test('BX-5 the ledger is found by product, outcome, effect and person, and each item stands on one page', async () => {
    const { host } = ready();
    const mark = crypto.randomUUID().slice(0, 13);
    const [p, q] = [await host.product(2), await host.product(9)];
    const people = await host.users(3);
    people.push(await host.user({ name: `Zoë 100% ${mark}`, login: `zoe.${mark}` }));
    const { id } = await ready().batch(people, grant(p), grant(q));
    await ready().apply(id, 0, 7);
    const rows = async (query: Parameters<BulkRig['ledger']>[1]): Promise<string[]> =>
      (await ready().ledger(id, query)).map(({ at, user, product, outcome }) => `${at} ${people.indexOf(user.id)} ${product.id === p ? 'p' : 'q'} ${outcome}`);
    const all = ['0 0 p applied', '1 1 p applied', '2 2 p skipped', '3 3 p skipped', '4 0 q applied', '5 1 q applied', '6 2 q applied', '7 3 q not-attempted'];
    assert.deepEqual(await rows({ limit: 3 }), all);
    assert.deepEqual(await rows({ productId: p, limit: 1 }), all.slice(0, 4));
    assert.deepEqual(await rows({ outcomes: ['skipped', 'not-attempted'] }), [all[2], all[3], all[7]]);
    assert.deepEqual(await rows({ effects: ['no-seat'], limit: 1 }), [all[2], all[3]]);
    assert.deepEqual(await rows({ effects: ['no-seat', 'grant'], productId: q }), all.slice(4, 7));
    assert.deepEqual(await rows({ search: `ZOË 100% ${mark}` }), [all[3], all[7]]);
    assert.deepEqual(await rows({ search: `zoe.${mark}`, outcomes: ['skipped'] }), [all[3]]);
    assert.deepEqual(await rows({ drifted: true }), []);
  });

  test('BX-5 batches are listed, latest first: all, one’s own, those still open', async () => {
    const { admin, host, other, signal } = ready();
    const product = await host.product(99);
    const people = await host.users(1);
    const made: string[] = [];
    for (let time = 0; time < 3; time++) made.unshift((await ready().batch(people, grant(product))).id);
    const theirs = (await ready().create(await ready().plan(people, [grant(product)], {}, other), other)).id;
    const seen = ready().lacks('shared journal') ? [] : [theirs];
    const list = async (query: Partial<Parameters<BulkGateway['batches']>[0]>): Promise<string[]> => {
      const { items } = await admin.batches({ mine: false, open: false, cursor: null, limit: 100, ...query }, signal);
      return items.map(({ id }) => id).filter((id) => id === theirs || made.includes(id));
    };
    assert.deepEqual(await list({}), [...seen, ...made]);
    assert.deepEqual(await list({ mine: true }), made);
    await ready().apply(made[1]!, 0, 1);
    await admin.stop(made[2]!, signal);
    assert.deepEqual(await list({ open: true }), [...seen, made[0]]);
    const first = await admin.batches({ mine: true, open: false, cursor: null, limit: 2 }, signal);
    const second = await admin.batches({ mine: true, open: false, cursor: first.next, limit: 2 }, signal);
    assert.deepEqual([...first.items, ...second.items].slice(0, 3).map(({ id }) => id), made);
    assert.deepEqual(first.items[0], await admin.batch(made[0]!, signal));
  });

  test('an abort ends an answer at once, and is no error of the host', async () => {
    const { admin, host } = ready();
    const { id } = await ready().batch(await host.users(2), grant(await host.product(9)));
    const control = new AbortController();
    const asked = admin.apply(id, 0, 2, control.signal)[Symbol.asyncIterator]();
    const first = asked.next();
    control.abort();
    await assert.rejects(first.then(() => asked.next()), (error) => !(error instanceof LicensingError) && (error as Error).name === 'AbortError');
    await assert.rejects(admin.batch(id, control.signal), { name: 'AbortError' });
  });
}
