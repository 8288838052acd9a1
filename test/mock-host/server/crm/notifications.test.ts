import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { item } from '../support/test-client.ts';
import { TestHost } from '../support/test-host.ts';

interface Notifications {
  readonly items: { id: string; kind: string; batchId: string; detail: Record<string, number>; createdAt: string; readAt: string | null }[];
  readonly unread: number;
}

describe('notifications', () => {
  let host: TestHost;
  before(async () => {
    host = await TestHost.open('server');
  });
  after(async () => {
    assert.deepEqual(host.failures, []);
    await host.close();
  });

  test('OT-15: who made batches is told once of each, latest first, and of nobody else\'s; reading marks all of them', async () => {
    const [admin, colleague] = [await host.signedIn(), await host.signedIn([])];
    const product = await host.product('named', 1);
    const users = await host.users(2);
    for (const user of users) await admin.change('grant', user, product);
    const told = async (client = admin) => (await client.get<Notifications>('/crm/v1/notifications')).body;

    const { items, unread } = await told();
    assert.deepEqual(items.map(({ kind, detail, readAt }) => [kind, detail, readAt]), [
      ['batch', { applied: 0, skipped: 1, failed: 0, 'not-attempted': 0, unknown: 0 }, null],
      ['batch', { applied: 1, skipped: 0, failed: 0, 'not-attempted': 0, unknown: 0 }, null],
    ]);
    assert.equal(unread, 2);
    assert.equal((await admin.get(`/licensing/v1/batches/${items[0]!.batchId}`)).status, 200);
    assert.deepEqual(await told(colleague), { items: [], unread: 0 }, 'no right is needed to have none');

    assert.equal((await colleague.send('POST', '/crm/v1/notifications/read')).status, 200);
    assert.equal((await told()).unread, 2);
    const read = await admin.send<Notifications>('POST', '/crm/v1/notifications/read');
    assert.deepEqual([read.status, read.body.unread, read.body.items.every(({ readAt }) => readAt !== null)], [200, 0, true]);
    const first = await told();
    await admin.change('recall', users[0]!, product);
    const later = await told();
    assert.deepEqual([later.unread, later.items.length], [1, 3]);
    assert.deepEqual(later.items.slice(1), first.items, 'what was read keeps when');
  });

  test('OT-15: the bell shows the latest fifty and counts all that are unread', async () => {
    const admin = await host.signedIn();
    const product = await host.product('server', 0);
    for (const user of await host.users(51)) await admin.batch([item('grant', user, product)]);
    const { body } = await admin.get<Notifications>('/crm/v1/notifications');
    assert.deepEqual([body.items.length, body.unread], [50, 51]);
  });
});
