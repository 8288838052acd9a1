import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { LicensingError } from '../../../../src/licensing/errors.ts';
import { type MemoryCreatio } from '../../../support/memory-creatio.ts';
import { grant, once, recall, refused, signal, start } from './desk.ts';

describe('what others do meanwhile', () => {
  test('CR-8 whoever finds no seat any more is left out without a word, and is told as skipped', async () => {
    const { creatio, desk, ids, pack } = start(4, 2, 4);
    const batch = await desk.batch(ids.slice(0, 2), grant(pack));
    const was = desk.pairs();
    once(creatio, 'AddUsersPackages', () => {
      creatio.hold(ids[3]!, pack);
      was.add(`${ids[3]} ${pack}`);
    });
    await desk.run(batch);
    const { effects, drift, codes } = await desk.compare(batch, was);
    assert.deepEqual([effects, drift, codes], [{ grant: 1, 'no-seat': 1 }, 1, {}]);
  });

  test('BX-5 what Creatio leaves out although a seat is free has failed, and is not said to have been skipped', async () => {
    const { creatio, desk, ids, pack } = start(3, 9, 4);
    creatio.refusing.add(ids[1]!);
    const batch = await desk.batch(ids, grant(pack));
    const was = desk.pairs();
    await desk.run(batch);
    const { effects, codes } = await desk.compare(batch, was);
    assert.deepEqual([effects, codes], [{ grant: 2 }, { rejected: 1 }]);
  });

  test('BX-5 what is refused in so many words and done in part is told item by item', async () => {
    const { creatio, desk, ids, pack } = start(3, 9, 2);
    creatio.refusing.add(ids[1]!);
    const batch = await desk.batch(ids, grant(pack));
    const was = desk.pairs();
    creatio.after = (call) => {
      if (call === 'AddUsersPackages') throw new LicensingError('rejected', 'Some of it went wrong.');
    };
    await desk.run(batch);
    const { effects, codes } = await desk.compare(batch, was);
    assert.deepEqual([effects, codes], [{ grant: 2 }, { rejected: 1 }]);
  });

  test('CR-7 whoever was deactivated since the plan gets nothing, however many are concerned', async () => {
    const { creatio, desk, ids, pack } = start(2_500, 9_000, 500);
    const batch = await desk.batch(ids, grant(pack));
    for (const id of ids.slice(2_000)) creatio.users.get(id)!.active = false;
    const { effects } = await desk.run(batch);
    assert.deepEqual(effects, { grant: 2_000, inactive: 500 });
  });

  test('CR-9 a role that gives back at once what was recalled is told of', async () => {
    const { creatio, desk, ids, pack } = start(2, 9, 4);
    for (const id of ids) creatio.hold(id, pack);
    const batch = await desk.batch(ids, recall(pack));
    creatio.after = (call) => {
      if (call === 'DeleteUsersPackages') creatio.hold(ids[0]!, pack, 'role');
    };
    assert.deepEqual((await desk.run(batch)).effects, { 'role-derived': 1, recall: 1 });
  });

  test('CR-9 what a role gives and Creatio does not take was not recalled', async () => {
    const { creatio, desk, ids, pack } = start(1, 9, 4);
    creatio.hold(ids[0]!, pack, 'role');
    const batch = await desk.batch(ids, recall(pack));
    creatio.after = (call) => {
      if (call === 'DeleteUsersPackages') creatio.hold(ids[0]!, pack, 'role');
    };
    const { effects, codes } = await desk.run(batch);
    assert.deepEqual([effects, codes], [{}, { rejected: 1 }]);
  });

  test('BX-9 who loses the new license before the old one is recalled keeps the old one', async () => {
    const { creatio, desk, ids, pack } = start(3, 9, 2);
    const to = creatio.pack(2, { count: 9 });
    for (const id of ids) creatio.hold(id, pack);
    const batch = await desk.batch(ids, { kind: 'swap', productId: pack, to });
    let writes = 0;
    creatio.before = (call) => {
      if (call === 'DeleteUsersPackages' && !writes++) creatio.drop(ids[2]!, to);
    };
    const { effects } = await desk.run(batch);
    assert.deepEqual(effects, { grant: 3, recall: 2, kept: 1 });
    assert.ok(desk.pairs().has(`${ids[2]} ${pack}`), 'nobody is left with neither');
  });

  test('who or what is gone by then is told as not there', async () => {
    const { creatio, desk, ids, pack } = start(3, 9, 4);
    const other = creatio.pack(2, { count: 9 });
    const batch = await desk.batch(ids, grant(pack), grant(other));
    creatio.users.delete(ids[1]!);
    creatio.rows.splice(0, 1);
    creatio.held.delete(pack);
    creatio.now += 400_000; // longer than packages are taken to be the same
    const { effects, codes, endedAt } = await desk.run(batch);
    assert.deepEqual([effects, codes, endedAt !== null], [{ grant: 2 }, { 'not-found': 4 }, true]);
  });
});

describe('a write without an answer', () => {
  const lose = (creatio: MemoryCreatio): void => {
    creatio.before = (call) => {
      if (call === 'AddUsersPackages') throw new LicensingError('offline');
    };
  };

  test('BX-5 is unknown until it is looked up, and is never sent again by itself', async () => {
    const { creatio, desk, ids, pack } = start(2, 9, 4);
    const batch = await desk.batch(ids, grant(pack));
    creatio.after = (call) => {
      if (call === 'AddUsersPackages') throw new LicensingError('timeout');
    };
    await assert.rejects(desk.run(batch), refused('timeout'));
    creatio.after = () => {};
    const { tally } = await desk.gateway.batch(batch.id, signal);
    assert.deepEqual([tally.unknown, tally.applied], [2, 0]);
    assert.deepEqual((await desk.ledger(batch)).map(({ outcome, effect }) => [outcome, effect]), [['unknown', null], ['unknown', null]]);
    await desk.run(batch);
    assert.equal(creatio.calls.filter((call) => call === 'AddUsersPackages').length, 1);
    assert.deepEqual((await desk.gateway.batch(batch.id, signal)).effects, { grant: 2 });
  });

  test('BX-5 that arrives late is waited for until two readings agree', async () => {
    const { creatio, desk, ids, pack } = start(3, 9, 4);
    const batch = await desk.batch(ids, grant(pack));
    lose(creatio);
    await assert.rejects(desk.run(batch), refused('offline'));
    let readings = 0;
    creatio.before = (call) => {
      if (!call.startsWith('GetLicenseData')) return;
      readings++;
      if (readings === 2) creatio.hold(ids[0]!, pack);
      if (readings === 3) for (const id of ids) creatio.hold(id, pack);
    };
    const { tally } = await desk.gateway.settle(batch.id, signal);
    assert.deepEqual([tally.applied, readings, desk.waits], [3, 3, [2_000, 2_000]]);
  });

  test('BX-5 of which nothing is there is open again, and one as old as writes never get is not waited for', async () => {
    for (const [ms, waits] of [[0, [2_000]], [61_000, []]] as const) {
      const { creatio, desk, ids, pack } = start(2, 9, 4);
      const batch = await desk.batch(ids, grant(pack));
      lose(creatio);
      await assert.rejects(desk.run(batch), refused('offline'));
      creatio.before = () => {};
      creatio.now += ms;
      const { tally } = await desk.gateway.settle(batch.id, signal);
      assert.deepEqual([tally['not-attempted'], desk.waits], [2, waits]);
      assert.deepEqual((await desk.run(batch)).effects, { grant: 2 });
    }
  });

  test('BX-5 of which a part is there has failed for the rest, which may be tried again', async () => {
    const { creatio, desk, ids, pack } = start(3, 9, 4);
    const batch = await desk.batch(ids, grant(pack));
    lose(creatio);
    await assert.rejects(desk.run(batch), refused('offline'));
    creatio.before = () => {};
    creatio.hold(ids[0]!, pack);
    const { effects, codes } = await desk.gateway.settle(batch.id, signal);
    assert.deepEqual([effects, codes], [{ grant: 1 }, { server: 2 }]);
    assert.deepEqual((await desk.run(batch)).effects, { grant: 3 });
  });

  test('BX-5 is looked up as long as that fails, and nothing else is begun', async () => {
    const { creatio, desk, ids, pack } = start(2, 9, 4);
    const batch = await desk.batch(ids, grant(pack));
    creatio.before = (call) => {
      if (call === 'AddUsersPackages') throw new LicensingError('offline');
    };
    await assert.rejects(desk.run(batch), refused('offline'));
    creatio.before = () => { throw new LicensingError('signed-out'); };
    await assert.rejects(desk.gateway.settle(batch.id, signal), refused('signed-out'));
    await assert.rejects(desk.gateway.stop(batch.id, signal), refused('signed-out'));
    await assert.rejects(desk.run(batch), refused('signed-out'));
    assert.equal((await desk.gateway.batch(batch.id, signal)).tally.unknown, 2);
  });
});
