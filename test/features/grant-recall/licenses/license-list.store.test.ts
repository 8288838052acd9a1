import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { LicenseListStore } from '../../../../src/features/grant-recall/licenses/license-list.store.ts';
import { LicensingError } from '../../../../src/licensing/errors.ts';
import { FakeTime } from '../../../support/fake-time.ts';
import { company } from '../company.ts';

async function open(can = true) {
  const time = new FakeTime();
  const gateway = company();
  const store = new LicenseListStore({ gateway, pause: time.pause, can: async () => can, signedOut: () => undefined });
  await time.settle();
  const used = (id: string): number | undefined =>
    store.state.kind === 'ready' ? store.state.products.find((product) => product.id === id)!.seats.used : undefined;
  return { time, gateway, store, used };
}

describe('OT-13 products and their seats', () => {
  test('OT-13 are read, and read anew each minute', async () => {
    const { time, gateway, store, used } = await open();
    assert.deepEqual([store.state.kind, used('crm'), Object.isFrozen(store.state)], ['ready', 1, true]);
    gateway.world.hold('bea', 'crm');
    await time.pass(59_000);
    assert.equal(used('crm'), 1);
    await time.pass(1_000);
    assert.equal(used('crm'), 2);
  });

  test('what fails later leaves them in sight, says so, and is tried again', async () => {
    const { time, gateway, store, used } = await open();
    gateway.before = () => {
      throw new LicensingError('offline');
    };
    await time.pass(60_000);
    assert.deepEqual(store.state.kind === 'ready' && [store.state.trouble, used('crm')], ['offline', 1]);
    gateway.before = () => {};
    store.retry();
    await time.settle();
    assert.equal(store.state.kind === 'ready' && store.state.trouble, null);
  });

  test('CR-10 they may be looked at without the right, and where nothing can be changed', async () => {
    const readOnly = await open(false);
    assert.equal(readOnly.store.state.kind === 'ready' && readOnly.store.state.mayChange, false);
    const { gateway, store, time } = await open();
    assert.equal(store.state.kind === 'ready' && store.state.mayChange, true);
    gateway.host.capable = null;
    store.retry();
    await time.settle();
    assert.equal(store.state.kind === 'ready' && store.state.mayChange, false);
  });

  test('what can’t be read at first is said, and tried again when told', async () => {
    const time = new FakeTime();
    const gateway = company();
    gateway.before = () => {
      throw new LicensingError('forbidden');
    };
    const store = new LicenseListStore({ gateway, pause: time.pause, can: async () => true, signedOut: () => undefined });
    await time.pass(600_000);
    assert.deepEqual([store.state, gateway.calls.length], [{ kind: 'failed', code: 'forbidden' }, 2]);
    gateway.before = () => {};
    store.retry();
    await time.settle();
    assert.equal(store.state.kind, 'ready');
  });

  test('after its end nothing is asked for', async () => {
    const { time, gateway, store } = await open();
    store.dispose();
    const { length } = gateway.calls;
    await time.pass(600_000);
    assert.equal(gateway.calls.length, length);
  });
});
