import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { type SelfTestServices, type SelfTestState, SelfTestStore } from '../../../src/features/self-test/self-test.store.ts';
import { LicensingError } from '../../../src/licensing/errors.ts';
import { MemorySelfTest, results } from './results.ts';

function open(gateway = new MemorySelfTest(), services: Partial<SelfTestServices> = {}) {
  const store = new SelfTestStore({ gateway, now: () => 7, signedOut: () => undefined, ...services });
  const states: SelfTestState[] = [];
  store.state$.subscribe((state) => states.push(state));
  return { store, gateway, states, last: () => states.at(-1)! };
}
const settled = async (): Promise<void> => {
  for (let turns = 0; turns < 60; turns++) await turn();
};
const over = results.map((result) => (result.id === 'signed-in' ? { ...result, finding: 'signed-out' as const } : result));

describe('a self-test', () => {
  test('begins by itself and tells each result as it comes', async () => {
    const { states, last } = open();
    assert.deepEqual(states[0], { kind: 'running', results: [], at: 7, code: null });
    await settled();
    assert.deepEqual(states.map(({ results: { length } }) => length), [...Array(results.length + 1).keys(), results.length]);
    assert.deepEqual([last().kind, last().results], ['ready', results]);
    assert.ok(states.every((state) => Object.isFrozen(state) && Object.isFrozen(state.results)));
  });

  test('starts anew when asked, and forgets what was still under way', async () => {
    const gateway = new MemorySelfTest();
    gateway.most = 3;
    const { store, last } = open(gateway);
    await settled();
    assert.equal(last().results.length, 3);
    gateway.most = 5;
    store.again();
    assert.equal(last().results.length, 0);
    await settled();
    assert.deepEqual([gateway.runs, last().kind, last().results.length], [2, 'running', 5]);
    gateway.go();
    await settled();
    assert.deepEqual([last().kind, last().results.length], ['ready', results.length]);
  });

  test('that breaks off says why and keeps what it has', async () => {
    const gateway = new MemorySelfTest();
    gateway.results = results.slice(0, 2);
    gateway.failure = new LicensingError('offline');
    const { last } = open(gateway);
    await settled();
    assert.deepEqual([last().kind, last().code, last().results.length], ['failed', 'offline', 2]);
  });

  test('asks once for a sign-in, and looks again after it', async () => {
    const gateway = new MemorySelfTest();
    gateway.results = over;
    let asked = 0;
    const { last, store } = open(gateway, { signedOut: async () => void asked++ });
    await settled();
    // A host that mistakes itself is not asked for ever.
    await settled();
    assert.deepEqual([asked, gateway.runs, last().kind], [1, 2, 'ready']);
    store.again();
    await settled();
    await settled();
    assert.equal(asked, 2);
  });

  test('stays as it is when nobody can sign in', async () => {
    const gateway = new MemorySelfTest();
    gateway.results = over;
    for (const signedOut of [() => undefined, () => Promise.reject(new Error('closed'))]) {
      gateway.runs = 0;
      open(gateway, { signedOut });
      await settled();
      assert.equal(gateway.runs, 1);
    }
  });

  test('is silent after it was disposed of', async () => {
    const gateway = new MemorySelfTest();
    gateway.most = 2;
    const { store, states } = open(gateway);
    await settled();
    store.dispose();
    const { length } = states;
    gateway.go();
    await settled();
    assert.equal(states.length, length);
  });
});
