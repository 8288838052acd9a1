import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { BulkDesk } from '../support/bulk-desk.ts';
import { item } from '../support/test-client.ts';
import { type Kind, TestHost, unknownId } from '../support/test-host.ts';

for (const kind of ['embedded', 'server'] satisfies Kind[]) {
  describe(`BX-4: what taking a batch back would do, ${kind}`, () => {
    let host: TestHost;
    let desk: BulkDesk;
    before(async () => {
      host = await TestHost.open(kind);
      desk = new BulkDesk(await host.signedIn());
    });
    after(async () => {
      assert.deepEqual(await host.discrepancies(), []);
      assert.deepEqual(host.failures, []);
      await host.close();
    });

    /** Sends items and answers the batch's id. */
    async function batchOf(...items: Parameters<BulkDesk['client']['batch']>[0]): Promise<string> {
      const id = randomUUID();
      await desk.client.batch(items, id);
      return id;
    }
    const cellsOf = async (planId: string) => (await desk.cells(planId)).map(({ user, productId, change, effect }) => [user.id, productId, change, effect]);
    const expected = (planId: string) =>
      host.rows<{ user_id: string; change: string; expects: number }>(
        `select c.user_id, h.change, c.expects from plan_cell c left join history h on h.id = c.expects where c.plan_id = '${planId}' order by position, place`);

    test('only what it has changed, the last product first, each the other way round, as the rules say now', async () => {
      const [a, b] = [await host.product('named', 9), await host.product('named', 2)];
      const [one, two, three] = await host.users(3);
      await desk.client.batch([item('grant', two!, a), item('grant', three!, b)]);
      const batch = await batchOf(
        item('grant', one!, a), item('grant', two!, a), item('recall', three!, a), item('recall', three!, b), item('grant', one!, b), item('grant', two!, b));
      const plan = await desk.planUndo(batch);
      assert.deepEqual([plan.undoes, plan.people, plan.items], [batch, 3, 4]);
      assert.deepEqual(plan.products.map(({ productId, change, ifHolds, counts }) => [productId, change, ifHolds, counts]), [
        [b, 'recall', null, { recall: 2 }], [b, 'grant', null, { grant: 1 }], [a, 'recall', null, { recall: 1 }],
      ]);
      // The seats that the first column frees are there for the second.
      assert.deepEqual(plan.products.map(({ seats }) => [seats.before.used, seats.after.used]), [[2, 0], [0, 1], [2, 1]]);
      assert.deepEqual(await cellsOf(plan.id), [
        [one, b, 'recall', 'recall'], [two, b, 'recall', 'recall'], [three, b, 'grant', 'grant'], [one, a, 'recall', 'recall'],
      ]);
      assert.deepEqual((await expected(plan.id)).map(({ user_id, change }) => [user_id, change]), [[one, 'grant'], [two, 'grant'], [three, 'recall'], [one, 'grant']]);
      assert.deepEqual([(await host.figures(a)).used, (await host.figures(b)).used], [2, 2], 'nothing is done yet');
    });

    test('what somebody has changed since is a conflict, also when it looks as it did', async () => {
      const product = await host.product('named', 9);
      const [same, taken, again, back] = await host.users(4);
      await desk.client.batch([item('grant', back!, product)]);
      const batch = await batchOf(...[same!, taken!, again!].map((user) => item('grant', user, product)), item('recall', back!, product));
      const other = await host.signedIn();
      await other.change('recall', taken!, product);
      await other.change('recall', again!, product);
      await other.change('grant', again!, product);
      await other.change('grant', back!, product);
      const plan = await desk.planUndo(batch);
      assert.deepEqual(await cellsOf(plan.id), [
        [back, product, 'grant', 'conflict'], [same, product, 'recall', 'recall'], [taken, product, 'recall', 'conflict'], [again, product, 'recall', 'conflict'],
      ]);
    });

    test('what can not be given back is said: no seat, inactive since, out of term', async () => {
      const [a, b] = [await host.product('named', 2), await host.product('named', 9)];
      const [one, two, three] = await host.users(3);
      await desk.client.batch([item('grant', one!, a), item('grant', two!, a), item('grant', two!, b), item('grant', three!, b)]);
      const batch = await batchOf(item('recall', one!, a), item('recall', two!, a), item('recall', two!, b), item('recall', three!, b));
      await host.database.exec(`update app_user set active = false where id = '${three}'; update term set count = 1 where product_id = '${a}'`);
      const plan = await desk.planUndo(batch);
      assert.deepEqual(await cellsOf(plan.id), [[two, b, 'grant', 'grant'], [three, b, 'grant', 'inactive'], [one, a, 'grant', 'grant'], [two, a, 'grant', 'no-seat']]);
      await host.database.exec(`update term set due = '2020-01-01' where product_id = '${b}'`);
      assert.deepEqual((await cellsOf((await desk.planUndo(batch)).id)).map(([, , , effect]) => effect), ['not-in-term', 'inactive', 'grant', 'no-seat']);
    });

    test('CR-9: a recall that the role has given back since is a conflict; one it has not is granted', async () => {
      const product = await host.product('named', 9);
      const [one, two] = await host.users(2);
      const role = await host.role(`Back ${kind}`, [product], [one!, two!]);
      await host.database.exec(`select apply_role_grants('${one}'); select apply_role_grants('${two}')`);
      const batch = await batchOf(item('recall', one!, product), item('recall', two!, product));
      await host.database.exec(`select apply_role_grants('${two}')`);
      assert.deepEqual((await cellsOf((await desk.planUndo(batch)).id)).map(([user, , , effect]) => [user, effect]), [[one, 'grant'], [two, 'conflict']]);
      assert.ok(role);
    });

    test('several changes of one pair come to what they came to together', async () => {
      const product = await host.product('named', 9);
      const [one, two] = await host.users(2);
      const batch = await batchOf(
        item('grant', one!, product), { ...item('recall', one!, product), key: 'r' }, { ...item('grant', one!, product), key: 'g' },
        { ...item('grant', two!, product), key: 'g2' }, { ...item('recall', two!, product), key: 'r2' });
      assert.deepEqual(await cellsOf((await desk.planUndo(batch)).id), [[one, product, 'recall', 'recall']]);
    });

    test('any administrator may plan it, the plan is whose who asked, and all of it is as of now', async () => {
      const product = await host.product('named', 9);
      const [user] = await host.users(1);
      const batch = await batchOf(item('grant', user!, product));
      await host.database.exec(`insert into session (user_id, token_hash, csrf_token) values ('${user}', gen_random_uuid()::text, '')`);
      const other = new BulkDesk(await host.signedIn());
      const plan = await other.planUndo(batch);
      assert.deepEqual([plan.sessions, plan.people], [1, 1]);
      assert.equal((await other.cells(plan.id)).length, 1);
      assert.deepEqual(await desk.refused('GET', `/plans/${plan.id}/items`, undefined), [404, 'There is no such plan.']);
    });

    test('a batch that has changed nothing, or that is none, is refused with a sentence', async () => {
      const product = await host.product('named', 9);
      const [user] = await host.users(1);
      const batch = await batchOf(item('recall', user!, product), item('grant', 'nobody', product));
      assert.deepEqual(await desk.refused('POST', `/batches/${batch}/undo`, undefined), [422, 'There is nothing to undo: this batch has changed nothing.']);
      for (const id of [unknownId(), 'x', '%00', batch.toUpperCase()]) {
        assert.deepEqual(await desk.refused('POST', `/batches/${id}/undo`, undefined), [404, 'There is no such batch.']);
      }
    });
  });
}
