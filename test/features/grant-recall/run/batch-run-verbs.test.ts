import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { LicensingError } from '../../../../src/licensing/errors.ts';
import { RunRig, never, on } from './run-rig.ts';

/** Tells the run something as soon as `done` items are told. */
function when(rig: RunRig, done: number, act: () => void): void {
  rig.run.state$.subscribe((state) => {
    if (state.done < done) return;
    const once = act;
    act = () => {};
    once();
  });
}

/** Answers a chunk every 200 ms. */
async function slow(people = 10): Promise<RunRig> {
  const rig = await RunRig.create({ people });
  rig.gateway.beforeSettled = () => rig.time.pause(200, never);
  rig.open();
  return rig;
}

describe('pausing and cancelling', () => {
  test('a pause finishes what is under way, leaves nothing unknown, and can be ended', async () => {
    const rig = await slow();
    rig.run.goOn();
    when(rig, 4, () => rig.run.pause());
    await rig.time.pass(10_000);
    assert.deepEqual([rig.phases, rig.state.summary.tally.unknown], [['interrupted', 'running', 'pausing', 'paused'], 0]);
    assert.deepEqual(rig.state.summary, rig.summary);
    const done = rig.state.done;
    assert.ok(done >= 4 && done < 10);
    await rig.time.pass(60_000);
    assert.equal(rig.summary.tally.applied, done);
    rig.run.goOn();
    await rig.time.pass(10_000);
    assert.deepEqual([rig.state.phase, rig.tally], ['ended', '10 applied']);
  });

  test('told to go on before the pause has begun, it goes on', async () => {
    const rig = await slow();
    rig.run.goOn();
    await rig.time.pass(300);
    rig.run.pause();
    rig.run.goOn();
    await rig.time.pass(10_000);
    assert.equal(rig.tally, '10 applied');
  });

  test('with a host that is away a pause begins at once, and what is unknown is settled before it goes on', async () => {
    const rig = await RunRig.create();
    rig.gateway.beforeSettled = on([1], 'offline');
    rig.open().goOn();
    await rig.time.pass(500);
    rig.run.pause();
    await rig.time.pass(60_000);
    assert.deepEqual([rig.state.phase, rig.tally, rig.state.trouble, rig.calls()], ['paused', '2 applied, 6 not-attempted, 2 unknown', null, ['apply 0-4']]);
    rig.run.goOn();
    await rig.time.pass(1_000);
    assert.deepEqual([rig.tally, rig.calls()], ['10 applied', ['settle', 'apply 4-8', 'apply 8-10', 'batch']]);
  });

  test('cancelled, the rest is not attempted; told to go on after all, it is', async () => {
    const rig = await slow();
    rig.run.goOn();
    when(rig, 4, () => rig.run.cancel());
    await rig.time.pass(10_000);
    assert.deepEqual([rig.phases, rig.state.summary.stopped, rig.state.summary.tally.unknown], [['interrupted', 'running', 'stopping', 'ended'], true, 0]);
    assert.deepEqual([rig.state.summary, rig.gateway.notifications.length], [rig.summary, 1]);
    assert.ok(rig.summary.tally['not-attempted'] > 0);
    rig.run.goOn();
    assert.equal(rig.state.phase, 'running');
    await rig.time.pass(10_000);
    assert.deepEqual([rig.tally, rig.state.summary.stopped, rig.gateway.notifications.length], ['10 applied', false, 1]);
  });

  test('a host that is away is told to stop as soon as it is back, or when somebody tries again', async () => {
    const rig = await slow();
    rig.run.goOn();
    await rig.time.pass(300);
    rig.gateway.before = (call) => {
      if (call === 'stop') throw new LicensingError('offline');
    };
    rig.run.cancel();
    await rig.time.pass(20_000);
    assert.deepEqual([rig.state.phase, rig.state.trouble?.code], ['stopping', 'offline']);
    rig.gateway.before = () => {};
    rig.run.cancel();
    await rig.time.pass(200);
    assert.deepEqual([rig.state.phase, rig.state.summary.stopped], ['ended', true]);
  });

  test('one that waits can be cancelled', async () => {
    const rig = await RunRig.create();
    rig.open().cancel();
    await rig.time.pass(100);
    assert.deepEqual([rig.phases, rig.tally, rig.state.summary.stopped], [['interrupted', 'stopping', 'ended'], '10 not-attempted', true]);
  });

  test('disposed, it asks nothing more and tells nothing more', async () => {
    const rig = await slow();
    rig.run.goOn();
    await rig.time.pass(300);
    const told = rig.states.length;
    rig.run.dispose();
    rig.run.goOn();
    await rig.time.pass(60_000);
    assert.deepEqual([rig.states.length, rig.calls()], [told, ['apply 0-4']]);
  });
});

describe('another window', () => {
  test('takes over: this one follows, and starts no quarrel', async () => {
    const rig = await slow(20);
    rig.run.goOn();
    await rig.time.pass(500);
    const first = rig.run;
    const other = rig.gateway.browser();
    other.beforeSettled = () => rig.time.pause(1_000, never);
    const second = rig.open({ gateway: other });
    assert.equal(second.state.phase, 'elsewhere');
    second.goOn();
    await rig.time.pass(3_000);
    assert.deepEqual([first.state.phase, second.state.phase], ['elsewhere', 'running']);
    await rig.time.pass(20_000);
    assert.deepEqual([first.state.phase, second.state.phase], ['ended', 'ended']);
    assert.deepEqual([first.state.summary, rig.gateway.world.history.length], [rig.summary, 20]);
  });

  test('closes: this one says how far it came, and can go on', async () => {
    const rig = await slow(20);
    rig.run.goOn();
    await rig.time.pass(500);
    const first = rig.run;
    const other = rig.gateway.browser();
    other.beforeSettled = () => rig.time.pause(1_000, never);
    rig.open({ gateway: other }).goOn();
    await rig.time.pass(2_000);
    assert.equal(first.state.phase, 'elsewhere');
    rig.gateway.beforeSettled = () => {};
    rig.run.dispose();
    await rig.time.pass(5_000);
    assert.deepEqual([first.state.phase, first.state.summary.tally.unknown], ['interrupted', 0]);
    first.goOn();
    await rig.time.pass(5_000);
    assert.equal(first.state.summary.tally.applied, 20);
  });
});

describe('BX-5 what failed', () => {
  /** Ten items of which the given places failed. */
  async function failing(code: (at: number) => 'server' | 'forbidden' | 'rejected' | null, people = 10): Promise<RunRig> {
    const rig = await RunRig.create({ people });
    rig.gateway.host.batches.fail = ({ at }) => code(at);
    rig.open().goOn();
    await rig.time.pass(1_000);
    rig.calls();
    return rig;
  }

  test('is attempted again where it may do better, and nothing else', async () => {
    const rig = await failing((at) => ({ 1: 'server', 2: 'rejected', 3: 'forbidden', 9: 'server' } as const)[at] ?? null);
    assert.equal(rig.tally, '6 applied, 4 failed');
    rig.gateway.host.batches.fail = () => null;
    rig.run.retryFailed();
    await rig.time.pass(1_000);
    assert.deepEqual(rig.calls(), ['ledger', 'apply 1-4', 'apply 9-10', 'batch']);
    assert.deepEqual([rig.state.phase, rig.tally, rig.state.summary], ['ended', '9 applied, 1 failed', rig.summary]);
    rig.run.retryFailed();
    await rig.time.pass(1_000);
    assert.deepEqual([rig.calls(), rig.gateway.notifications.length], [[], 1]);
  });

  test('that fails again may be attempted again', async () => {
    const rig = await failing((at) => (at === 5 ? 'server' : null));
    rig.run.retryFailed();
    await rig.time.pass(1_000);
    assert.deepEqual([rig.state.phase, rig.tally], ['ended', '9 applied, 1 failed']);
    rig.gateway.host.batches.fail = () => null;
    rig.run.retryFailed();
    await rig.time.pass(1_000);
    assert.equal(rig.tally, '10 applied');
  });

  test('in a batch that was cancelled, the rest stays not attempted', async () => {
    const rig = await RunRig.create();
    rig.gateway.host.batches.fail = ({ at }) => (at === 1 ? 'server' : null);
    rig.gateway.beforeSettled = ({ from }) => (from === 4 ? rig.run.cancel() : undefined);
    rig.open().goOn();
    await rig.time.pass(1_000);
    assert.equal(rig.tally, '5 applied, 1 failed, 4 not-attempted');
    rig.gateway.host.batches.fail = () => null;
    rig.run.retryFailed();
    await rig.time.pass(1_000);
    assert.deepEqual([rig.state.phase, rig.tally, rig.summary.stopped], ['ended', '6 applied, 4 not-attempted', true]);
  });

  test('an answer that is lost meanwhile is asked for again', async () => {
    const rig = await failing((at) => (at % 2 ? 'server' : null));
    rig.gateway.host.batches.fail = () => null;
    rig.gateway.beforeSettled = on([1], 'offline');
    rig.run.retryFailed();
    await rig.time.pass(100);
    assert.equal(rig.tally, '6 applied, 3 failed, 1 unknown');
    await rig.time.pass(5_000);
    assert.deepEqual([rig.tally, rig.gateway.world.history.length], ['10 applied', 10]);
  });

  test('and is refused when attempted again has failed as it had', async () => {
    const rig = await failing((at) => (at === 1 ? 'server' : null));
    rig.gateway.before = (call) => {
      if (call.startsWith('apply')) throw new LicensingError('forbidden');
    };
    rig.run.retryFailed();
    await rig.time.pass(1_000);
    assert.deepEqual([rig.state.phase, rig.tally, rig.state.summary.codes], ['lost', '9 applied, 1 failed', { server: 1 }]);
    rig.gateway.before = () => {};
    rig.gateway.host.batches.fail = () => null;
    rig.run.goOn();
    await rig.time.pass(1_000);
    assert.deepEqual([rig.state.phase, rig.tally], ['ended', '10 applied']);
  });
});

describe('what is told', () => {
  test('is told at most ten times a second, however much happens, and at once when the phase changes', async () => {
    const rig = await RunRig.create({ people: 3_000, chunk: 10 });
    rig.gateway.beforeSettled = () => rig.time.pause(10, never);
    rig.open({ capabilities: { maxApply: 5_000 } });
    rig.run.goOn();
    assert.equal(rig.state.phase, 'running');
    const before = rig.states.length;
    await rig.time.pass(2_000);
    const told = rig.states.length - before;
    assert.ok(told > 10 && told <= 20, `${told} times`);
    rig.run.cancel();
    assert.equal(rig.state.phase, 'stopping');
    await rig.time.pass(1_000);
    assert.deepEqual(rig.phases, ['interrupted', 'running', 'stopping', 'ended']);
    assert.equal(rig.states.filter(({ phase }) => phase === 'ended').length, 1);
    assert.ok(rig.states.every((state) => Object.isFrozen(state) && Object.isFrozen(state.summary)));
  });

  test('every item that is told is looked at once, and none besides', async () => {
    const rig = await RunRig.create({ people: 1_000, products: 3, chunk: 100 });
    const { gateway } = rig;
    const counting = gateway.browser();
    let looks = 0;
    counting.apply = async function* (...asked) {
      for await (const { items, ...settled } of gateway.apply(...asked)) {
        const before = looks;
        yield { ...settled, items: new Proxy(items, { get: (all, key) => ((looks += /^\d+$/.test(String(key)) ? 1 : 0), Reflect.get(all, key) as unknown) }) };
        assert.equal(looks - before, items.length);
      }
    };
    rig.open({ gateway: counting, capabilities: { maxApply: 5_000 } }).goOn();
    await rig.time.pass(1_000);
    assert.deepEqual([rig.state.phase, rig.tally, looks], ['ended', '3000 applied', 3_000]);
  });

  test('how fast it goes, and how long it takes yet', async () => {
    const rig = await RunRig.create({ people: 1_000, chunk: 10 });
    rig.gateway.beforeSettled = () => rig.time.pause(100, never);
    rig.open({ capabilities: { maxApply: 5_000 } }).goOn();
    await rig.time.pass(500);
    assert.deepEqual([rig.state.rate, rig.state.secondsLeft], [null, null]);
    await rig.time.pass(4_500);
    assert.ok(Math.abs(rig.state.rate! - 100) < 5, String(rig.state.rate));
    assert.ok(Math.abs(rig.state.secondsLeft! - 5) <= 1, String(rig.state.secondsLeft));
    rig.run.pause();
    assert.deepEqual([rig.state.rate, rig.state.secondsLeft], [null, null]);
  });
});
