import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { RunRig, never, on } from './run-rig.ts';

describe('a batch that was just created', () => {
  test('waits to be told, then is applied place after place, and asked for once at the end', async () => {
    const rig = await RunRig.create();
    rig.open();
    await rig.time.pass(1_000);
    assert.deepEqual([rig.state.phase, rig.tally, rig.calls()], ['interrupted', '10 not-attempted', []]);
    rig.run.goOn();
    await rig.time.pass(1_000);
    assert.deepEqual([rig.phases, rig.tally], [['interrupted', 'running', 'ended'], '10 applied']);
    assert.deepEqual(rig.calls(), ['apply 0-4', 'apply 4-8', 'apply 8-10', 'batch']);
    assert.deepEqual(rig.state.seats.get('p0'), rig.gateway.world.seats('p0'));
  });

  test('no request carries out more than the host takes, nor than 2,000 items', async () => {
    const rig = await RunRig.create({ people: 1_500, products: 3, seats: 2_000, chunk: 500 });
    rig.open({ capabilities: { maxApply: 5_000 } }).goOn();
    await rig.time.pass(1_000);
    assert.deepEqual(rig.calls(), ['apply 0-2000', 'apply 2000-4000', 'apply 4000-4500', 'batch']);
  });

  test('BX-5: at every moment the sum of its outcomes is the total, and the last word is the host’s', async () => {
    const rig = await RunRig.create({ people: 12, products: 2, seats: 7 });
    rig.gateway.host.batches.fail = ({ at }) => (at % 5 === 3 ? 'rejected' : null);
    rig.gateway.world.hold('u0', 'p0');
    rig.gateway.beforeSettled = on([1, 3], 'offline');
    rig.gateway.before = () => rig.time.pause(200, never);
    rig.open().goOn();
    await rig.time.pass(60_000);
    assert.ok(rig.states.length > 8);
    for (const { summary, done } of rig.states) {
      const { tally, effects, codes, total } = summary;
      const sum = (counts: object): number => Object.values(counts).reduce((all: number, count: number) => all + count, 0);
      assert.equal(sum(tally), total);
      assert.equal(done, tally.applied + tally.skipped + tally.failed);
      assert.deepEqual([sum(effects), sum(codes)], [tally.applied + tally.skipped, tally.failed]);
    }
    assert.deepEqual(rig.state.summary, rig.summary);
  });
});

describe('when an answer is lost', () => {
  test('BX-3: what was sent and not told is unknown, and asked for again together with what follows', async () => {
    const rig = await RunRig.create();
    rig.gateway.beforeSettled = on([1], 'offline');
    rig.open().goOn();
    await rig.time.pass(900);
    assert.deepEqual([rig.state.phase, rig.tally, rig.state.trouble?.code], ['running', '2 applied, 6 not-attempted, 2 unknown', 'offline']);
    assert.equal(rig.state.trouble?.until, Date.parse('2026-11-21T12:00:01Z'));
    await rig.time.pass(1_000);
    assert.deepEqual([rig.state.phase, rig.tally, rig.state.trouble], ['ended', '10 applied', null]);
    assert.deepEqual(rig.calls(), ['apply 0-4', 'apply 2-6', 'apply 6-10', 'batch']);
    assert.equal(rig.gateway.world.history.length, 10);
  });

  test('a host that wants to be left alone is, for as long as it says, and nothing is unknown', async () => {
    const rig = await RunRig.create();
    rig.gateway.before = on([1], 'rate-limited', 20);
    rig.open().goOn();
    await rig.time.pass(19_000);
    assert.deepEqual([rig.state.phase, rig.tally, rig.state.trouble?.code], ['running', '4 applied, 6 not-attempted', 'rate-limited']);
    await rig.time.pass(2_000);
    assert.equal(rig.tally, '10 applied');
  });

  test('it goes on by itself after signing in again', async () => {
    const rig = await RunRig.create();
    let signIn = (): void => {};
    rig.gateway.before = on([1], 'signed-out');
    rig.open({ signedOut: () => new Promise((resolve) => (signIn = resolve)) }).goOn();
    await rig.time.pass(100_000);
    assert.deepEqual([rig.state.phase, rig.state.trouble, rig.tally], ['lost', { code: 'signed-out', until: null }, '4 applied, 6 not-attempted']);
    signIn();
    await rig.time.pass(200);
    assert.deepEqual([rig.state.phase, rig.tally], ['ended', '10 applied']);
  });

  test('one that stays away is asked a few times; then it takes somebody who says so', async () => {
    const rig = await RunRig.create();
    rig.gateway.before = on([0, 1, 2, 3, 4, 5], 'server');
    rig.open().goOn();
    await rig.time.pass(600_000);
    assert.deepEqual([rig.state.phase, rig.state.trouble, rig.calls().length], ['lost', { code: 'server', until: null }, 6]);
    rig.run.goOn();
    assert.equal(rig.state.phase, 'running');
    await rig.time.pass(200);
    assert.deepEqual([rig.state.phase, rig.tally], ['ended', '10 applied']);
  });

  test('an answer that ends before all was told counts as lost', async () => {
    const rig = await RunRig.create();
    const { gateway } = rig;
    const cut = gateway.browser();
    cut.apply = async function* (...asked) {
      for await (const settled of gateway.apply(...asked)) {
        yield settled;
        if (gateway.calls.length === 1) return;
      }
    };
    rig.open({ gateway: cut }).goOn();
    await rig.time.pass(500);
    assert.deepEqual([rig.state.trouble?.code, rig.tally], ['unexpected-shape', '2 applied, 6 not-attempted, 2 unknown']);
    await rig.time.pass(5_000);
    assert.equal(rig.tally, '10 applied');
  });

  test('what nobody understands is asked for again, as every item has its key', async () => {
    const rig = await RunRig.create();
    rig.gateway.beforeSettled = on([1], 'unexpected-shape');
    rig.open().goOn();
    await rig.time.pass(2_000);
    assert.deepEqual([rig.state.phase, rig.tally], ['ended', '10 applied']);
  });

  for (const code of ['forbidden', 'not-found', 'rejected'] as const) {
    test(`${code}: it is not asked again before somebody says so`, async () => {
      const rig = await RunRig.create();
      rig.gateway.before = on([1], code);
      rig.open().goOn();
      await rig.time.pass(600_000);
      assert.deepEqual([rig.state.phase, rig.state.trouble, rig.tally], ['lost', { code, until: null }, '4 applied, 6 not-attempted']);
      assert.equal(rig.calls().length, 2);
      rig.run.goOn();
      await rig.time.pass(200);
      assert.deepEqual([rig.state.phase, rig.tally], ['ended', '10 applied']);
    });
  }

  test('refused after an answer was lost, what was sent is still unknown', async () => {
    const rig = await RunRig.create();
    rig.gateway.beforeSettled = on([0], 'offline');
    rig.gateway.before = on([1], 'forbidden');
    rig.open().goOn();
    await rig.time.pass(5_000);
    assert.deepEqual([rig.state.phase, rig.tally], ['lost', '6 not-attempted, 4 unknown']);
  });

  test('tried again before an answer came, and refused then: what was sent is unknown all the same', async () => {
    const rig = await RunRig.create();
    rig.gateway.before = on([0], 'rate-limited', 1);
    let told = 0;
    const held = new AbortController();
    rig.gateway.beforeSettled = () => (told++ === 0 ? rig.time.pause(1e6, held.signal) : undefined);
    rig.gateway.host.hasty = true;
    rig.open().goOn();
    await rig.time.pass(1_500);
    rig.gateway.before = on([0], 'forbidden');
    rig.run.goOn();
    held.abort();
    await rig.time.pass(1_000);
    assert.deepEqual([rig.state.phase, rig.tally, rig.summary.tally.applied], ['lost', '6 not-attempted, 4 unknown', 4]);
  });

  test('a wait ends when it is told to go on', async () => {
    const rig = await RunRig.create();
    rig.gateway.before = on([0], 'rate-limited', 500);
    rig.open().goOn();
    await rig.time.pass(1_000);
    rig.run.goOn();
    await rig.time.pass(200);
    assert.equal(rig.tally, '10 applied');
  });
});

/** A batch whose page went when the host had carried out `done` items. */
async function interrupted(done: number): Promise<RunRig> {
  const rig = await RunRig.create();
  const page = new AbortController();
  rig.gateway.beforeSettled = ({ from }) => (from === done - 2 ? page.abort() : undefined);
  rig.open({ signal: page.signal }).goOn();
  await rig.time.pass(1_000);
  rig.gateway.beforeSettled = () => {};
  rig.calls();
  return rig;
}

describe('BX-3 a batch that was interrupted', () => {
  test('what is unknown is settled in one request, and what is left begins where that says', async () => {
    const rig = await interrupted(6);
    rig.open();
    assert.deepEqual([rig.state.phase, rig.tally], ['settling', '6 applied, 2 not-attempted, 2 unknown']);
    await rig.time.pass(1_000);
    assert.deepEqual([rig.state.phase, rig.tally, rig.calls()], ['interrupted', '6 applied, 4 not-attempted', ['settle']]);
    rig.run.goOn();
    await rig.time.pass(1_000);
    assert.deepEqual([rig.phases, rig.calls()], [['settling', 'interrupted', 'running', 'ended'], ['apply 6-10', 'batch']]);
    assert.equal(rig.gateway.world.history.length, 10);
  });

  test('told to go on while that is asked, it goes on', async () => {
    const rig = await interrupted(6);
    rig.open().goOn();
    await rig.time.pass(1_000);
    assert.deepEqual([rig.phases, rig.tally], [['settling', 'running', 'ended'], '10 applied']);
  });

  test('one that was through is ended, and nothing is asked', async () => {
    const rig = await interrupted(10);
    rig.open().goOn();
    await rig.time.pass(1_000);
    assert.deepEqual([rig.phases, rig.tally, rig.calls()], [['ended'], '10 applied', []]);
  });

  test('in a browser of somebody else it can’t be gone on with', async () => {
    const rig = await interrupted(6);
    rig.open({ gateway: rig.gateway.browser({ id: 'other', name: 'Other' }) });
    await rig.time.pass(1_000);
    assert.deepEqual([rig.state.phase, rig.state.trouble?.code], ['lost', 'forbidden']);
  });

  test('a host that did not keep to the order: what is left is looked up, once', async () => {
    const rig = await RunRig.create();
    for await (const _ of rig.gateway.apply(rig.batchId, 4, 6, never));
    rig.calls();
    rig.open();
    rig.run.goOn();
    await rig.time.pass(1_000);
    assert.deepEqual(rig.calls(), ['settle', 'settle', 'apply 2-6', 'apply 6-10', 'batch', 'ledger', 'apply 0-2', 'batch']);
    assert.deepEqual([rig.state.phase, rig.state.summary], ['ended', rig.summary]);
  });

  test('a host that never comes to an end does not make it spin', async () => {
    const rig = await RunRig.create();
    rig.open({ gateway: Object.assign(rig.gateway.browser(), { batch: async () => ({ ...rig.summary, tally: { ...rig.summary.tally, applied: 9, 'not-attempted': 1 } }) }) }).goOn();
    await rig.time.pass(600_000);
    assert.deepEqual([rig.state.phase, rig.state.trouble], ['lost', { code: 'unexpected-shape', until: null }]);
  });
});
