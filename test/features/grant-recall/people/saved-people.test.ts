import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { LicensingError } from '../../../../src/licensing/errors.ts';
import { BasketRig } from './basket-rig.ts';
import { crowd, list } from './crowd.ts';

const { signal } = new AbortController();

describe('BX-14 people put to use', () => {
  test('BX-14 they are fixed at the host, in the order given, and nothing is left unsaved', async () => {
    const rig = await BasketRig.open();
    await rig.read('bea\nina\nada');
    assert.equal(rig.ready.dirty, true);
    const id = await rig.store.select('grant');
    assert.deepEqual((await rig.gateway.population(id!, signal)).people!.map((one) => one.id), ['bea', 'ada']);
    assert.equal(rig.ready.dirty, false);
    const all = await rig.store.select('recall');
    assert.deepEqual((await rig.gateway.population(all!, signal)).people!.map((one) => one.id), ['bea', 'ina', 'ada']);
  });

  test('BX-14 who is gone meanwhile is said', async () => {
    const rig = await BasketRig.open();
    await rig.read('ada\nbea');
    rig.gateway.world.users.delete('bea');
    assert.ok(await rig.store.select('grant'));
    assert.deepEqual(rig.ready.told, { kind: 'gone', count: 1 });
  });

  test('what fails is said, and can be done again', async () => {
    const rig = await BasketRig.open();
    await rig.read('ada');
    rig.gateway.before = () => {
      throw new LicensingError('server');
    };
    assert.equal(await rig.store.select('grant'), null);
    assert.deepEqual([rig.ready.told, rig.ready.busy, rig.ready.dirty], [{ kind: 'failed', code: 'server' }, false, true]);
    rig.gateway.before = () => {};
    assert.ok(await rig.store.select('grant'));
    assert.equal(rig.ready.told, null);
  });

  test('asked twice at once, it is done once', async () => {
    const rig = await BasketRig.open();
    await rig.read('ada');
    const [first, second] = await Promise.all([rig.store.select('grant'), rig.store.select('grant')]);
    assert.deepEqual([typeof first, second], ['string', null]);
    assert.equal(rig.gateway.calls.filter((call) => call.startsWith('select')).length, 1);
  });

  test('signed out, the sign-in is asked for and nothing is blocked meanwhile', async () => {
    const rig = await BasketRig.open();
    await rig.read('ada');
    let signIn!: () => void;
    rig.signedOut = () => new Promise((resolve) => (signIn = resolve));
    rig.gateway.before = () => {
      throw new LicensingError('signed-out');
    };
    assert.equal(await rig.store.select('grant'), null);
    assert.deepEqual([rig.signIns, rig.ready.busy, rig.ready.told], [1, false, { kind: 'failed', code: 'signed-out' }]);
    rig.gateway.before = () => {};
    signIn();
    await rig.time.settle();
    assert.equal(rig.ready.told, null);
  });
});

describe('BX-14 saved sets', () => {
  test('BX-14 everybody who can be part of a change is saved, added again, and forgotten', async () => {
    const rig = await BasketRig.open();
    await rig.read(list);
    const set = await rig.store.save('Leavers');
    assert.deepEqual([set!.name, set!.count, rig.ready.dirty], ['Leavers', 3, false]);
    assert.deepEqual(rig.ready.told, { kind: 'saved', set });
    rig.store.clear();
    await rig.store.load(set!);
    assert.deepEqual([rig.in('matched'), rig.in('inactive'), rig.lookUps().length], [['ada', 'bea'], ['ina'], 1]);
    assert.equal(rig.ready.rows[0]!.entry.source, 'Leavers');
    await rig.store.deleteSet(set!);
    assert.deepEqual([rig.ready.sets, await rig.gateway.savedSets(signal)], [[], []]);
    assert.equal(rig.ready.counts.matched, 2);
  });

  test('BX-14 those that were saved before are listed by name; one saved again has other people and the same place', async () => {
    const gateway = crowd();
    const first = await BasketRig.open(gateway);
    await first.read('ada');
    const set = await first.store.save('Board');
    await first.store.save('Auditors');
    const rig = await BasketRig.open(gateway);
    assert.deepEqual(rig.ready.sets!.map(({ name }) => name), ['Auditors', 'Board']);
    await rig.read('bea\ncarl');
    await rig.store.save('Board', set!.id);
    assert.deepEqual(rig.ready.sets!.map(({ name, count }) => [name, count]), [['Auditors', 1], ['Board', 2]]);
  });

  test('BX-14 a set of too many people to list is said to be so, and can be put to use as it is', async () => {
    const rig = await BasketRig.open();
    await rig.read('ada\nbea\ncarl');
    const set = (await rig.store.save('Many'))!;
    rig.store.clear();
    rig.gateway.host.people.maxPeople = 2;
    await rig.store.load(set);
    assert.deepEqual([rig.ready.told, rig.ready.rows], [{ kind: 'set-too-large', set }, []]);
    assert.ok(await rig.store.selectSet(set));
  });

  test('a host that keeps none is not asked for any', async () => {
    const gateway = crowd();
    gateway.host.capable = { ...gateway.host.capable!, savedSets: false };
    const rig = await BasketRig.open(gateway);
    assert.deepEqual([rig.ready.sets, gateway.calls.includes('savedSets')], [null, false]);
  });

  test('that they could not be read blocks nothing else', async () => {
    const gateway = crowd();
    gateway.before = (call) => {
      if (call === 'savedSets') throw new LicensingError('forbidden');
    };
    const rig = await BasketRig.open(gateway);
    assert.equal(rig.ready.setsTrouble, 'forbidden');
    await rig.read('ada');
    assert.deepEqual(rig.in('matched'), ['ada']);
    gateway.before = () => {};
    rig.store.retry();
    await rig.time.settle();
    assert.deepEqual([rig.ready.sets, rig.ready.setsTrouble], [[], null]);
  });
});
