import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { BatchDesk } from '../support/batch-desk.ts';
import { item } from '../support/test-client.ts';
import { TestHost } from '../support/test-host.ts';

describe('taking a batch back', () => {
  let host: TestHost;
  let desk: BatchDesk;
  before(async () => {
    host = await TestHost.open('server');
    desk = new BatchDesk(await host.signedIn());
  });
  after(async () => {
    assert.deepEqual(await host.discrepancies(), []);
    assert.deepEqual(host.failures, []);
    await host.close();
  });

  const held = (productId: string) => host.rows(`
    select user_id, source, role_id, access_level, account, notes, last_used_at::text from assignment
    where product_id = '${productId}' and recalled_at is null order by user_id`);

  test('BX-4: a recall taken back brings back what was recorded, and the role as long as it grants the product', async () => {
    const product = await host.product('named', 9);
    const [direct, member, former] = await host.users(3);
    const role = await host.role(`Sales ${product}`, [product], [member!, former!]);
    for (const user of [member, former]) await host.rows(`select apply_role_grants('${user}')`);
    await desk.client.change('grant', direct!, product);
    await host.rows(`update assignment set access_level = 'Editor', account = 'a-1', notes = 'since May', last_used_at = '2026-05-01' where user_id = '${direct}'`);
    const before = await held(product);
    assert.deepEqual(before.map((row) => row['source']).sort(), ['direct', 'role', 'role']);

    const id = await desk.batchOf([direct!, member!, former!], [{ kind: 'recall', productId: product }]);
    await desk.apply(id);
    assert.deepEqual(await desk.effects(id), ['recall', 'role-derived', 'role-derived']);
    assert.deepEqual(await held(product), []);
    await host.rows(`delete from role_member where role_id = '${role}' and user_id = '${former}'`);
    const undo = await desk.undoOf(id);
    await desk.apply(undo);
    assert.deepEqual(await desk.effects(undo), ['grant', 'grant', 'grant']);
    assert.deepEqual(await held(product), before.map((row) => (row['user_id'] === former ? { ...row, source: 'direct', role_id: null } : row)));
    assert.deepEqual([(await desk.summary(id)).undoneBy, (await desk.summary(undo)).undoes], [undo, id]);
  });

  test('BX-4: what is changed between the plan of the undo and the undo stays, though it looks as the batch has left it', async () => {
    const product = await host.product('named', 9);
    const users = await host.users(3);
    const id = await desk.batchOf(users, [{ kind: 'grant', productId: product }]);
    await desk.apply(id);
    const undo = await desk.undoOf(id);
    // Taken and given again by somebody else: it is not the batch's any more.
    const other = await host.signedIn();
    await other.batch([item('recall', users[1]!, product)]);
    await other.batch([item('grant', users[1]!, product)]);
    await desk.apply(undo);
    assert.deepEqual(await desk.effects(undo), ['recall', 'conflict', 'recall']);
    assert.equal((await desk.summary(undo)).drift, 1);
    assert.deepEqual((await held(product)).map((row) => row['user_id']), [users[1]]);
  });

  test('BX-4: an undo is taken back, and that again, each touching only what the one before it did', async () => {
    const [a, b] = [await host.product('named', 2), await host.product('server', 0)];
    const users = await host.users(3);
    await desk.client.change('grant', users[0]!, b);
    const first = await desk.batchOf(users, [{ kind: 'grant', productId: a }, { kind: 'swap', productId: b, to: await host.product('named', 5) }]);
    await desk.apply(first);
    const [whenDone, whenNot] = [await state(), [[], [users[0]!]]];
    let last = first;
    for (const expected of [whenNot, whenDone, whenNot, whenDone]) {
      const undo = await desk.undoOf(last);
      await desk.apply(undo);
      assert.deepEqual(await state(), expected);
      assert.equal((await desk.summary(last)).undoneBy, undo);
      last = undo;
    }

    async function state(): Promise<unknown> {
      return [(await held(a)).map((row) => row['user_id']), (await held(b)).map((row) => row['user_id'])];
    }
  });

  test('BX-4: a batch of the Licenses tab is taken back as any other', async () => {
    const product = await host.product('named', 1);
    const user = await host.user();
    const id = crypto.randomUUID();
    await desk.client.batch([item('grant', user, product), { ...item('grant', 'nobody', product), key: 'odd' }], id);
    const undo = await desk.undoOf(id);
    await desk.apply(undo);
    assert.deepEqual([await desk.effects(undo), await held(product)], [['recall'], []]);
  });

  test('BX-4: seats that are gone by then are not taken from anybody', async () => {
    const product = await host.product('named', 2);
    const users = await host.users(2);
    await desk.client.batch(users.map((user) => item('grant', user, product)));
    const id = await desk.batchOf(users, [{ kind: 'recall', productId: product }]);
    await desk.apply(id);
    const undo = await desk.undoOf(id);
    await desk.client.change('grant', await host.user(), product);
    await desk.apply(undo);
    assert.deepEqual(await desk.effects(undo), ['grant', 'no-seat']);
    assert.deepEqual((await desk.ledger(undo)).map(({ user }) => user.id), users);
  });
});
