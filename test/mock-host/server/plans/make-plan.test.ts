import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { SeatOrder } from '../../../../src/licensing/bulk.ts';
import { BulkDesk } from '../support/bulk-desk.ts';
import { type Kind, TestHost, unknownId } from '../support/test-host.ts';

for (const kind of ['embedded', 'server'] satisfies Kind[]) {
  describe(`plans, ${kind}`, () => {
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

    const assign = (userId: string, productId: string, roleId: string | null = null, active = true) =>
      host.database.exec(`insert into assignment (user_id, user_active, product_id, source, role_id)
        values ('${userId}', ${active}, '${productId}', '${roleId ? 'role' : 'direct'}', ${roleId ? `'${roleId}'` : 'null'})`);
    const effects = async (planId: string, productId?: string) =>
      (await desk.cells(planId, productId === undefined ? '' : `productId=${productId}`)).map(({ effect }) => effect);

    test('BX-1 CR-7 CR-9 SB-5: every kind of cell, with seats before and after, and nothing is changed', async () => {
      const product = await host.product('named', 3);
      const [holder, one, two, three] = await host.users(4);
      const [gone, robot, member] = [await host.user({ active: false }), await host.user({ kind: 'system' }), await host.user()];
      const role = await host.role(`Members ${kind}`, [product], [member]);
      await assign(holder!, product);
      await assign(member, product, role);
      const selection = await desk.people([gone, one!, robot, holder!, two!, member, three!]);

      const grant = await desk.plan(selection, [{ kind: 'grant', productId: product }]);
      assert.deepEqual(await effects(grant.id), ['inactive', 'grant', 'system-account', 'already-held', 'no-seat', 'already-held', 'no-seat']);
      const [column] = grant.products;
      assert.deepEqual([column!.seats.before.used, column!.seats.before.available, column!.seats.after.used, column!.seats.after.available], [2, 1, 3, 0]);
      assert.deepEqual(column!.counts, { grant: 1, 'already-held': 2, 'no-seat': 2, inactive: 1, 'system-account': 1 });
      assert.deepEqual([grant.items, grant.people, grant.sessions, grant.undoes], [7, 7, 0, null]);

      const recall = await desk.plan(selection, [{ kind: 'recall', productId: product }]);
      assert.deepEqual(await effects(recall.id), ['not-held', 'not-held', 'not-held', 'recall', 'not-held', 'role-derived', 'not-held']);
      assert.equal(recall.products[0]!.seats.after.used, 0);
      assert.equal((await host.figures(product)).used, 2);
    });

    test('CR-7 CR-8: an inactive user\'s leftover row can be recalled, and frees no seat', async () => {
      const product = await host.product('named', 1);
      const gone = await host.user({ active: false });
      await assign(gone, product, null, false);
      const plan = await desk.plan(await desk.people([gone]), [{ kind: 'recall', productId: product }]);
      assert.deepEqual([plan.products[0]!.counts, plan.products[0]!.seats.after.used], [{ recall: 1 }, 0]);
    });

    test('CR-8: outside its term nothing is granted; concurrent and server licenses know no shortage', async () => {
      const over = await host.product('named', [{ start: null, due: '2020-01-01', count: 9 }]);
      const [shared, open] = [await host.product('concurrent', 1), await host.product('server', 1)];
      const users = await host.users(3);
      const plan = await desk.plan(await desk.people(users), [over, shared, open].map((productId) => ({ kind: 'grant', productId })));
      assert.deepEqual(plan.products.map(({ productId, counts }) => [productId, counts]), [
        [over, { 'not-in-term': 3 }], [shared, { grant: 3 }], [open, { grant: 3 }],
      ]);
    });

    test('BX-9: a swap grants before it recalls, only for those who hold it, and keeps what it can not replace', async () => {
      const [from, to] = [await host.product('named', 9), await host.product('named', 2)];
      const [stranger, one, both, two, gone] = [...(await host.users(4)), await host.user({ active: false })];
      for (const user of [one!, both!, two!]) await assign(user, from);
      await assign(gone!, from, null, false);
      await assign(both!, to);
      const plan = await desk.plan(await desk.people([stranger!, one!, both!, two!, gone!]), [{ kind: 'swap', productId: from, to }]);
      assert.deepEqual(plan.products.map(({ productId, change, ifHolds }) => [productId, change, ifHolds]), [[to, 'grant', from], [from, 'recall', to]]);
      assert.deepEqual(await effects(plan.id, to), ['not-held', 'grant', 'already-held', 'no-seat', 'inactive']);
      assert.deepEqual(await effects(plan.id, from), ['not-held', 'recall', 'recall', 'kept', 'kept']);
    });

    test('BX-7: who is served first where seats are short: by list, last activity, role, by hand', async () => {
      const product = await host.product('named', 2);
      const users = await host.users(5);
      const role = await host.role(`First ${kind}`, [], [users[4]!, users[2]!]);
      // A microsecond apart, which nobody sees: then the list decides, as it does in the plugin.
      for (const [index, at] of [[3, '2026-05-01 10:00:00.000001+00'], [1, '2026-05-01 10:00:00.000002+00'], [4, '2026-04-01 10:00+00']] as const) {
        await host.database.exec(`update app_user set last_activity_at = '${at}' where id = '${users[index]}'`);
      }
      const selection = await desk.people(users);
      const served = async (order?: SeatOrder) => {
        const plan = await desk.plan(selection, [{ kind: 'grant', productId: product }], order ? { [product]: order } : {});
        return (await desk.cells(plan.id, 'effect=grant')).map(({ user }) => users.indexOf(user.id));
      };
      assert.deepEqual(await served(), [0, 1]);
      assert.deepEqual(await served({ by: 'list' }), [0, 1]);
      assert.deepEqual(await served({ by: 'last-activity' }), [1, 3]);
      assert.deepEqual(await served({ by: 'role', roleId: role }), [2, 4]);
      assert.deepEqual(await served({ by: 'hand', userIds: [users[3]!, unknownId(), 'x\0', users[1]!] }), [1, 3]);
    });

    test('BX-11: sessions affected are those of who loses something, each person once, the explorer\'s left out', async () => {
      const [a, b, c] = [await host.product('named', 9), await host.product('named', 9), await host.product('named', 9)];
      const [one, two, three] = await host.users(3);
      for (const product of [a, b]) await assign(one!, product);
      await assign(two!, c);
      for (const [user, session] of [[one, 'web'], [one, 'api'], [one, 'explorer'], [two, 'web'], [three, 'web']] as const) {
        await host.database.exec(`insert into session (user_id, token_hash, csrf_token, kind) values ('${user}', gen_random_uuid()::text, '', '${session}')`);
      }
      const selection = await desk.people([one!, two!, three!]);
      const plan = (...changes: Parameters<BulkDesk['plan']>[1]) => desk.plan(selection, changes);
      assert.equal((await plan({ kind: 'recall', productId: a }, { kind: 'recall', productId: b })).sessions, 2);
      assert.equal((await plan({ kind: 'recall', productId: a }, { kind: 'recall', productId: c })).sessions, 3);
      assert.equal((await plan({ kind: 'grant', productId: a })).sessions, 0);
      assert.equal((await plan({ kind: 'swap', productId: c, to: a })).sessions, 1);
    });

    test('what is unknown, stands twice or is too much is refused, saying which', async () => {
      const product = await host.product('named', 1);
      const selectionId = await desk.people([desk.client.userId]);
      const refused = (changes: unknown, orders: unknown = {}, id = selectionId) => desk.refused('POST', '/plans', { selectionId: id, changes, orders });
      const grant = { kind: 'grant', productId: product };
      const no = 'This can not be planned.';
      for (const id of [unknownId(), 'x', product.toUpperCase(), '\0', '\ud800'] as const) {
        assert.deepEqual(await refused([grant, { kind: 'recall', productId: id }]), [422, `${no} changes: there is no product ${id}`]);
        assert.deepEqual(await refused([{ kind: 'swap', productId: product, to: id }]), [422, `${no} changes: there is no product ${id}`]);
        assert.deepEqual(await refused([grant], { [product]: { by: 'role', roleId: id } }), [422, `${no} orders: there is no role ${id}`]);
        assert.deepEqual(await refused([grant], { [id]: { by: 'list' } }), [422, `${no} orders: there is no product ${id}`]);
        assert.deepEqual(await refused([grant], {}, id), [404, 'There is no such selection.']);
      }
      for (const twice of [[grant, { kind: 'recall', productId: product }], [{ kind: 'swap', productId: product, to: product }]]) {
        assert.deepEqual(await refused(twice), [422, `${no} changes: each product only once, not ${product}`]);
      }
      for (const [changes, orders, field] of [
        [[], {}, 'changes'], ['x', {}, 'changes'], [[{ kind: 'give', productId: product }], {}, 'changes.0.kind'], [[grant], [], 'orders'],
        [[grant], { [product]: { by: 'luck' } }, `orders.${product}.by`], [[grant], null, 'orders'], [Array.from({ length: 101 }, () => grant), {}, 'changes'],
      ] as const) {
        assert.match((await refused(changes, orders))[1], new RegExp(`^The request has a wrong shape\\. ${field}: `));
      }
      const other = new BulkDesk(await host.signedIn());
      assert.deepEqual(await other.refused('POST', '/plans', { selectionId, changes: [grant], orders: {} }), [404, 'There is no such selection.']);
    });

    test('a name of a product that objects have by birth is no product', async () => {
      const product = await host.product('named', 1);
      const body = `{"selectionId":"${await desk.people([desk.client.userId])}","changes":[{"kind":"grant","productId":"__proto__"}],"orders":{"__proto__":{"by":"list"},"constructor":{"by":"list"}}}`;
      assert.equal((await desk.client.raw('POST', '/licensing/v1/plans', body)).status, 422);
      assert.equal((await desk.client.raw('POST', '/licensing/v1/plans', body.replace('"productId":"__proto__"', `"productId":"${product}"`))).status, 422);
    });
  });
}
