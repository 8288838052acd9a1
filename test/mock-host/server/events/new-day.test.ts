import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { EventHub, type LicensingEvent } from '../../../../mock-host/server/events/hub.ts';
import { TestHost } from '../support/test-host.ts';

let host: TestHost;
before(async () => {
  host = await TestHost.open('embedded');
});
after(async () => {
  assert.deepEqual(host.failures, []);
  await host.close();
});

test('CR-3: a midnight that starts or ends a term is told to everybody, any other to nobody', async (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  await host.product('named', [{ start: '2031-01-01', due: '2031-01-02', count: 3 }, { start: '2031-02-01', due: null, count: 1 }]);
  const told: LicensingEvent[] = [];
  const hub = new EventHub(host.database, (error) => host.failures.push(error));
  const on = async (day: string) => {
    await host.database.exec(`create or replace function today() returns date language sql stable as $$ select date '${day}' $$`);
    context.mock.timers.tick(86_400_000);
    // The one connection answers in turn: what was asked at midnight is answered before this.
    await host.rows('select 1');
    await turn();
    return told.splice(0);
  };
  await on('2030-12-30');
  const [leave, leaveToo] = [await join(), await join()];
  async function join() {
    return hub.subscribe({ userId: '', sessionId: '', send: (event) => told.push(event), end: () => undefined });
  }

  const both = [{ kind: 'reload' }, { kind: 'reload' }];
  assert.deepEqual(await on('2030-12-31'), []);
  assert.deepEqual(await on('2031-01-01'), both, 'a term starts');
  assert.deepEqual(await on('2031-01-02'), [], 'its last day');
  assert.deepEqual(await on('2031-01-03'), both, 'it is over');
  assert.deepEqual(await on('2031-03-01'), both, 'slept for weeks');

  leave();
  await host.database.exec(`update term set due = '2031-03-01'`);
  await turn();
  told.splice(0);
  assert.deepEqual(await on('2031-03-02'), [{ kind: 'reload' }], 'to who still listens');
  leaveToo();
  await host.database.exec(`update term set due = '2031-03-02'`);
  assert.deepEqual(await on('2031-03-03'), []);
});
