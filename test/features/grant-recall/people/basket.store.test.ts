import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { LicensingError } from '../../../../src/licensing/errors.ts';
import { MemoryBulk } from '../../../support/memory-bulk.ts';
import { MemoryGateway } from '../../../support/memory-gateway.ts';
import { longList } from '../../../licensing/long-list.ts';
import { BasketRig } from './basket-rig.ts';
import { crowd, list } from './crowd.ts';

const failing = (code: ConstructorParameters<typeof LicensingError>[0]) => () => {
  throw new LicensingError(code);
};
const idsOf = (rig: BasketRig, ...terms: string[]): Set<number> => new Set(rig.ready.rows.filter(({ entry }) => terms.includes(entry.term)).map(({ entry }) => entry.id));

describe('BX-14 a list becomes buckets', () => {
  test('BX-14 each entry is in one of them, and everything is counted', async () => {
    const rig = await BasketRig.open();
    await rig.read(list, 'people.csv');
    assert.deepEqual(rig.ready.counts, { matched: 2, ambiguous: 1, unknown: 1, inactive: 1, 'system-account': 1, duplicate: 2 });
    assert.deepEqual([rig.in('matched'), rig.in('inactive'), rig.in('duplicate')], [['ada', 'bea'], ['ina'], ['ada', 'BEA@example.com']]);
    assert.deepEqual(rig.ready.told, { kind: 'read', source: 'people.csv', count: 8, headings: [1], aside: 8 });
    assert.ok(Object.isFrozen(rig.store.state));
  });

  test('BX-14 SB-5 whom a change is for: no system account, nobody inactive a grant, nobody twice', async () => {
    const rig = await BasketRig.open();
    await rig.read(list);
    assert.deepEqual(rig.store.chosenFor('grant'), ['ada', 'bea']);
    assert.deepEqual(rig.store.chosenFor('recall'), ['ada', 'bea', 'ina']);
    rig.store.keepInactive(false);
    assert.deepEqual(rig.store.chosenFor('recall'), ['ada', 'bea']);
  });

  test('BX-14 who is chosen of several is ready', async () => {
    const rig = await BasketRig.open();
    await rig.read(list);
    rig.store.choose('TEAM@example.com', 'tess');
    assert.deepEqual([rig.in('matched'), rig.ready.counts.ambiguous], [['ada', 'bea', 'tess'], 0]);
  });

  test('BX-14 somebody who is taken away goes with all duplicates, a duplicate alone', async () => {
    const rig = await BasketRig.open();
    await rig.read(list);
    rig.store.remove(idsOf(rig, 'ADA@example.com'));
    assert.deepEqual([rig.in('matched'), rig.in('duplicate')], [['bea'], ['BEA@example.com']]);
    rig.store.remove(idsOf(rig, 'BEA@example.com'));
    assert.deepEqual([rig.in('matched'), rig.in('duplicate')], [['bea'], []]);
    rig.store.clear();
    assert.deepEqual([rig.ready.rows.length, rig.ready.dirty], [0, false]);
  });

  test('BX-14 who is picked needs no looking up', async () => {
    const rig = await BasketRig.open();
    rig.store.pick(rig.gateway.world.users.get('carl')!);
    await rig.read('carl\ndora');
    assert.deepEqual([rig.in('matched'), rig.in('duplicate'), rig.lookUps()], [['carl', 'dora'], ['carl'], ['lookUp 2']]);
  });

  test('BX-14 each term is asked about once, and so many at a time as the host takes', async () => {
    const gateway = crowd();
    gateway.host.capable = { ...gateway.host.capable!, maxLookup: 3 };
    const rig = await BasketRig.open(gateway);
    await rig.read('ada\nADA\nbea\ncarl\ndora\nwho\nada');
    assert.deepEqual([rig.lookUps(), rig.in('matched')], [['lookUp 3', 'lookUp 2'], ['ada', 'bea', 'carl', 'dora']]);
    await rig.read('Ada\nWHO');
    assert.equal(rig.lookUps().length, 2);
  });

  test('BX-14 what no host could know is unknown without asking', async () => {
    const rig = await BasketRig.open();
    await rig.read(`${'x'.repeat(321)}\na\ud800b`);
    assert.deepEqual([rig.ready.counts.unknown, rig.ready.looking, rig.lookUps()], [2, null, []]);
  });

  test('BX-14 what is not looked up yet is in no bucket, and nothing given meanwhile is forgotten', async () => {
    const rig = await BasketRig.open();
    let go!: () => void;
    rig.gateway.before = (call) => (call === 'lookUp 1' ? new Promise((resolve) => (go = resolve)) : undefined);
    await rig.read('ada');
    assert.deepEqual([rig.ready.looking, rig.ready.rows], [{ done: 0, total: 1 }, []]);
    rig.gateway.before = () => {};
    await rig.read('bea\nwho');
    assert.deepEqual(rig.ready.looking, { done: 0, total: 3 });
    go();
    await rig.time.settle();
    assert.deepEqual([rig.ready.looking, rig.in('matched'), rig.in('unknown')], [null, ['ada', 'bea'], ['who']]);
  });

  test('BX-14 more than the host takes is refused whole, and said', async () => {
    const gateway = crowd();
    gateway.host.capable = { ...gateway.host.capable!, maxSelection: 3 };
    const rig = await BasketRig.open(gateway);
    await rig.read('ada\nbea');
    await rig.read('carl\ndora');
    assert.deepEqual([rig.ready.told, rig.in('matched')], [{ kind: 'too-many', count: 4, most: 3 }, ['ada', 'bea']]);
  });

  test('BX-14 a file that is no text is refused, and said', async () => {
    const rig = await BasketRig.open();
    rig.store.readFile(Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0]), 'people.xlsx');
    assert.deepEqual(rig.ready.told, { kind: 'not-text', source: 'people.xlsx' });
  });

  test('BX-14 a file of 5,000 lines: the buckets are exact, in three requests', async () => {
    const { users, bytes, expected } = longList(5_000);
    const world = new MemoryGateway();
    for (const user of users) world.addUser(user);
    const rig = await BasketRig.open(new MemoryBulk(world));
    rig.store.readFile(bytes, 'people.csv');
    while (rig.ready.looking) await rig.time.settle();
    assert.deepEqual(new Map(rig.ready.rows.map(({ entry, bucket, user }) => [entry.line, { bucket, userId: user?.id ?? null }])), expected);
    assert.equal(rig.lookUps().length, 3);
  });
});

describe('BX-14 what goes wrong', () => {
  test('looking up goes on by itself when the host is back', async () => {
    const rig = await BasketRig.open();
    rig.gateway.before = failing('offline');
    await rig.read('ada');
    assert.deepEqual([rig.ready.trouble, rig.ready.looking], ['offline', { done: 0, total: 1 }]);
    rig.gateway.before = () => {};
    await rig.time.pass(1_000);
    assert.deepEqual([rig.ready.trouble, rig.in('matched')], [null, ['ada']]);
  });

  test('what asking alone can’t help waits for a Try again', async () => {
    const rig = await BasketRig.open();
    rig.gateway.before = failing('forbidden');
    await rig.read('ada');
    await rig.time.pass(3_600_000);
    assert.deepEqual([rig.lookUps().length, rig.ready.trouble], [1, 'forbidden']);
    rig.gateway.before = () => {};
    rig.store.retry();
    await rig.time.settle();
    assert.deepEqual(rig.in('matched'), ['ada']);
  });

  test('emptied while it waits, it is of use again', async () => {
    const rig = await BasketRig.open();
    rig.gateway.before = failing('forbidden');
    await rig.read('ada');
    rig.store.clear();
    rig.gateway.before = () => {};
    await rig.read('bea');
    assert.deepEqual([rig.in('matched'), rig.ready.trouble, rig.ready.looking], [['bea'], null, null]);
  });

  test('signed out while looking up, it goes on after the sign-in', async () => {
    const rig = await BasketRig.open();
    rig.signedOut = async () => {
      rig.gateway.before = () => {};
    };
    rig.gateway.before = failing('signed-out');
    await rig.read('ada');
    await rig.time.settle();
    assert.deepEqual([rig.signIns, rig.in('matched')], [1, ['ada']]);
  });

  test('a host that can’t, and an administrator who may not, are told apart', async () => {
    const gateway = crowd();
    gateway.host.capable = null;
    assert.equal((await BasketRig.open(gateway)).store.state.kind, 'absent');
    const rig = new BasketRig(crowd(), false);
    await rig.time.settle();
    assert.equal(rig.store.state.kind, 'read-only');
  });

  test('a host that does not answer at first', async () => {
    const gateway = crowd();
    gateway.before = failing('server');
    const rig = await BasketRig.open(gateway);
    assert.deepEqual(rig.store.state, { kind: 'failed', code: 'server' });
    gateway.before = () => {};
    rig.store.retry();
    await rig.time.settle();
    assert.deepEqual(rig.ready.sets, []);
  });

  test('after its end nothing is asked for', async () => {
    const rig = await BasketRig.open();
    rig.store.dispose();
    await rig.read('ada');
    assert.deepEqual(rig.lookUps(), []);
  });
});
