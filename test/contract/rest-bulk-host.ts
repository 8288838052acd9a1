import { createRestBulk } from '../../src/host/rest/rest-bulk.ts';
import { type Kind, TestHost, licenseAdmin, viewer } from '../mock-host/server/support/test-host.ts';
import type { BulkHost } from './bulk-rig.ts';
import { databaseHand } from './database-hand.ts';

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

  return {
    ...databaseHand(host),
    lacks: new Set(),
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
    tab: (of) => of,
    idOf: (as) => askers[as].userId,
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
