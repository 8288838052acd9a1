import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCreatioGateway } from '../../../src/host/creatio/creatio-gateway.ts';
import { LicensingError } from '../../../src/licensing/errors.ts';
import type { UserLicense, UserLicenses } from '../../../src/licensing/license.ts';
import { guid } from '../../support/memory-creatio.ts';
import { FakeCreatio } from './support/fake-creatio.ts';

const { signal } = new AbortController();
const minutes = 60_000;

/** A gateway, and what it is asked. */
function rigOf(host = new FakeCreatio()) {
  const gateway = createCreatioGateway(host.options);
  return {
    host,
    read: (): Promise<UserLicenses> => gateway.userLicenses(host.user, signal),
    async row(packageId: string): Promise<UserLicense> {
      return (await gateway.userLicenses(host.user, signal)).licenses.find(({ productId }) => productId === packageId)!;
    },
    /** Methods called by what is done. */
    async callsOf(done: () => Promise<unknown>): Promise<string[]> {
      const from = host.calls.length;
      await done();
      return host.calls.slice(from).sort();
    },
    gateway,
  };
}

test('CR-2 a user’s licenses take two calls, and a third once in a while', async () => {
  const { host, read, callsOf } = rigOf();
  for (let n = 1; n <= 40; n++) host.hold(host.user, host.pack(n));
  assert.deepEqual(await callsOf(read), ['GetAvailableLicPackages', 'GetLicenses', 'SelectQuery']);
  assert.deepEqual(await callsOf(read), ['GetAvailableLicPackages', 'SelectQuery']);
  host.now += 6 * minutes;
  assert.deepEqual(await callsOf(read), ['GetAvailableLicPackages', 'GetLicenses', 'SelectQuery']);
});

test('CR-8 totals are the sum of the terms of today, whatever the list says of the latest', async () => {
  const { host, row } = rigOf();
  const named = host.pack(1, { counts: [2, 3] });
  const concurrent = host.pack(2, { type: 1, counts: [1] });
  const server = host.pack(3, { type: 2 });
  for (const id of [named, concurrent, server]) for (const user of [host.user, host.others[0]]) host.hold(user, id);
  assert.deepEqual((await row(named)).seats, { type: 'named', paid: 5, used: 2, assigned: 2, version: 1 });
  assert.deepEqual((await row(concurrent)).seats, { type: 'concurrent', paid: 1, used: 0, assigned: 2, version: 1 });
  assert.deepEqual((await row(server)).seats, { type: 'server', paid: null, used: 2, assigned: 2, version: 1 });
  host.drop(host.others[0], named);
  assert.deepEqual([(await row(named)).seats.used, (await row(named)).seats.version], [1, 2]);
  assert.deepEqual((await row(named)).term, { state: 'current', start: '2026-01-01', due: '2026-12-31' });
});

test('CR-8 what the list leaves out is looked at by itself, once in a while', async () => {
  const { host, read, row, callsOf } = rigOf();
  host.pack(1);
  const over = host.pack(2, { current: false });
  const others = host.pack(3, { current: false });
  host.hold(host.user, over, 2);
  host.hold(host.others[0], others);
  host.inactive.add(host.others[1]);
  host.hold(host.others[1], others);
  assert.deepEqual(await callsOf(read), ['GetAvailableLicPackages', 'GetLicenseData', 'GetLicenseData', 'GetLicenses', 'SelectQuery', 'SelectQuery']);
  assert.deepEqual(await callsOf(read), ['GetAvailableLicPackages', 'SelectQuery']);
  const { assignment, seats, term } = await row(over);
  assert.deepEqual([assignment?.source, seats.paid, seats.used, term.state], ['direct', 0, 1, 'expired']);
  assert.deepEqual([(await row(others)).assignment, (await row(others)).seats.used], [null, 1]);
  host.drop(host.others[0], others);
  host.now += 6 * minutes;
  assert.equal((await row(others)).seats.used, 0);
});

test('CR-7 an inactive user’s leftover row is found each time, and takes no seat', async () => {
  const { host, row, read, callsOf } = rigOf();
  const [left, none] = [host.pack(1), host.pack(2)];
  host.inactive.add(host.user);
  host.hold(host.user, left);
  assert.equal((await read()).user.active, false);
  assert.deepEqual([(await row(left)).assignment?.source, (await row(left)).seats.used, (await row(none)).assignment], ['direct', 0, null]);
  assert.deepEqual(await callsOf(read), ['GetAvailableLicPackages', 'GetLicenseData', 'GetUsersPackages', 'SelectQuery', 'SelectQuery']);
  host.drop(host.user, left);
  assert.equal((await row(left)).assignment, null);
});

test('CR-7 where nobody tells what a user holds, each package tells who holds it', async () => {
  const { host, row } = rigOf();
  const left = host.pack(1);
  host.pack(2);
  host.inactive.add(host.user);
  host.hold(host.user, left);
  host.before = (method) => (method === 'GetUsersPackages' ? new Response('', { status: 403 }) : undefined);
  assert.ok((await row(left)).assignment);
});

test('CR-9 a role is told in whatever language, and what a caption means is learned once, with a call for each however much is held', async () => {
  const { host, row, read, callsOf } = rigOf();
  host.captions = { 1: 'Вручну', 2: 'Через роль' };
  const [byHand, byRole, again, none] = [host.pack(1), host.pack(2), host.pack(3), host.pack(4)];
  host.hold(host.user, byHand, 1);
  host.hold(host.user, byRole, 2);
  for (let n = 5; n <= 40; n++) host.hold(host.user, host.pack(n), 1 + (n % 2));
  assert.deepEqual(await callsOf(read), ['GetAvailableLicPackages', 'GetLicenseData', 'GetLicenseData', 'GetLicenses', 'SelectQuery']);
  host.hold(host.user, again, 2);
  assert.deepEqual(await callsOf(read), ['GetAvailableLicPackages', 'SelectQuery']);
  const held = { since: null, by: null, role: null };
  assert.deepEqual(await Promise.all([byHand, byRole, again, none].map(async (id) => (await row(id)).assignment)), [
    { ...held, source: 'direct' }, { ...held, source: 'role' }, { ...held, source: 'role' }, null,
  ]);
});

test('CR-9 what is held by hand and by a role teaches no caption', async () => {
  const { host, row, read } = rigOf();
  host.captions = { 1: 'Manually', 2: 'By role' };
  const [both, byHand] = [host.pack(1), host.pack(2)];
  host.hold(host.user, both, 1);
  host.byRoleToo.add(`${host.user} ${both}`);
  assert.equal((await row(both)).assignment?.source, 'role');
  host.hold(host.user, byHand, 1);
  await read();
  assert.equal((await row(byHand)).assignment?.source, 'direct');
});

test('a package bought a moment ago is there', async () => {
  const { host, read, row, callsOf } = rigOf();
  host.pack(1);
  await read();
  const bought = host.pack(2);
  assert.deepEqual(await callsOf(read), ['GetAvailableLicPackages', 'GetLicenses', 'SelectQuery']);
  assert.equal((await row(bought)).seats.paid, 5);
});

test('rows come in the order of their names', async () => {
  const { host, read } = rigOf();
  for (const n of [10, 9, 2, 1]) host.pack(n, { current: n !== 9 });
  assert.deepEqual((await read()).licenses.map(({ name }) => name), ['Package 01', 'Package 02', 'Package 09', 'Package 10']);
});

test('whoever is unknown is not-found, and an id in capitals is known', async () => {
  const { host, gateway } = rigOf();
  host.pack(1);
  for (const id of [guid(1, 99), '../x', '']) {
    await assert.rejects(gateway.userLicenses(id, signal), (error: unknown) => error instanceof LicensingError && error.code === 'not-found');
  }
  assert.equal((await gateway.userLicenses(host.user.toUpperCase(), signal)).user.id, host.user);
});

test('one call that fails is told as it failed', async () => {
  for (const call of ['SelectQuery', 'GetAvailableLicPackages', 'GetLicenses', 'GetLicenseData']) {
    const { host, read } = rigOf();
    host.pack(1, { current: false });
    host.before = (method) => (method === call ? new Response('', { status: 429 }) : undefined);
    await assert.rejects(read(), (error: unknown) => error instanceof LicensingError && error.code === 'rate-limited');
  }
});
