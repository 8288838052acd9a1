import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import type { BulkTask } from '../../../src/features/grant-recall/grant-recall.state.ts';
import { grantTo } from './company.ts';
import { StoreRig, disposeAll, four } from './store-rig.ts';

afterEach(disposeAll);

describe('opening', () => {
  test('fixes who is meant once, however often reading about them fails', async () => {
    const rig = new StoreRig();
    rig.fail('population', 2);
    await rig.open();
    assert.deepEqual(rig.is('failed').code, 'server');
    await rig.time.pass(10_000);
    assert.equal(rig.choosing.population.selection.count, 4);
    assert.deepEqual([rig.calls('select').length, rig.calls('population').length], [1, 3]);
  });

  test('BX-14 who is not known is told', async () => {
    const rig = await new StoreRig().open(grantTo('ada', 'nobody'));
    assert.deepEqual(rig.choosing.unknown, ['nobody']);
  });

  test('a host that can’t, an administrator who may not', async () => {
    const rig = new StoreRig();
    rig.gateway.host.capable = null;
    (await rig.open()).is('absent');
    const other = new StoreRig();
    other.may = false;
    (await other.open()).is('read-only');
    assert.deepEqual(other.calls('select'), []);
  });

  test('signed out: has the host sign in, then goes on', async () => {
    const rig = new StoreRig();
    rig.fail('select', 1, 'signed-out');
    await rig.open();
    assert.equal(rig.signIns, 1);
    assert.equal(rig.choosing.step, 'products');
  });

  test('what can’t be helped by asking waits for a retry', async () => {
    const rig = new StoreRig();
    rig.fail('select', 1, 'rejected');
    await rig.open();
    await rig.time.pass(600_000);
    rig.is('failed');
    rig.store.retry();
    rig.is('loading');
    await rig.time.settle();
    rig.is('choosing');
  });

  test('OT-13 who comes with licenses ticked sees the plan at once', async () => {
    const rig = await new StoreRig().open({ ...four, productIds: ['studio', 'gone'] } as BulkTask);
    assert.deepEqual([rig.choosing.step, [...rig.choosing.choices.keys()]], ['plan', ['studio']]);
  });
});

describe('BX-1 planning here', () => {
  test('a tick is one computation and one state, and asks nobody', async () => {
    const rig = new StoreRig();
    const population = rig.gateway.population.bind(rig.gateway);
    let looked = 0;
    rig.gateway.population = async (...asked) => {
      const told = await population(...asked);
      const first = Object.defineProperty({ ...told.people![0]! }, 'active', { get: () => (looked++, true) });
      return { ...told, people: [first, ...told.people!.slice(1)] };
    };
    await rig.open();
    const [states, calls] = [rig.states.length, rig.gateway.calls.length];
    looked = 0;
    rig.store.tick('studio', true);
    assert.equal(rig.states.length, states + 1);
    assert.equal(rig.gateway.calls.length, calls);
    // Once for the rule, once for what the seats come to.
    assert.ok(looked > 0 && looked <= 2, `${looked} looks at one cell`);
    assert.ok(Object.isFrozen(rig.store.state));
  });

  test('CR-6 the verb is of the ticks that follow, and each can be chosen otherwise', async () => {
    const rig = await new StoreRig().open();
    rig.store.tick('studio', true);
    rig.store.means('recall');
    rig.store.tick('crm', true);
    assert.deepEqual(rig.choosing.preview!.plan.products.map(({ productId, change }) => [productId, change]), [['crm', 'recall'], ['studio', 'grant']]);
    rig.store.choose('crm', { kind: 'grant' });
    assert.deepEqual(rig.choosing.preview!.plan.products.map(({ change }) => change), ['grant', 'grant']);
    rig.store.tick('crm', false);
    rig.store.tick('studio', false);
    assert.equal(rig.choosing.preview, null);
  });

  test('BX-9 a swap without its replacement leads no further; what replaces can’t be chosen otherwise', async () => {
    const rig = await new StoreRig().open();
    rig.store.choose('draw', { kind: 'swap', to: null });
    rig.store.step('plan');
    assert.equal(rig.choosing.step, 'products');
    rig.store.choose('draw', { kind: 'swap', to: 'studio' });
    rig.store.tick('studio', false);
    rig.store.step('plan');
    assert.deepEqual([rig.choosing.step, rig.choosing.choices.size], ['plan', 1]);
  });

  test('BX-7 another order plans anew at once', async () => {
    const rig = await new StoreRig().open();
    rig.store.tick('crm', true);
    rig.store.order('crm', { by: 'hand', userIds: ['dora'] });
    assert.deepEqual(rig.choosing.preview!.columns![0]!.effects, ['already-held', 'grant', 'no-seat', 'grant']);
  });

  test('planning again reads how things stand, of the same people', async () => {
    const rig = await new StoreRig().open();
    rig.store.tick('studio', true);
    rig.gateway.world.hold('bea', 'studio');
    await rig.store.refresh();
    assert.deepEqual(rig.choosing.preview!.plan.products[0]!.counts, { grant: 3, 'already-held': 1 });
    assert.equal(rig.calls('select').length, 1);
  });
});

describe('BX-1 planning at the host, where there are too many people to have them here', () => {
  async function many(): Promise<StoreRig> {
    const rig = new StoreRig();
    rig.gateway.host.people.maxPeople = 2;
    return rig.open();
  }

  test('ticks in a row are one request, and meanwhile nothing old is taken for new', async () => {
    const rig = await many();
    rig.store.tick('crm', true);
    await rig.time.pass(200);
    rig.store.tick('studio', true);
    assert.equal(rig.choosing.stale, true);
    await rig.time.pass(400);
    assert.deepEqual([rig.calls('plan').length, rig.choosing.stale], [1, false]);
    assert.deepEqual(rig.choosing.preview!.plan.products.map(({ productId }) => productId), ['crm', 'studio']);
    assert.equal(rig.choosing.preview!.columns, null);
  });

  test('a plan that arrives late is not that of later ticks', async () => {
    const rig = await many();
    let answer = (): void => {};
    rig.gateway.after = (call) => (call === 'plan' ? new Promise<void>((resolve) => (answer = resolve)) : undefined);
    rig.store.tick('crm', true);
    await rig.time.pass(400);
    rig.store.tick('crm', false);
    answer();
    await rig.time.settle();
    assert.equal(rig.choosing.preview, null);
  });

  test('a failure is told, tried again, and gives way to the plan', async () => {
    const rig = await many();
    rig.fail('plan', 1);
    rig.store.tick('crm', true);
    await rig.time.pass(400);
    assert.equal(rig.choosing.trouble, 'server');
    await rig.time.pass(3_000);
    assert.deepEqual([rig.choosing.trouble, rig.choosing.stale], [null, false]);
  });

  test('is confirmed by its id, and its cells are pages of the host', async () => {
    const rig = await many();
    rig.store.tick('crm', true);
    await rig.time.pass(400);
    const { items } = await rig.store.rows({ productId: null, effects: ['no-seat'], search: '', cursor: null, limit: 10 }, new AbortController().signal);
    assert.deepEqual(items.map(({ user }) => user.id), ['dora']);
    const { run } = await rig.confirm();
    assert.deepEqual([run!.state.phase, run!.state.summary.tally.applied], ['ended', 2]);
  });
});

test('nothing is asked for or told once it is disposed of', async () => {
  const rig = await new StoreRig().open();
  rig.store.tick('studio', true);
  rig.store.dispose();
  const [calls, states] = [rig.gateway.calls.length, rig.states.length];
  rig.store.tick('crm', true);
  void rig.store.confirm();
  await rig.time.pass(60_000);
  assert.deepEqual([rig.states.length, rig.gateway.calls.length], [states, calls]);
});
