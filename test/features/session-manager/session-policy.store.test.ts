import { Subject } from 'rxjs';
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import type { PolicyState } from '../../../src/features/session-manager/session-manager.state.ts';
import { type PolicyServices, SessionPolicyStore } from '../../../src/features/session-manager/session-policy.store.ts';
import type { SessionPolicy } from '../../../src/licensing/session-gateway.ts';
import { MemorySessions } from '../../support/memory-sessions.ts';
import { FakeTime } from '../../support/fake-time.ts';
import { fail, failing, none } from './store-rig.ts';

type Ready = Extract<PolicyState, { kind: 'ready' }>;

let host: MemorySessions;
let time: FakeTime;
let told: Subject<SessionPolicy>;
let store: SessionPolicyStore;
let states: PolicyState[];
beforeEach(() => {
  host = new MemorySessions();
  time = new FakeTime();
  told = new Subject();
  states = [];
  host.now = () => time.now;
});
afterEach(() => store.dispose());

async function start(services: Partial<PolicyServices> = {}): Promise<void> {
  store = new SessionPolicyStore({ gateway: host, policy$: told, pause: time.pause, signedOut: () => undefined, ...services });
  store.state$.subscribe((state) => states.push(state));
  await time.settle();
}

const state = (): PolicyState => states.at(-1)!;

function ready(): Ready {
  const now = state();
  if (now.kind !== 'ready') throw new Error(`the policy is ${now.kind}`);
  return now;
}

async function save(minutes: number | null): Promise<void> {
  await Promise.all([store.save(minutes), time.settle()]);
}

/** Calls since the last look that begin so. */
const calls = (name: string) => host.calls.splice(0).filter((call) => call.startsWith(name));

describe('QT-9 the policy', () => {
  test('is read, and tells who changed it last', async () => {
    host.setPolicy(20, 'Anna');
    await start();
    assert.equal(states[0]!.kind, 'loading');
    assert.deepEqual([ready().policy.idleMinutes, ready().policy.changedBy, ready().effect, ready().saved], [20, 'Anna', null, false]);
  });

  test('that can’t be had is asked for again by itself, and at once when told so', async () => {
    host.before = failing('policy', 'server');
    await start();
    assert.deepEqual(state(), { kind: 'failed', code: 'server' });
    await time.pass(1_000);
    assert.deepEqual(calls('policy').length, 2);
    host.before = none;
    store.retry();
    assert.equal(state().kind, 'loading');
    await time.settle();
    assert.equal(state().kind, 'ready');
  });

  test('once known, a read that fails is said, and not repeated by itself', async () => {
    await start();
    host.before = failing('policy', 'offline');
    store.retry();
    await time.settle();
    assert.deepEqual([ready().trouble, time.waits], ['offline', []]);
  });

  test('is followed when somebody else changes it; what is older is not believed', async () => {
    await start();
    told.next({ idleMinutes: 30, changedAt: 1, changedBy: 'Anna', version: 2 });
    told.next({ idleMinutes: 10, changedAt: 0, changedBy: 'Boris', version: 1 });
    assert.deepEqual(ready().policy.idleMinutes, 30);
  });
});

describe('QT-9 what a policy would do now', () => {
  beforeEach(async () => {
    host.add({ lastRequestAt: time.now - 3_600_000 });
    host.add();
    await start();
  });

  test('is asked when somebody has typed, for the last that was typed', async () => {
    for (const minutes of [1, 12, 120]) {
      store.ask(minutes);
      await time.pass(100);
    }
    await time.pass(300);
    store.ask(30);
    await time.pass(300);
    await time.settle();
    assert.deepEqual(calls('policyEffect'), ['policyEffect 120', 'policyEffect 30']);
    assert.deepEqual(ready().effect, { minutes: 30, count: 1 });
  });

  test('an answer that was overtaken is not shown', async () => {
    let come = (): void => {};
    host.before = (call) => (call === 'policyEffect 60' ? new Promise((resolve) => (come = resolve)) : undefined);
    store.ask(60);
    await time.pass(400);
    store.ask(1);
    await time.pass(400);
    come();
    await time.settle();
    assert.deepEqual(ready().effect, { minutes: 1, count: 2 });
  });

  test('what can be no policy is not asked for', async () => {
    for (const minutes of [0, 1441, 1.5, NaN]) store.ask(minutes);
    await time.pass(400);
    assert.deepEqual([calls('policyEffect'), ready().effect], [[], null]);
  });

  test('when it can’t be had, nothing is said', async () => {
    host.before = failing('policyEffect', 'server');
    store.ask(5);
    await time.pass(400);
    assert.deepEqual([ready().effect, ready().trouble], [null, null]);
  });
});

describe('QT-9 saving', () => {
  test('says so, until something else is typed', async () => {
    await start();
    const saving = store.save(20);
    assert.equal(ready().saving, true);
    await saving;
    assert.deepEqual([ready().saving, ready().saved, ready().policy.idleMinutes, ready().trouble], [false, true, 20, null]);
    store.ask(25);
    assert.equal(ready().saved, false);
    await save(null);
    assert.deepEqual([ready().saved, ready().policy.idleMinutes], [true, null]);
  });

  test('never over somebody else’s change: that is shown, and said', async () => {
    await start();
    host.setPolicy(45, 'Anna');
    await save(20);
    assert.deepEqual([ready().policy.idleMinutes, ready().trouble, ready().saved, ready().saving], [45, 'conflict', false, false]);
    await save(20);
    assert.deepEqual([ready().policy.idleMinutes, ready().trouble, ready().saved], [20, null, true]);
  });

  test('somebody else’s change afterwards is no longer what was saved', async () => {
    await start();
    await save(20);
    told.next({ idleMinutes: 5, changedAt: 1, changedBy: 'Anna', version: 9 });
    assert.deepEqual([ready().saved, ready().policy.idleMinutes], [false, 5]);
  });

  test('the event of one’s own change is no other change', async () => {
    await start();
    await save(20);
    told.next(host.state);
    assert.equal(ready().saved, true);
  });

  test('whose answer was lost has been carried out when it shows', async () => {
    await start();
    const send = host.savePolicy.bind(host);
    host.savePolicy = async (change, signal) => (await send(change, signal), fail('offline')());
    await save(20);
    assert.deepEqual([ready().saved, ready().trouble, ready().policy.idleMinutes], [true, null, 20]);
  });

  test('whose answer was lost is not claimed when somebody else did what shows', async () => {
    await start();
    const send = host.savePolicy.bind(host);
    host.savePolicy = async (change, signal) => {
      await send(change, signal);
      host.setPolicy(20, 'Anna');
      return fail('offline')();
    };
    await save(20);
    assert.deepEqual([ready().saved, ready().trouble, ready().policy.changedBy], [false, 'offline', 'Anna']);
    host.savePolicy = async () => {
      host.setPolicy(45, 'Anna');
      return fail('offline')();
    };
    await save(20);
    assert.deepEqual([ready().saved, ready().trouble, ready().policy.idleMinutes], [false, 'offline', 45]);
  });

  test('what it would do is no more to be said once it is done', async () => {
    await start();
    store.ask(20);
    await time.pass(400);
    assert.equal(ready().effect?.minutes, 20);
    await save(20);
    assert.equal(ready().effect, null);
  });

  test('that never arrived has not', async () => {
    await start();
    host.before = failing('savePolicy', 'offline');
    await save(20);
    assert.deepEqual([ready().saved, ready().trouble, ready().policy.idleMinutes, ready().saving], [false, 'offline', null, false]);
    host.before = none;
    store.retry();
    await time.settle();
    assert.equal(ready().trouble, null);
  });

  test('whose answer was lost, and nothing can be read: it is not claimed', async () => {
    await start();
    host.before = fail('timeout');
    await save(20);
    assert.deepEqual([ready().saved, ready().trouble], [false, 'timeout']);
  });

  test('CR-10 without the right is refused', async () => {
    await start();
    host.before = failing('savePolicy', 'forbidden');
    await save(20);
    assert.deepEqual([ready().trouble, ready().saved], ['forbidden', false]);
  });

  test('signed out: after signing in it can be saved again', async () => {
    let signIn = (): void => {};
    await start({ signedOut: () => new Promise((resolve) => (signIn = resolve)) });
    host.before = fail('signed-out');
    await save(20);
    assert.equal(ready().trouble, 'signed-out');
    host.before = none;
    signIn();
    await time.settle();
    assert.equal(ready().trouble, null);
  });

  test('twice at once, or what can be no policy, is not sent', async () => {
    await start();
    void store.save(20);
    await save(30);
    await save(0);
    assert.deepEqual([calls('savePolicy'), ready().policy.idleMinutes], [['savePolicy 20'], 20]);
  });
});

test('QT-9 after the end nothing is told or asked any more', async () => {
  await start();
  store.ask(5);
  store.dispose();
  host.calls.length = 0;
  const before = states.length;
  told.next({ idleMinutes: 5, changedAt: 1, changedBy: 'Anna', version: 9 });
  await time.pass(1_000);
  assert.deepEqual([host.calls, states.length, time.waits, told.observed], [[], before, [], false]);
});
