import { sql } from 'kysely';
import { createRestBulk } from '../../src/host/rest/rest-bulk.ts';
import { type Kind, TestHost, licenseAdmin, viewer } from '../mock-host/server/support/test-host.ts';
import type { BulkHost } from './bulk-rig.ts';

/** The mock host's API, asked through the plugin's adapter. */
export async function restBulkHost(kind: Kind): Promise<BulkHost> {
  const host = await TestHost.open(kind);
  const { db } = host.database;
  const askers = {
    admin: await host.signedIn(licenseAdmin),
    other: await host.signedIn(licenseAdmin),
    viewer: await host.signedIn(viewer),
    'signed-out': await host.signedIn(licenseAdmin),
  };
  await askers['signed-out'].send('POST', '/auth/sign-out');
  let signIns = 0;

  return {
    gateway(as) {
      const { cookie, csrfToken } = askers[as];
      return createRestBulk({
        baseUrl: 'http://host.test/licensing/v1',
        async fetch(request) {
          const headers = new Headers(request.headers);
          headers.set('cookie', cookie);
          headers.set('x-csrf-token', csrfToken);
          return host.app.request(new Request(request, { headers }));
        },
      });
    },
    idOf: (as) => askers[as].userId,
    user: (about) => host.user(about),
    users: (count) => host.users(count),
    product: (seats) => host.product('named', seats),
    role: (memberIds) => host.role(`Role ${crypto.randomUUID()}`, [], memberIds),
    async hold(user_id, product_id, source = 'direct') {
      const active = await db.selectFrom('app_user').select('active').where('id', '=', user_id).executeTakeFirstOrThrow();
      const role_id = source === 'role' ? await host.role(`Role ${crypto.randomUUID()}`, [product_id], [user_id]) : null;
      await db.insertInto('assignment').values({ user_id, user_active: active.active, product_id, source, role_id }).execute();
    },
    async drop(user_id, product_id) {
      await db
        .updateTable('assignment')
        .set({ recalled_at: sql`clock_timestamp()` })
        .where('user_id', '=', user_id)
        .where('product_id', '=', product_id)
        .where('recalled_at', 'is', null)
        .execute();
    },
    async activate(id, active) {
      await db.updateTable('app_user').set({ active }).where('id', '=', id).execute();
    },
    async buy(product_id, count) {
      await db.updateTable('term').set({ count }).where('product_id', '=', product_id).execute();
    },
    async seen(user_id, at, sessions = 0) {
      await db.updateTable('app_user').set({ last_activity_at: new Date(at).toISOString() }).where('id', '=', user_id).execute();
      for (let number = 0; number < sessions; number++) {
        await db.insertInto('session').values({ user_id, token_hash: `token ${++signIns}`, csrf_token: '', kind: 'web' }).execute();
      }
    },
    async holders(productId) {
      const rows = await db.selectFrom('assignment').select('user_id').where('product_id', '=', productId).where('recalled_at', 'is', null).execute();
      return rows.map(({ user_id }) => user_id);
    },
    async history(batchId) {
      const rows = await db.selectFrom('history').select(['user_id', 'product_id', 'change']).where('batch_id', '=', batchId).orderBy('id').execute();
      return rows.map(({ user_id, product_id, change }) => ({ userId: user_id, productId: product_id, change: change as 'grant' | 'recall' }));
    },
    async notified(batchId) {
      return (await db.selectFrom('notification').select('id').where('batch_id', '=', batchId).execute()).length;
    },
    stop: () => host.close(),
  };
}
