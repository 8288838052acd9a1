import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import type { Effect } from '../../../../src/licensing/rules.ts';
import { BatchDesk } from '../support/batch-desk.ts';
import { TestHost } from '../support/test-host.ts';

describe('taking a batch on', () => {
  let host: TestHost;
  let desk: BatchDesk;
  before(async () => {
    host = await TestHost.open('server');
    desk = new BatchDesk(await host.signedIn());
  });
  after(async () => {
    assert.deepEqual(host.failures, []);
    await host.close();
  });

  const put = (id: string, body: unknown, { client } = desk) => client.send('PUT', `/licensing/v1/batches/${id}`, body);

  async function shown(effects: readonly Effect[]) {
    const product = await host.product('named', 9);
    const selectionId = await desk.people(await host.users(effects.length));
    return { request: { selectionId, changes: [{ kind: 'grant', productId: product }], orders: {} }, shown: [{ productId: product, effects }] };
  }

  test('BX-2: the same at once is one batch; of different ones under one id the first stays', async () => {
    const body = await shown(['grant', 'grant']);
    const id = randomUUID();
    const same = await Promise.all([1, 2, 3, 4].map(() => put(id, body)));
    assert.deepEqual(same.map(({ status }) => status), [200, 200, 200, 200]);
    assert.equal((await desk.ledger(id)).length, 2);

    const contested = randomUUID();
    const others = await Promise.all([body, { ...body, shown: [{ ...body.shown[0]!, effects: ['grant', 'no-seat'] }] }, await shown(['grant'])].map((each) => put(contested, each)));
    assert.deepEqual(others.map(({ status }) => status).sort(), [200, 409, 409]);
    const stranger = new BatchDesk(await host.signedIn());
    const { status, body: said } = await put(id, body, stranger);
    assert.deepEqual([status, said['title']], [409, 'This batch id was used by another administrator.']);
    const ledger = await desk.ledger(contested);
    assert.ok(ledger.length === 1 || ledger.length === 2, 'and the losers left nothing');
  });

  test('BX-3: taken on once it no longer needs its plan or selection', async () => {
    const users = await host.users(2);
    const product = await host.product('named', 9);
    const plan = await desk.plan(await desk.people(users), [{ kind: 'grant', productId: product }]);
    const body = await shown(['grant']);
    const [planned, own] = [randomUUID(), randomUUID()];
    for (const [id, content] of [[planned, { planId: plan.id }], [own, body]] as const) assert.equal((await put(id, content)).status, 200);
    await host.rows('delete from plan');
    await host.rows('delete from selection');
    for (const [id, content] of [[planned, { planId: plan.id }], [own, body]] as const) assert.equal((await put(id, content)).status, 200);
    assert.equal((await put(randomUUID(), { planId: plan.id })).status, 404);
    assert.equal((await put(randomUUID(), body)).status, 404);
    await desk.apply(planned);
    assert.deepEqual(await desk.effects(planned), ['grant', 'grant']);
  });

  test('BX-1: nobody confirms what was planned or selected more than a day ago, and what was taken on in time is answered still', async () => {
    const body = await shown(['grant']);
    const { id: planId } = await desk.plan(body.request.selectionId, [{ kind: 'grant', productId: body.shown[0]!.productId }]);
    const inTime = randomUUID();
    assert.equal((await put(inTime, { planId })).status, 200);
    for (const [table, id] of [['plan', planId], ['selection', body.request.selectionId]]) {
      await host.rows(`update ${table} set created_at = now() - interval '24 hours 1 minute' where id = '${id}'`);
    }
    assert.deepEqual(await desk.refused('PUT', `/batches/${randomUUID()}`, { planId }), [404, 'There is no such plan.']);
    assert.deepEqual(await desk.refused('PUT', `/batches/${randomUUID()}`, body), [404, 'There is no such selection.']);
    assert.equal((await put(inTime, { planId })).status, 200);
  });

  test('nobody makes batches of plans and selections of others', async () => {
    const body = await shown(['grant']);
    const plan = await desk.plan(body.request.selectionId, [{ kind: 'grant', productId: body.shown[0]!.productId }]);
    const stranger = new BatchDesk(await host.signedIn());
    assert.deepEqual(await stranger.refused('PUT', `/batches/${randomUUID()}`, { planId: plan.id }), [404, 'There is no such plan.']);
    assert.deepEqual(await stranger.refused('PUT', `/batches/${randomUUID()}`, body), [404, 'There is no such selection.']);
  });

  test('BX-1: what was shown has to fit the request, cell for cell', async () => {
    const body = await shown(['grant', 'grant']);
    const [column] = body.shown;
    const other = await host.product('named', 1);
    const refused = (wrong: object) => desk.refused('PUT', `/batches/${randomUUID()}`, { ...body, ...wrong });
    const order = 'The request has a wrong shape. shown: the products of the changes expected, in their order';
    assert.deepEqual(await refused({ shown: [] }), [422, order]);
    assert.deepEqual(await refused({ shown: [column, column] }), [422, order]);
    assert.deepEqual(await refused({ shown: [{ ...column, productId: other }] }), [422, order]);
    assert.deepEqual(await refused({ shown: [{ ...column, effects: ['grant'] }] }), [422, 'The request has a wrong shape. shown.0.effects: 2 expected, one for each of the selected']);
    const twice = { ...body.request, changes: [...body.request.changes, ...body.request.changes] };
    assert.deepEqual(await refused({ request: twice, shown: [column, column] }), [422, `The request has a wrong shape. request.changes: a product stands twice: ${column!.productId}`]);
    assert.equal((await put(randomUUID(), { ...body, shown: [{ ...column, effects: ['grant', 'everything'] }] })).status, 422);
  });

  test('BX-2: a browser that claims what the rules deny gets what the rules say', async () => {
    const body = await shown(['grant', 'grant']);
    await host.rows(`update term set count = 1 where product_id = '${body.shown[0]!.productId}'`);
    const id = randomUUID();
    await put(id, { ...body, shown: [{ ...body.shown[0]!, effects: ['recall', 'grant'] }] });
    await desk.apply(id);
    assert.deepEqual((await desk.effects(id)).sort(), ['conflict', 'grant']);
  });

  test('places that are none are refused, however large', async () => {
    const id = randomUUID();
    await put(id, await shown(['grant', 'grant']));
    for (const [from, to] of [[0, 3], [2, 2], [1, 1], [2, 1], [0, 9e15], [9e15, 9e15], [0, 0], [-1, 1], [0.5, 1], ['0', 1]]) {
      assert.equal((await desk.client.send('POST', `/licensing/v1/batches/${id}/apply`, { from, to })).status, 422, `${from} ${to}`);
    }
    const { tally } = await desk.summary(id);
    assert.deepEqual([tally['not-attempted'], tally.unknown], [2, 0], 'nor were any asked for');
    const stranger = new BatchDesk(await host.signedIn());
    for (const verb of ['apply', 'settle', 'stop']) {
      assert.deepEqual(await stranger.refused('POST', `/batches/${id}/${verb}`, { from: 0, to: 1 }), [403, 'Only who has made a batch may carry it out.']);
      assert.deepEqual(await stranger.refused('POST', `/batches/${randomUUID()}/${verb}`, { from: 0, to: 1 }), [404, 'There is no such batch.']);
      assert.deepEqual((await stranger.refused('POST', `/batches/%00/${verb}`, { from: 0, to: 1 }))[0], 404);
    }
    assert.deepEqual((await desk.refused('GET', `/batches/${id}/items?productId=%00`, undefined))[0], 422);
    for (const query of ['cursor=x', 'limit=0', 'limit=5001', 'outcome=lost', 'drifted=perhaps', 'search=%00']) {
      assert.ok([400, 422].includes((await desk.refused('GET', `/batches/${id}/items?${query}`, undefined))[0]), query);
    }
    const { body } = await desk.client.get<{ next: string }>(`/licensing/v1/batches/${id}/items?limit=1`);
    const other = randomUUID();
    await put(other, await shown(['grant']));
    assert.equal((await desk.refused('GET', `/batches/${other}/items?cursor=${body.next}`, undefined))[0], 400, 'a cursor of another ledger');
  });
});
