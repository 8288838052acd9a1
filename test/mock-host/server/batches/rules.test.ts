import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type TestClient, item } from '../support/test-client.ts';
import { TestHost, unknownId } from '../support/test-host.ts';

interface Row {
  productId: string;
  seats: { paid: number | null; used: number; available: number | null; assigned: number; version: number };
  term: { state: string };
  assignment: { source: string; role: string | null; by: string | null } | null;
}

describe('rules through the licensing API', () => {
  let host: TestHost;
  let admin: TestClient;
  before(async () => {
    host = await TestHost.open('server');
    admin = await host.signedIn();
  });
  after(async () => {
    assert.deepEqual(await host.discrepancies(), []);
    assert.deepEqual(host.failures, []);
    await host.close();
  });

  async function rowOf(userId: string, productId: string): Promise<Row> {
    const { body } = await admin.get<{ licenses: Row[] }>(`/licensing/v1/users/${userId}/licenses`);
    return body.licenses.find((row) => row.productId === productId)!;
  }

  const short = async (sent: Promise<{ outcome: string; effect: string | null; code: string | null }>) => {
    const { outcome, effect, code } = await sent;
    return [outcome, effect ?? code];
  };

  test('OT-1: a grant takes a seat and a recall frees it; both say who, whom, when and by whom', async () => {
    const product = await host.product('named', 2);
    const user = await host.user();
    const granted = await admin.change('grant', user, product);
    assert.deepEqual([granted.outcome, granted.seats!.used, granted.seats!.available], ['applied', 1, 1]);
    const recalled = await admin.change('recall', user, product);
    assert.deepEqual([recalled.outcome, recalled.seats!.used, recalled.seats!.available], ['applied', 0, 2]);
    assert.ok(recalled.seats!.version > granted.seats!.version);

    const { body } = await admin.get<{ items: Record<string, unknown>[] }>(`/licensing/v1/history?productId=${product}`);
    assert.deepEqual(body.items.map(({ change }) => change), ['recall', 'grant'], 'newest first');
    for (const entry of body.items) {
      assert.equal((entry['user'] as { id: string }).id, user);
      assert.equal((entry['by'] as { id: string }).id, admin.userId);
      assert.ok(Math.abs(Date.parse(entry['at'] as string) - Date.now()) < 60_000);
      assert.equal((entry['batch'] as { key: string }).key, `${entry['change'] as string}:${user}:${product}`);
    }
  });

  test('OT-2: without a free seat a grant is skipped with the reason, and the answer carries the figures of now', async () => {
    const product = await host.product('named', 1);
    const [a, b] = await host.users(2);
    await admin.change('grant', a!, product);
    const { outcome, effect, seats } = await admin.change('grant', b!, product);
    assert.deepEqual([outcome, effect, seats!.available], ['skipped', 'no-seat', 0]);
  });

  test('OT-16: what is already held, or already recalled elsewhere, is skipped and changes nothing', async () => {
    const product = await host.product('named', 2);
    const user = await host.user();
    assert.deepEqual(await short(admin.change('recall', user, product)), ['skipped', 'not-held']);
    await admin.change('grant', user, product);
    assert.deepEqual(await short(admin.change('grant', user, product)), ['skipped', 'already-held']);
    assert.equal((await host.historyOf(product)).length, 1);
  });

  test('CR-7: an inactive user is granted nothing; the rows left over are shown, count nothing, and can be recalled', async () => {
    const [held, other] = [await host.product('named', 1), await host.product('named', 1)];
    const user = await host.user();
    await admin.change('grant', user, held);
    await host.database.exec(`update app_user set active = false where id = '${user}'`);
    assert.deepEqual(await short(admin.change('grant', user, other)), ['skipped', 'inactive']);
    const row = await rowOf(user, held);
    assert.deepEqual([row.assignment !== null, row.seats.used], [true, 0]);
    assert.deepEqual(await short(admin.change('recall', user, held)), ['applied', 'recall']);
    assert.deepEqual([(await rowOf(user, held)).assignment, (await host.figures(held)).used], [null, 0]);
  });

  test('CR-8: concurrent licenses may have more assignees than seats, server licenses any number', async () => {
    const [floating, unlimited] = [await host.product('concurrent', 1), await host.product('server', 0)];
    const users = await host.users(3);
    const outcomes = await admin.batch(users.flatMap((user) => [item('grant', user, floating), item('grant', user, unlimited)]));
    assert.ok(outcomes.every(({ outcome }) => outcome === 'applied'));
    const { seats: concurrent } = await rowOf(users[0]!, floating);
    assert.deepEqual([concurrent.paid, concurrent.used, concurrent.available, concurrent.assigned], [1, 0, 1, 3]);
    const { seats: server } = await rowOf(users[0]!, unlimited);
    assert.deepEqual([server.paid, server.used, server.available], [null, 3, null]);
  });

  test('CR-8: only terms that cover today count, and every answer tells the same total', async () => {
    const product = await host.product('named', [
      { start: '2020-01-01', due: '2020-12-31', count: 100 }, { start: null, due: null, count: 2 },
      { start: '2020-01-01', due: '2999-12-31', count: 3 }, { start: '2999-01-01', due: null, count: 50 },
    ]);
    const user = await host.user();
    const fromTab = (await rowOf(user, product)).seats.paid;
    const { body } = await admin.get<{ items: { id: string; seats: { paid: number } }[] }>('/licensing/v1/products');
    const selection = await admin.send<{ id: string }>('POST', '/licensing/v1/selections', { kind: 'users', userIds: [user] });
    const plan = await admin.send<{ products: { seats: { before: { paid: number } } }[] }>('POST', '/licensing/v1/plans', {
      selectionId: selection.body.id, changes: [{ kind: 'grant', productId: product }], orders: {},
    });
    const applied = await admin.change('grant', user, product);
    assert.deepEqual([fromTab, body.items.find(({ id }) => id === product)!.seats.paid, plan.body.products[0]!.seats.before.paid, applied.seats!.paid], [5, 5, 5, 5]);
    const terms = await admin.get<{ items: { productId: string; state: string }[] }>('/licensing/v1/licenses');
    assert.deepEqual(terms.body.items.filter(({ productId }) => productId === product).map(({ state }) => state).sort(), ['current', 'current', 'expired', 'future']);
  });

  test('CR-8: outside its terms a product can be recalled and not granted', async () => {
    const user = await host.user();
    for (const [terms, state] of [
      [[{ due: '2020-12-31', count: 5 }], 'expired'], [[{ start: '2999-01-01', count: 5 }], 'future'], [[], 'none'],
    ] as const) {
      const product = await host.product('server', terms);
      assert.equal((await rowOf(user, product)).term.state, state);
      assert.deepEqual(await short(admin.change('grant', user, product)), ['skipped', 'not-in-term']);
    }
  });

  test('CR-9: what a role grants is shown as such, its recall says so, and the next sign-in gives it back', async () => {
    const product = await host.product('named', 1);
    const user = await host.user();
    const role = await host.role(`Sales ${unknownId()}`, [product], []);
    const manager = await host.signedIn(['CanManageUsers']);
    assert.equal((await manager.send('PUT', `/crm/v1/roles/${role}/members/${user}`)).status, 200);
    const { assignment } = await rowOf(user, product);
    assert.deepEqual([assignment!.source, assignment!.role!.startsWith('Sales ')], ['role', true]);
    assert.deepEqual(await short(admin.change('recall', user, product)), ['applied', 'role-derived']);
    assert.equal((await rowOf(user, product)).assignment, null);
    await host.rows(`select apply_role_grants('${user}')`);
    assert.equal((await rowOf(user, product)).assignment?.source, 'role');
    await manager.send('DELETE', `/crm/v1/roles/${role}/members/${user}`);
    assert.equal((await rowOf(user, product)).assignment, null, 'who leaves the role loses what it granted');
    assert.deepEqual((await host.historyOf(product)).map(({ change, source }) => `${change} ${source}`), ['grant role', 'recall role', 'grant role', 'recall role']);
  });

  test('CR-9: a role gives what seats allow and leaves direct grants alone', async () => {
    const [scarce, held] = [await host.product('named', 1), await host.product('named', 5)];
    const [first, second] = await host.users(2);
    await admin.batch([item('grant', first!, scarce), item('grant', second!, held)]);
    await host.role(`Support ${unknownId()}`, [scarce, held], [second!]);
    await host.rows(`select apply_role_grants('${second}')`);
    assert.equal((await rowOf(second!, scarce)).assignment, null);
    assert.equal((await rowOf(second!, held)).assignment?.source, 'direct');
  });

  test('SB-5: system accounts are skipped', async () => {
    const product = await host.product('named', 5);
    const robot = await host.user({ kind: 'system' });
    assert.deepEqual(await short(admin.change('grant', robot, product)), ['skipped', 'system-account']);
  });

  test('BX-1: unknown users and products fail on their own; the rest of the batch goes on', async () => {
    const product = await host.product('named', 5);
    const user = await host.user();
    const outcomes = await admin.batch([item('grant', unknownId(), product), item('grant', user, 'nonsense'), item('grant', user, product)]);
    assert.deepEqual(outcomes.map(({ outcome, code }) => [outcome, code]), [['failed', 'not-found'], ['failed', 'not-found'], ['applied', null]]);
  });

  test('BX-1: items are carried out in their order, each on what those before it have left', async () => {
    const [a, b] = [await host.product('named', 2), await host.product('named', 1)];
    const [one, two, three] = await host.users(3);
    const inactive = await host.user({ active: false });
    await admin.change('grant', one!, b);
    const items = [
      item('grant', one!, a), item('grant', inactive, a), item('grant', two!, a), item('grant', three!, a), item('grant', three!, b),
      item('recall', one!, b), { ...item('grant', two!, b), key: 'after the recall' }, { ...item('recall', two!, a), key: 'and back' },
      { ...item('grant', three!, a), key: 'into the gap' }, { ...item('grant', two!, a), key: 'too late' }, item('grant', unknownId(), a),
    ];
    const outcomes = await admin.batch(items);
    assert.deepEqual(outcomes.map(({ key }) => key), items.map(({ key }) => key));
    assert.deepEqual(outcomes.map(({ effect }) => effect),
      ['grant', 'inactive', 'grant', 'no-seat', 'no-seat', 'recall', 'grant', 'recall', 'grant', 'no-seat', null]);
    assert.deepEqual([(await host.figures(a)).used, (await host.figures(b)).used], [2, 1]);
  });

  test('BX-2: a user may be granted, recalled and granted again within one batch, each with its own history row', async () => {
    const product = await host.product('named', 1);
    const user = await host.user();
    const outcomes = await admin.batch([
      { ...item('grant', user, product), key: '1' }, { ...item('recall', user, product), key: '2' }, { ...item('grant', user, product), key: '3' },
    ]);
    assert.deepEqual(outcomes.map(({ effect }) => effect), ['grant', 'recall', 'grant']);
    assert.deepEqual((await host.historyOf(product)).map(({ change, item_key }) => [change, item_key]), [['grant', '1'], ['recall', '2'], ['grant', '3']]);
  });

  test('BX-2 OT-15: a batch of several transactions ends each item once and leaves one notification', async () => {
    const product = await host.product('named', 1_500);
    const users = await host.users(2_000);
    const outcomes = await admin.batch(users.map((user) => item('grant', user, product)));
    assert.equal(outcomes.filter(({ outcome }) => outcome === 'applied').length, 1_500);
    assert.equal(outcomes.filter(({ effect }) => effect === 'no-seat').length, 500);
    const [row] = await host.rows<{ n: number; kinds: unknown }>(`select count(*) as n, min(detail::text)::jsonb as kinds from notification n
      where exists (select 1 from history h where h.batch_id = n.batch_id and h.product_id = '${product}')`);
    assert.deepEqual(row, { n: 1, kinds: { applied: 1_500, skipped: 500, failed: 0, 'not-attempted': 0, unknown: 0 } }, 'OT-15: one notification for the batch');
  });
});
