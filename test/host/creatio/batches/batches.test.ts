import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { LicensingError } from '../../../../src/licensing/errors.ts';
import { grant, once, refused, signal, start } from './desk.ts';

describe('two tabs of one browser', () => {
  test('BX-2 BX-3 the later one goes on once what is under way has ended, and the earlier one is told', async () => {
    const { creatio, desk, ids, pack } = start(6, 9, 2);
    const batch = await desk.batch(ids, grant(pack));
    const was = desk.pairs();
    const other = desk.tab();
    let later: Promise<void> | undefined;
    once(creatio, 'AddUsersPackages', async () => {
      later = desk.apply(batch, 0, 6, other);
      while (!(await isTaken())) await new Promise(setImmediate);
    });
    const run = async (): Promise<unknown> => ((await creatio.options.kept.read('batches', batch.id)) as { run: unknown }).run;
    let first: unknown;
    const isTaken = async (): Promise<boolean> => (await run()) !== (first ??= await run());
    await assert.rejects(desk.apply(batch, 0, 6), refused('conflict'));
    await later;
    assert.equal(creatio.calls.filter((call) => call === 'AddUsersPackages').length, 3, 'each item was sent once');
    assert.deepEqual((await desk.compare(batch, was, other)).effects, { grant: 6 });
  });

  test('BX-3 whoever settles or stops waits for what is under way, and then nothing is unknown', async () => {
    for (const how of ['settle', 'stop'] as const) {
      const { creatio, desk, ids, pack } = start(6, 9, 2);
      const batch = await desk.batch(ids, grant(pack));
      const was = desk.pairs();
      let asked: ReturnType<typeof desk.gateway.settle> | undefined;
      once(creatio, 'AddUsersPackages', () => void (asked = desk.tab()[how](batch.id, signal)));
      await assert.rejects(desk.apply(batch, 0, 6), refused('conflict'));
      const { tally, stopped, running } = await asked!;
      assert.deepEqual([tally.applied, tally['not-attempted'], tally.unknown, stopped, running], [2, 4, 0, how === 'stop', false]);
      assert.deepEqual(desk.waits, [], 'it was there to be known');
      await desk.compare(batch, was);
    }
  });

  test('BX-5 who leaves while a write is under way hears so at once; the write ends, and is known', async () => {
    const { creatio, desk, ids, pack } = start(6, 9, 2);
    const batch = await desk.batch(ids, grant(pack));
    const was = desk.pairs();
    const control = new AbortController();
    let goOn = (): void => {};
    once(creatio, 'AddUsersPackages', () => {
      control.abort();
      return new Promise((resolve) => (goOn = resolve));
    });
    const asked = (async () => { for await (const _ of desk.gateway.apply(batch.id, 0, 6, control.signal)); })();
    await assert.rejects(asked, { name: 'AbortError' });
    const settled = desk.gateway.settle(batch.id, signal);
    goOn();
    assert.deepEqual((await settled).tally.applied, 2);
    await desk.compare(batch, was);
  });

  test('BX-3 a batch that a tab leaves before its end is known at once to be nobody’s', async () => {
    const { desk, ids, pack } = start(4, 9, 2);
    const batch = await desk.batch(ids, grant(pack));
    for await (const _ of desk.gateway.apply(batch.id, 0, 4, signal)) break;
    const { running, tally } = await desk.tab().batch(batch.id, signal);
    assert.deepEqual([running, tally.applied, tally['not-attempted']], [false, 2, 2]);
  });

  test('BX-3 a batch is running while a tab works on it, and a moment longer; one whose tab was closed is interrupted', async () => {
    const { creatio, desk, ids, pack } = start(4, 9, 2);
    const batch = await desk.batch(ids, grant(pack));
    const other = desk.tab();
    const running = async (): Promise<boolean> => (await other.batch(batch.id, signal)).running;
    let during: boolean | undefined;
    once(creatio, 'AddUsersPackages', async () => void (during = await running()));
    await desk.apply(batch, 0, 2);
    assert.deepEqual([during, await running()], [true, true]);
    creatio.now += 31_000;
    assert.deepEqual([await running(), (await other.batch(batch.id, signal)).endedAt], [false, null]);
    await desk.apply(batch, 2, 4, other);
    assert.deepEqual([await running(), (await other.batch(batch.id, signal)).endedAt !== null], [false, true]);
  });
});

describe('what a browser has kept', () => {
  test('BX-3 a batch whose kept state is not to be understood is as one that is not there; others are not concerned', async () => {
    const { creatio: { options: { kept } }, desk, ids, pack } = start(2, 9);
    const [odd, sound] = [await desk.batch(ids, grant(pack)), await desk.batch(ids, grant(pack))];
    const all = { mine: true, open: false, cursor: null, limit: 10 };
    for (const value of [null, 'x', { ...((await kept.read('batches', odd.id)) as object), columns: 'all' }]) {
      await kept.update('batches', odd.id, () => value);
      await assert.rejects(desk.gateway.batch(odd.id, signal), refused('not-found'));
      await assert.rejects(desk.gateway.settle(odd.id, signal), refused('not-found'));
      await assert.rejects(desk.run(odd), refused('not-found'));
      assert.deepEqual((await desk.gateway.batches(all, signal)).items.map(({ id }) => id), [sound.id]);
    }
    assert.equal((await desk.run(sound)).tally.applied, 2);
  });

  test('BX-5 items that are not to be understood are never taken for open or done', async () => {
    const { creatio: { options: { kept } }, desk, ids, pack } = start(4, 9);
    const batch = await desk.batch(ids, grant(pack));
    const [, second] = await kept.list('items', batch.id);
    for (const value of [undefined, 'x', { ...(second!.value as object), at: 'now' }]) {
      await kept.update('items', second!.key, () => value);
      await assert.rejects(desk.ledger(batch), refused('unexpected-shape'));
      await assert.rejects(desk.apply(batch, 2, 4), refused('unexpected-shape'));
      await assert.rejects(desk.gateway.planUndo(batch.id, signal), refused('unexpected-shape'));
    }
    assert.deepEqual([...desk.pairs()], []);
  });

  test('BX-2 nothing is sent when what is to be sent can not be kept', async () => {
    const { creatio, desk, ids, pack } = start(2, 9);
    const batch = await desk.batch(ids, grant(pack));
    creatio.options.kept.before = (call) => {
      if (call.startsWith('update items')) throw new LicensingError('server', 'no room');
    };
    await assert.rejects(desk.run(batch), refused('server'));
    assert.deepEqual([...desk.pairs()], []);
    creatio.options.kept.before = () => {};
    assert.deepEqual((await desk.run(batch)).effects, { grant: 2 });
  });

  test('BX-2 a batch whose taking on was cut is not there, and can be taken on again', async () => {
    const { creatio: { options: { kept } }, desk, ids, pack } = start(6, 9);
    const { id: selectionId } = await desk.gateway.select({ kind: 'users', userIds: ids }, signal);
    const { id: planId } = await desk.gateway.plan({ selectionId, changes: [grant(pack)], orders: {} }, signal);
    const batch = { id: crypto.randomUUID(), planId: planId! };
    let updates = 0;
    kept.before = (call) => {
      if (call.startsWith('update items') && updates++ === 2) throw new LicensingError('server', 'no room');
    };
    await assert.rejects(desk.gateway.createBatch(batch, signal), refused('server'));
    await assert.rejects(desk.gateway.batch(batch.id, signal), refused('not-found'));
    assert.equal((await desk.run(await desk.gateway.createBatch(batch, signal))).tally.applied, 6);
  });

  test('BX-3 what is long over is forgotten with its items; what is not over never is', async () => {
    const { creatio, desk, ids, pack } = start(2, 9);
    const { kept } = creatio.options;
    const [open, over, stopped] = [await desk.batch(ids, grant(pack)), await desk.batch(ids, grant(pack)), await desk.batch(ids, grant(pack))];
    await desk.run(over);
    await desk.gateway.stop(stopped.id, signal);
    const cut = await desk.batch(ids, grant(pack));
    await kept.update('batches', cut.id, (value) => ({ ...(value as object), made: false }));
    creatio.now += 91 * 86_400_000;
    const fresh = await desk.batch(ids, grant(pack));
    const left = (await desk.gateway.batches({ mine: false, open: false, cursor: null, limit: 10 }, signal)).items.map(({ id }) => id);
    assert.deepEqual(left, [fresh.id, open.id]);
    assert.deepEqual([...new Set((await kept.list('items')).map(({ key }) => key.split('/')[0]))].sort(), [fresh.id, open.id, 'clock'].sort());
  });

  test('no secret and nobody’s name but the only one’s is kept with a batch', async () => {
    const { creatio: { options: { kept } }, desk, ids, pack } = start(2, 9);
    await desk.run(await desk.batch(ids, grant(pack)));
    const all = JSON.stringify([await kept.list('batches'), await kept.list('items')]);
    assert.ok(all.includes(ids[0]!));
    assert.ok(!/Person|example\.com|p1"/.test(all));
  });
});
