import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { BulkDesk } from '../support/bulk-desk.ts';
import { TestHost, unknownId } from '../support/test-host.ts';

describe('batches of those who mean no good', () => {
  let host: TestHost;
  let desk: BulkDesk;
  before(async () => {
    host = await TestHost.open('server');
    desk = new BulkDesk(await host.signedIn());
  });
  after(async () => {
    assert.deepEqual(await host.discrepancies(), []);
    assert.deepEqual(host.failures, []);
    await host.close();
  });

  test('a batch of products, plans or people that are none is refused, and nothing is kept of it', async () => {
    const product = await host.product('named', 1);
    const [user] = await host.users(1);
    const selectionId = await desk.people([user!]);
    const refused = (body: unknown, id: string = randomUUID()) => desk.refused('PUT', `/batches/${id}`, body);
    const shown = (productId: string, selection = selectionId) => ({
      request: { selectionId: selection, changes: [{ kind: 'grant', productId }], orders: {} }, shown: [{ productId, effects: ['grant'] }],
    });
    for (const odd of [unknownId(), 'x', '\0', '\ud800', product.toUpperCase()]) {
      const id = randomUUID();
      assert.deepEqual(await refused(shown(odd), id), [422, `The request has a wrong shape. request.changes: there is no product ${odd}`]);
      assert.deepEqual(await refused(shown(product, odd), id), [404, 'There is no such selection.']);
      assert.deepEqual(await refused({ planId: odd }, id), [404, 'There is no such plan.']);
      assert.deepEqual(await desk.refused('GET', `/batches/${id}`, undefined), [404, 'There is no such batch.']);
    }
    for (const id of ['x', '%00', randomUUID().toUpperCase()]) {
      assert.deepEqual(await refused(shown(product), id), [422, 'The request has a wrong shape. id: a UUID in lower case expected']);
    }
  });

  test('BX-4: of two who undo the same batch at once each change is taken back by one', async () => {
    const product = await host.product('named', 9);
    const users = await host.users(6);
    const batch = randomUUID();
    await desk.client.batch(users.map((userId) => ({ key: userId, userId, productId: product, change: 'grant', seatVersion: 0 })), batch);
    const undo = async ({ client }: BulkDesk) => {
      const plan = await new BulkDesk(client).planUndo(batch);
      const id = randomUUID();
      assert.equal((await client.send('PUT', `/licensing/v1/batches/${id}`, { planId: plan.id })).status, 200);
      await client.raw('POST', `/licensing/v1/batches/${id}/apply`, JSON.stringify({ from: 0, to: plan.items }));
      return (await client.get<{ effects: Record<string, number> }>(`/licensing/v1/batches/${id}`)).body.effects;
    };
    const effects = await Promise.all([undo(desk), undo(new BulkDesk(await host.signedIn()))]);
    assert.equal(effects.reduce((sum, { recall = 0 }) => sum + recall, 0), 6);
    assert.deepEqual((await host.historyOf(product)).filter(({ change }) => change === 'recall').length, 6);
  });
});
