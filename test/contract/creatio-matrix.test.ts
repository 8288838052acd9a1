import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createCreatioBulk } from '../../src/host/creatio/creatio-bulk.ts';
import { createCreatioGateway } from '../../src/host/creatio/creatio-gateway.ts';
import type { BulkGateway } from '../../src/licensing/bulk-gateway.ts';
import { licenseAdmin } from '../mock-host/server/support/test-host.ts';
import { MemoryKept } from '../support/memory-kept.ts';
import { grant } from './bulk-rig.ts';
import { CreatioHost } from './creatio-host.ts';

const { signal } = new AbortController();

describe('5,000 users × 40 packages at the stand-in for Creatio', () => {
  let creatio: CreatioHost;
  let gateway: BulkGateway;
  let people: string[];
  let packages: string[];
  before(async () => {
    creatio = await CreatioHost.open();
    const { host } = creatio;
    people = await host.users(5_000);
    packages = [];
    for (let n = 0; n < 40; n++) packages.push(await host.product((['named', 'concurrent', 'server'] as const)[n % 3]!, 5_000));
    // Everybody holds a few; who is inactive keeps what is left over.
    await host.rows(`
      insert into assignment (user_id, product_id, source)
      select u.id, p.id, 'direct' from
        (select id, row_number() over (order by id) as n from app_user where name like 'User %') u
        join (select id, row_number() over (order by id) as n from product) p on (u.n + p.n * 7) % 11 = 0`);
    await host.rows(`update app_user set active = false where name like 'User %' and right(id::text, 1) = '0'`);
    gateway = createCreatioBulk({ ...creatio.options(await host.signedIn(licenseAdmin)), kept: new MemoryKept() });
  });
  after(() => creatio.close());

  const asked = async <T>(run: () => Promise<T>): Promise<{ answer: T; calls: string[] }> => {
    const from = creatio.asked.length;
    return { answer: await run(), calls: creatio.asked.slice(from) };
  };

  test('CR-6 the matrix takes 41 calls: one for the users, one for each package; and is what the database says', async () => {
    const { answer: { id }, calls: before } = await asked(() => gateway.select({ kind: 'users', userIds: people }, signal));
    assert.deepEqual(before.filter((call) => !call.endsWith('GetLicenses')), ['SyncReply/SelectQuery']);
    const { answer, calls } = await asked(() => gateway.population(id, signal));
    assert.deepEqual([calls.length, calls.filter((call) => call === 'LicenseService.svc/GetLicenseData').length], [41, 40]);

    const held = await creatio.host.rows<{ user_id: string; product_id: string }>('select user_id, product_id from assignment where recalled_at is null');
    const told = answer.people!.flatMap((person) => Object.keys(person.held).map((packageId) => `${person.id} ${packageId}`));
    assert.deepEqual(told.sort(), held.map(({ user_id, product_id }) => `${user_id} ${product_id}`).sort());
    assert.ok(answer.people!.some(({ active, held }) => !active && Object.keys(held).length), 'CR-7 leftover rows are there');
    for (const { id, seats } of answer.products) {
      const { paid, assigned } = await creatio.host.figures(id);
      assert.deepEqual([seats.paid, seats.assigned], [paid, assigned]);
    }
  });

  test('CR-8 the list of products takes two calls, and says the same; of what the users’ tab leaves out the holders are counted', async () => {
    const { id } = await gateway.select({ kind: 'users', userIds: people.slice(0, 1) }, signal);
    const { products } = await gateway.population(id, signal);
    const servers = products.filter(({ seats }) => seats.type === 'server').length;
    for (const [leavesOut, more] of [[false, 0], [true, 1 + servers]] as const) {
      creatio.settings = { ...creatio.settings, quirks: { ...creatio.settings.quirks, 'no-server-packages': leavesOut } };
      const { answer, calls } = await asked(() => gateway.products(signal));
      assert.deepEqual(answer, products);
      assert.deepEqual(calls.slice(0, 2).sort(), ['AdministrationService/GetAvailableLicPackages', 'LicenseService.svc/GetLicenses']);
      assert.equal(calls.length, 2 + more);
    }
  });

  test('CR-2 the tab of one user takes two calls; the first of a page the packages as well, and a call for the word for what was given by hand', async () => {
    creatio.settings = { ...creatio.settings, quirks: { ...creatio.settings.quirks, 'no-server-packages': false } };
    const tab = createCreatioGateway({ ...creatio.options(await creatio.host.signedIn(licenseAdmin)), kept: new MemoryKept() });
    const active = (await creatio.host.rows<{ id: string }>(`select distinct u.id from app_user u join assignment on user_id = u.id where u.active order by u.id limit 2`)).map(({ id }) => id);
    const [first, second] = [await asked(() => tab.userLicenses(active[0]!, signal)), await asked(() => tab.userLicenses(active[1]!, signal))];
    const two = ['AdministrationService/GetAvailableLicPackages', 'SyncReply/SelectQuery'];
    assert.deepEqual(first.calls.sort(), [two[0], 'LicenseService.svc/GetLicenseData', 'LicenseService.svc/GetLicenses', two[1]]);
    assert.deepEqual(second.calls.sort(), two);
    for (const { answer } of [first, second]) assert.ok(answer.licenses.filter(({ assignment }) => assignment?.source === 'direct').length > 1);
  });

  test('BX-1 a plan takes a call for the users and one for each of its packages', async () => {
    const { id: selectionId } = await gateway.select({ kind: 'matching', search: 'User', filters: ['active'] }, signal);
    const { answer, calls } = await asked(() => gateway.plan({ selectionId, changes: packages.slice(0, 3).map(grant), orders: {} }, signal));
    assert.equal(answer.items, answer.people * 3);
    assert.deepEqual([calls.length, calls.filter((call) => call === 'LicenseService.svc/GetLicenseData').length], [4, 3]);
  });
});
