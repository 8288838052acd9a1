import assert from 'node:assert/strict';
import { createCreatioBulk } from '../src/host/creatio/creatio-bulk.ts';
import { newId } from '../src/licensing/new-id.ts';
import type { Change } from '../src/licensing/rules.ts';
import type { MockHostClient } from '../test/mock-host/mock-host-client.ts';
import { MemoryKept } from '../test/support/memory-kept.ts';
import { companyOf, readUserIds } from './bulk.ts';
import { atCompany, granting } from './granting.ts';
import type { Run } from './measure.ts';

const USERS = 1_000;
/** As many users as the stock list shows, and so selects, at a time. */
const FEW = 20;
const methods = { grant: 'AddUsersPackages', recall: 'DeleteUsersPackages' } as const;

/** Creatio's services, asked by the plugin's adapter and in the ways that they are commonly asked. */
export async function creatio(run: Run): Promise<void> {
  await atCompany(companyOf(USERS), { creatio: { base: '/0', version: '8.1.3' } }, (client) => compare(client, run));
}

async function compare(client: MockHostClient, run: Run): Promise<void> {
  let requests = 0;
  const fetch = (request: Request): Promise<Response> => {
    requests++;
    request.headers.set('BPMCSRF', client.csrfToken);
    return client.request(request);
  };
  const { user } = await client.json<{ user: { id: string; name: string } }>('/auth/session');
  const gateway = createCreatioBulk({ baseUrl: client.url, user, fetch, kept: new MemoryKept() });
  const signal = AbortSignal.timeout(3_600_000);
  const selection = await gateway.select({ kind: 'matching', search: 'user.', filters: ['active'] }, signal);
  assert.equal(selection.count, USERS);
  const productIds = (await gateway.products(signal)).map(({ id }) => id);
  const userIds = await readUserIds(client, USERS);

  async function ask(path: string, body: unknown): Promise<unknown> {
    const headers = { 'content-type': 'application/json', ForceUseSession: 'true' };
    const answer = await fetch(new Request(`${client.url}/0/${path}`, { method: 'POST', headers, body: JSON.stringify(body) }));
    assert.equal(answer.status, 200, path);
    return answer.json();
  }

  /** Planned, noted, written in parts, read again and compared. */
  async function asOneBatch(change: Change): Promise<number> {
    const changes = productIds.map((productId) => ({ kind: change, productId }));
    const plan = await gateway.plan({ selectionId: selection.id, changes, orders: {} }, signal);
    const batch = await gateway.createBatch({ id: newId(), planId: plan.id! }, signal);
    for await (const _ of gateway.apply(batch.id, 0, batch.total, signal));
    return (await gateway.batch(batch.id, signal)).tally.applied;
  }

  /** The user page's own request, for each user. Nothing is looked up afterwards. */
  async function aUserEach(change: Change): Promise<number> {
    const licenseItems = JSON.stringify(Object.fromEntries(productIds.map((id) => [id, change === 'grant'])));
    for (const userId of userIds) {
      assert.deepEqual(await ask('rest/AdministrationService/UpdateLicenseInfo', { userId, licenseItems }), { UpdateLicenseInfoResult: '' });
    }
    return userIds.length * productIds.length;
  }

  /** @param at how many users a request carries. Nothing is looked up afterwards. */
  const inParts = (at: number) => async (change: Change): Promise<number> => {
    for (let from = 0; from < userIds.length; from += at) {
      await ask(`ServiceModel/LicenseService.svc/${methods[change]}`, { userIds: userIds.slice(from, from + at), packageIds: productIds });
    }
    return userIds.length * productIds.length;
  };

  // As many are taken back as have to have been given, whatever was said.
  const contestant = (name: string, grant: (change: Change) => Promise<number>) =>
    granting(name, {
      prepare: async () => 'grant' as const,
      grant,
      takeBack: () => asOneBatch('recall'),
      requests: () => requests,
      expected: USERS * productIds.length,
    });
  await run({
    title: `creatio: ${USERS.toLocaleString('en')} users × ${productIds.length} packages granted over HTTP at the stand-in, embedded PostgreSQL`,
    rounds: 3,
    contestants: [
      contestant('UpdateLicenseInfo for each user', aUserEach),
      contestant(`AddUsersPackages, ${FEW} users at a time`, inParts(FEW)),
      contestant('the adapter: plan, write, read again, compare', asOneBatch),
    ],
  });
}
