import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { BulkDesk } from '../support/bulk-desk.ts';
import { item } from '../support/test-client.ts';
import { type Kind, TestHost, unknownId } from '../support/test-host.ts';

for (const kind of ['embedded', 'server'] satisfies Kind[]) {
  describe(`BX-1: cells of a plan, ${kind}`, () => {
    let host: TestHost;
    let desk: BulkDesk;
    let plan: string;
    const products: string[] = [];
    const users: string[] = [];
    before(async () => {
      host = await TestHost.open(kind);
      desk = new BulkDesk(await host.signedIn());
      products.push(await host.product('named', 3), await host.product('named', 9));
      for (const [index, name] of ['Zoë', 'anna', 'Ben', 'under_score', 'underXscore', 'Їжак', 'Åsa'].entries()) {
        users.push(await host.user({ login: `cell.${index}`, name, email: index % 2 ? null : `${index}@cells.example`, active: index !== 1 }));
      }
      await desk.client.batch([item('grant', users[2]!, products[0]!), item('grant', users[3]!, products[1]!)]);
      plan = (await desk.plan(await desk.people(users), [{ kind: 'grant', productId: products[0]! }, { kind: 'recall', productId: products[1]! }])).id;
    });
    after(async () => {
      assert.deepEqual(host.failures, []);
      await host.close();
    });

    const names = async (query: string, limit?: number) => (await desk.cells(plan, query, limit)).map(({ user, effect }) => `${user.name} ${effect}`);
    const granted = ['Zoë grant', 'anna inactive', 'Ben already-held', 'under_score grant', 'underXscore no-seat', 'Їжак no-seat', 'Åsa no-seat'];
    const recalled = ['Zoë', 'anna', 'Ben', 'under_score', 'underXscore', 'Їжак', 'Åsa'].map((name) => `${name} ${name === 'under_score' ? 'recall' : 'not-held'}`);

    test('a product after the other, each in the order of the selection, however long the pages are', async () => {
      for (const limit of [1, 2, 3, 5, 7, 13, 14, 15, 5_000]) assert.deepEqual(await names('', limit), [...granted, ...recalled]);
    });

    test('by product, by effects and by words, together and page by page', async () => {
      const [a, b] = products;
      for (const limit of [1, 2, 100]) {
        assert.deepEqual(await names(`productId=${a}`, limit), granted);
        assert.deepEqual(await names('effect=no-seat&effect=inactive', limit), ['anna inactive', 'underXscore no-seat', 'Їжак no-seat', 'Åsa no-seat']);
        assert.deepEqual(await names(`effect=recall`, limit), ['under_score recall']);
        assert.deepEqual(await names('search=%20R_S%20', limit), ['under_score grant', 'under_score recall']);
        assert.deepEqual(await names(`search=CELLS.example&productId=${b}`, limit), ['Zoë', 'Ben', 'underXscore', 'Åsa'].map((name) => `${name} not-held`));
        assert.deepEqual(await names(`search=${encodeURIComponent('їж')}&effect=no-seat`, limit), ['Їжак no-seat']);
        assert.deepEqual(await names('search=cell.3&effect=conflict', limit), []);
        assert.deepEqual(await names(`productId=${unknownId()}`, limit), []);
      }
    });

    test('a cursor of ours reads on; anything else is refused', async () => {
      const path = `/plans/${plan}/items`;
      const cursor = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
      for (const wrong of ['x', cursor('{'), cursor({ sort: 'name', key: '0', id: '0' }), cursor({ sort: 'cells', key: '-1', id: '0' }), cursor({ sort: 'cells', key: '0', id: '1e3' }), cursor({ sort: 'cells', key: '0' })]) {
        assert.deepEqual(await desk.refused('GET', `${path}?cursor=${wrong}`, undefined),
          [400, 'The cursor does not belong to this list. cursor: leave it out to start at the first page']);
      }
      const { body } = await desk.client.get<{ items: unknown[]; total: number; next: null }>(`/licensing/v1${path}?cursor=${cursor({ sort: 'cells', key: '9999', id: '999999' })}`);
      assert.deepEqual(body, { items: [], total: 14, next: null });
    });

    test('parameters of a wrong shape are refused by name', async () => {
      for (const [query, field] of [['limit=0', 'limit'], ['limit=5001', 'limit'], ['limit=x', 'limit'], ['effect=maybe', 'effect'], ['search=%00', 'search'], [`search=${'x'.repeat(201)}`, 'search']] as const) {
        const [status, said] = await desk.refused('GET', `/plans/${plan}/items?${query}`, undefined);
        assert.equal(status, 422);
        assert.ok(said.startsWith(`The request has a wrong shape. ${field}`), said);
      }
    });

    test('BX-5 somebody who was deleted since is told of, not left out in silence', async () => {
      const deleted = await host.user({ name: 'Deleted' });
      const { id } = await desk.plan(await desk.people([users[0]!, deleted]), [{ kind: 'grant', productId: products[0]! }]);
      await host.database.exec(`delete from app_user where id = '${deleted}'`);
      assert.equal((await desk.cells(id, 'search=Zo')).length, 1);
      assert.deepEqual(await desk.refused('GET', `/plans/${id}/items`, undefined), [409, 'Some of the selected do not exist any more: select again.']);
    });

    test('nobody else knows the plan, nor anybody a day later', async () => {
      const other = new BulkDesk(await host.signedIn());
      for (const [who, id] of [[other, plan], [desk, unknownId()], [desk, 'x'], [desk, '%00'], [desk, plan.toUpperCase()]] as const) {
        assert.deepEqual(await who.refused('GET', `/plans/${id}/items`, undefined), [404, 'There is no such plan.']);
      }
      const { id } = await desk.plan(await desk.people(users), [{ kind: 'grant', productId: products[0]! }]);
      await host.database.exec(`update plan set created_at = now() - interval '24 hours 1 minute' where id = '${id}'`);
      assert.deepEqual(await desk.refused('GET', `/plans/${id}/items`, undefined), [404, 'There is no such plan.']);
    });
  });
}
