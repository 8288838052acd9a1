import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { CreatioAnswer } from '../creatio-desk.ts';
import { CreatioDesk } from '../creatio-desk.ts';

const saved = { success: true, errorInfo: null };

for (const kind of ['embedded', 'server'] as const) {
  describe(`LicenseService changes licenses, ${kind}`, () => {
    let desk: CreatioDesk;
    before(async () => {
      desk = await CreatioDesk.open(kind);
    });
    beforeEach(() => desk.only('silent-skip', 'no-inactive-check'));
    after(async () => {
      const discrepancies = await desk.host.discrepancies();
      await desk.host.close();
      assert.deepEqual([discrepancies, desk.host.failures], [[], []]);
    });

    const add = (userIds: readonly string[], packageIds: readonly string[]): Promise<CreatioAnswer> => desk.license('AddUsersPackages', { userIds, packageIds });
    const remove = (userIds: readonly string[], packageIds: readonly string[]): Promise<CreatioAnswer> => desk.license('DeleteUsersPackages', { userIds, packageIds });
    /** Who holds a product, among some users and in their order. */
    const holders = async (product: string, among: readonly string[]): Promise<number[]> => {
      const rows = await desk.host.rows<{ user_id: string }>(`select user_id from assignment where product_id = '${product}' and recalled_at is null`);
      const ids = new Set(rows.map(({ user_id }) => user_id));
      return among.flatMap((id, at) => (ids.has(id) ? [at] : []));
    };

    test('CR-6: whoever comes first is served as far as seats go, package by package, and nothing is said of the rest', async () => {
      const scarce = await desk.host.product('named', 2);
      const roomy = await desk.host.product('named', 9);
      const users = await desk.host.users(4);
      const order = [users[3]!, users[1]!, users[0]!, users[2]!];
      assert.deepEqual((await add(order, [scarce, roomy])).body, saved);
      assert.deepEqual(await holders(scarce, order), [0, 1]);
      assert.deepEqual(await holders(roomy, order), [0, 1, 2, 3]);
    });

    test('silent-skip off: it says that there were not enough, having served whom it could', async () => {
      desk.only();
      const scarce = await desk.host.product('named', 1);
      const users = await desk.host.users(2);
      const { status, body } = await add(users, [scarce]);
      assert.equal(status, 200);
      assert.deepEqual(body, { success: false, errorInfo: { errorCode: 'NoLicenses', message: 'There are not enough licenses: 1 of 2 were not granted.' } });
      assert.deepEqual(await holders(scarce, users), [0]);
    });

    test('CR-8: concurrent licenses may exceed their count, server ones have none, and only a term of today grants', async () => {
      const products = [
        await desk.host.product('concurrent', 1),
        await desk.host.product('server', 0),
        await desk.host.product('named', [{ count: 9, due: '2020-01-01' }]),
        await desk.host.product('named', [{ count: 9, start: '2990-01-01' }]),
        await desk.host.product('named', []),
      ];
      const users = await desk.host.users(3);
      assert.deepEqual((await add(users, products)).body, saved);
      assert.deepEqual(await Promise.all(products.map(async (product) => (await holders(product, users)).length)), [3, 3, 0, 0, 0]);
    });

    test('CR-7 SB-5: inactive users, system accounts and strangers are left out without a word', async () => {
      const product = await desk.host.product('named', 9);
      const users = [
        await desk.host.user({ active: false }),
        await desk.host.user({ kind: 'system' }),
        '00000000-0000-4000-8000-000000000000',
        await desk.host.user(),
      ];
      assert.deepEqual((await add(users, [product, '00000000-0000-4000-8000-000000000000'])).body, saved);
      assert.deepEqual(await holders(product, users), [3]);
    });

    test('CR-7: above 2,000 users nobody looks who is inactive, unless the quirk is off; their rows take no seat', async () => {
      const crowd = await desk.host.users(2_000);
      const gone = await desk.host.user({ active: false });
      const [checked, unchecked, over] = [await desk.host.product('server', 0), await desk.host.product('named', 2_000), await desk.host.product('named', [{ count: 9, due: '2020-01-01' }])];
      const granted = async (product: string, userIds: readonly string[]): Promise<boolean> => {
        await add(userIds, [product]);
        return (await holders(product, [gone])).length > 0;
      };
      assert.equal(await granted(checked, [gone, ...crowd.slice(1)]), false, '2,000');
      assert.equal(await granted(unchecked, [gone, ...crowd]), true, '2,001');
      assert.equal((await desk.host.figures(unchecked)).used, 2_000);
      const late = await desk.host.user({ active: false });
      await add([late, ...crowd], [unchecked]);
      const told = await desk.host.rows(`select actor_id, origin from history where user_id in ('${gone}', '${late}')`);
      assert.deepEqual(told, Array(2).fill({ actor_id: desk.client.userId, origin: 'creatio' }));
      assert.equal(await granted(over, [gone, ...crowd]), false, 'no term of today');
      desk.only('silent-skip');
      assert.equal(await granted(checked, [gone, ...crowd]), false, 'quirk off');
    });

    test('the same user twice, or in capitals, is one', async () => {
      const product = await desk.host.product('named', 2);
      const users = await desk.host.users(2);
      await add([users[0]!.toUpperCase(), users[0]!, users[1]!.toUpperCase()], [product.toUpperCase(), product]);
      assert.deepEqual(await holders(product, users), [0, 1]);
      assert.equal((await desk.host.historyOf(product)).length, 2);
    });

    test('CR-7 OT-2: recalls free seats, leftover rows of inactive users go too, and what was not held stays so', async () => {
      const product = await desk.host.product('named', 2);
      const users = await desk.host.users(3);
      await add(users, [product]);
      await desk.host.database.db.updateTable('app_user').set({ active: false }).where('id', '=', users[0]!).execute();
      assert.deepEqual((await remove(users, [product])).body, saved);
      assert.deepEqual(await holders(product, users), []);
      assert.deepEqual((await desk.host.historyOf(product)).map(({ change }) => change), ['grant', 'grant', 'recall', 'recall']);
    });

    test('CR-9: what a role gave is recalled, and comes back when its holder signs in', async () => {
      const product = await desk.host.product('named', 2);
      const user = await desk.host.user();
      const role = await desk.host.role(`Role of ${user}`, [product], [user]);
      await desk.host.database.db.insertInto('assignment').values({ user_id: user, product_id: product, source: 'role', role_id: role }).execute();
      await remove([user], [product]);
      assert.deepEqual(await holders(product, [user]), []);
      await desk.host.rows(`select apply_role_grants('${user}')`);
      assert.deepEqual(await holders(product, [user]), [0]);
    });

    test('SaveLicenseData recalls first, so that others get these seats, and knows packages only', async () => {
      const product = await desk.host.product('named', 2);
      const users = await desk.host.users(5);
      await add(users.slice(0, 2), [product]);
      const body = { packageId: product, addedUsers: users.slice(2), deletedUsers: [users[0]], source: 1 };
      assert.deepEqual((await desk.ask('/ServiceModel/LicenseManagerProxyService.svc/SaveLicenseData', body)).body, saved);
      assert.deepEqual(await holders(product, users), [1, 2]);
      assert.equal((await desk.license('SaveLicenseData', { ...body, source: 2 })).status, 400, 'by hand only');
      const { licenses } = (await desk.license('GetLicenseData', product)).body as { licenses: { id: string }[] };
      assert.match(JSON.stringify((await desk.license('SaveLicenseData', { ...body, packageId: licenses[0]!.id })).body), /"success":false.*not found/);
    });

    test('BX-4: the licensing API\'s history and events tell what came this way, of no batch', { timeout: 300_000 }, async () => {
      const product = await desk.host.product('named', 2);
      const [user] = await desk.host.users(1);
      const batch = await desk.client.batch([{ key: 'k', userId: user!, productId: product, change: 'grant', seatVersion: 0 }]);
      assert.equal(batch[0]!.outcome, 'applied');
      let tell = (): void => {};
      const told = new Promise<void>((resolve) => (tell = resolve));
      await desk.host.database.listen('licensing', (payload) => payload === `assignment ${user} ${product}` && tell());
      await remove([user!], [product]);
      await told;
      const { body } = await desk.client.get<{ items: { change: string; origin: string; batch: object | null; by: { id: string } }[] }>(`/licensing/v1/history?userId=${user}`);
      assert.deepEqual(
        body.items.map(({ change, origin, batch, by }) => [change, origin, batch === null, by.id]),
        [['recall', 'creatio', true, desk.client.userId], ['grant', 'administrator', false, desk.client.userId]],
      );
    });
  });
}
