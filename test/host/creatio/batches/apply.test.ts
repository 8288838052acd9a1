import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { MemoryCreatio } from '../../../support/memory-creatio.ts';
import { Desk, grant, recall, signal, start } from './desk.ts';

describe('what is asked of Creatio', () => {
  test('CR-6 5,000 people × 3 products: at most 30 writes, and a reading after each and before the first of each product', async () => {
    const creatio = new MemoryCreatio();
    const ids = Array.from({ length: 5_000 }, (_, n) => creatio.user(n));
    const packs = [1, 2, 3].map((n) => creatio.pack(n, { count: 9_000 }));
    const desk = new Desk(creatio, 500);
    const batch = await desk.batch(ids, ...packs.map(grant));
    creatio.calls.length = 0;
    for (let from = 0; from < batch.total; from += 2_000) await desk.apply(batch, from, Math.min(batch.total, from + 2_000));
    const count = (name: string): number => creatio.calls.filter((call) => call.startsWith(name)).length;
    assert.ok(count('AddUsersPackages') <= 30, `${count('AddUsersPackages')} writes`);
    assert.ok(count('GetLicenseData') <= 33, `${count('GetLicenseData')} readings`);
    assert.ok(count('SelectQuery') <= 8, 'who is active, once a request');
    assert.equal(creatio.calls.length, count('AddUsersPackages') + count('GetLicenseData') + count('SelectQuery'), 'nothing else');
    assert.deepEqual((await desk.gateway.batch(batch.id, signal)).effects, { grant: 15_000 });
  });

  test('BX-2 items that are settled, and those that change nothing, are not sent', async () => {
    const { creatio, desk, ids, pack } = start(4, 9, 4);
    for (const id of ids) creatio.hold(id, pack);
    const batch = await desk.batch(ids, grant(pack));
    creatio.calls.length = 0;
    await desk.run(batch);
    assert.deepEqual(creatio.calls.filter((call) => /Packages|SaveLicense/.test(call)), []);
    creatio.calls.length = 0;
    await desk.run(batch);
    assert.deepEqual(creatio.calls, []);
  });

  test('BX-1 what was read before is not trusted when somebody may have been there since', async () => {
    const { creatio, desk, ids, pack } = start(4, 9, 2);
    const batch = await desk.batch(ids, grant(pack));
    await desk.apply(batch, 0, 2);
    creatio.now += 1_000;
    creatio.hold(ids[2]!, pack);
    await desk.apply(batch, 2, 4);
    assert.deepEqual((await desk.gateway.batch(batch.id, signal)).effects, { grant: 3, 'already-held': 1 });
  });

  test('CR-10 an administrator without a license goes by the twin, which has one method for both', async () => {
    const { creatio, desk, ids, pack } = start(3, 9, 2);
    creatio.byTwin = true;
    creatio.hold(ids[2]!, pack);
    const other = creatio.pack(2, { count: 9 });
    const { effects } = await desk.run(await desk.batch(ids, recall(pack), grant(other)));
    assert.deepEqual(effects, { recall: 1, 'not-held': 2, grant: 3 });
    assert.deepEqual(creatio.calls.filter((call) => call.endsWith('UsersPackages')), []);
  });

  test('CR-8 seats are told after each write, as all screens count them', async () => {
    const { desk, ids, pack } = start(3, 2, 2);
    const batch = await desk.batch(ids, grant(pack));
    const told: unknown[] = [];
    for await (const { seats } of desk.gateway.apply(batch.id, 0, 3, signal)) told.push(seats.map((of) => [of.productId, of.seats.paid, of.seats.used]));
    assert.deepEqual(told, [[[pack, 2, 2]], [[pack, 2, 2]]]);
  });
});
