import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { PersonSearchStore } from '../../../../src/features/grant-recall/people/person-search.store.ts';
import { LicensingError } from '../../../../src/licensing/errors.ts';
import { FakeTime } from '../../../support/fake-time.ts';
import { crowd } from './crowd.ts';

function open() {
  const time = new FakeTime();
  const gateway = crowd();
  const store = new PersonSearchStore({ gateway, pause: time.pause, signedOut: () => undefined });
  const found = (): string[] | string => (store.state.kind === 'found' ? store.state.people.map(({ id }) => id) : store.state.kind);
  return { time, gateway, store, found };
}

describe('OT-5 finding a person while typing', () => {
  test('OT-5 active people by part of a name, login or e-mail, asked for once somebody pauses', async () => {
    const { time, gateway, store, found } = open();
    for (const typed of ['t', 'te', 'team']) store.search(typed);
    assert.equal(found(), 'searching');
    await time.pass(199);
    assert.deepEqual(gateway.calls, []);
    await time.pass(1);
    assert.deepEqual([gateway.calls, found()], [['findUsers team'], ['tess', 'tom']]);
  });

  test('OT-17 nobody active is an answer of its own', async () => {
    const { time, store } = open();
    store.search('ina');
    await time.pass(200);
    assert.deepEqual(store.state, { kind: 'found', search: 'ina', people: [] });
  });

  test('those found last stay until there are others; nothing typed finds nobody', async () => {
    const { time, store, found } = open();
    store.search('ada');
    await time.pass(200);
    store.search('bea');
    assert.deepEqual(found(), ['ada']);
    await time.pass(200);
    assert.deepEqual(found(), ['bea']);
    store.search('  ');
    assert.equal(found(), 'idle');
  });

  test('a late answer does not come over a later one', async () => {
    const { time, gateway, store, found } = open();
    let late!: () => void;
    gateway.before = (call) => (call === 'findUsers ada' ? new Promise((resolve) => (late = resolve)) : undefined);
    store.search('ada');
    await time.pass(200);
    store.search('bea');
    await time.pass(200);
    late();
    await time.settle();
    assert.deepEqual(found(), ['bea']);
  });

  test('what could not be had is said, and asked for again', async () => {
    const { time, gateway, store, found } = open();
    gateway.before = () => {
      throw new LicensingError('offline');
    };
    store.search('ada');
    await time.pass(200);
    assert.deepEqual(store.state, { kind: 'failed', code: 'offline' });
    gateway.before = () => {};
    store.retry();
    await time.settle();
    assert.deepEqual(found(), ['ada']);
  });

  test('after its end nothing is asked for', async () => {
    const { time, gateway, store } = open();
    store.search('ada');
    store.dispose();
    await time.pass(1_000);
    assert.deepEqual(gateway.calls, []);
  });
});
