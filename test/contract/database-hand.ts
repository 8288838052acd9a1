import { sql } from 'kysely';
import type { TestHost } from '../mock-host/server/support/test-host.ts';
import type { BulkHost } from './bulk-rig.ts';

type Hand = Pick<BulkHost, 'user' | 'users' | 'product' | 'role' | 'hold' | 'drop' | 'activate' | 'buy' | 'seen' | 'holders'>;

/** A hand that changes things in the mock host's database, whichever services stand before it. */
export function databaseHand(host: TestHost): Hand {
  const { db } = host.database;
  let signIns = 0;
  return {
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
  };
}
