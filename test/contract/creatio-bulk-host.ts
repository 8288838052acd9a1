import type { CreatioSettings } from '../../mock-host/creatio/settings.ts';
import { createCreatioBulk } from '../../src/host/creatio/creatio-bulk.ts';
import type { CreatioOptions } from '../../src/host/creatio/creatio-options.ts';
import type { BulkGateway } from '../../src/licensing/bulk-gateway.ts';
import type { Change } from '../../src/licensing/rules.ts';
import { licenseAdmin, viewer } from '../mock-host/server/support/test-host.ts';
import { MemoryKept } from '../support/memory-kept.ts';
import type { Asker, BulkHost, Lack } from './bulk-rig.ts';
import { CreatioHost } from './creatio-host.ts';
import { databaseHand } from './database-hand.ts';

/** What Creatio does not know, whatever its version. */
const lacks: readonly Lack[] = ['shared journal', 'history', 'activity', 'roles', 'notifications', 'reading rights'];

export interface CreatioBulkHost extends BulkHost {
  readonly creatio: CreatioHost;
  /** What the adapter of a browser is made from. */
  options(as: Asker, kept?: MemoryKept): CreatioOptions;
}

/** The stand-in for Creatio, asked through the plugin's adapter. */
export async function creatioBulkHost(settings: Partial<Omit<CreatioSettings, 'quirks'>>): Promise<CreatioBulkHost> {
  const creatio = await CreatioHost.open({ settings });
  const { host } = creatio;
  const askers = {
    admin: await host.signedIn(licenseAdmin),
    other: await host.signedIn(licenseAdmin),
    viewer: await host.signedIn(viewer),
    'signed-out': await host.signedIn(licenseAdmin),
  };
  await askers['signed-out'].send('POST', '/auth/sign-out');
  const options = (as: Asker, kept = new MemoryKept()): CreatioOptions => ({ ...creatio.options(askers[as]), kept, pause: async () => {} });
  const madeFrom = new Map<BulkGateway, CreatioOptions>();
  const open = (from: CreatioOptions): BulkGateway => {
    const gateway = createCreatioBulk(from);
    madeFrom.set(gateway, from);
    return gateway;
  };
  return {
    ...databaseHand(host),
    creatio,
    options,
    lacks: new Set([...lacks, ...(settings.version === '8.1.1' ? (['sources'] as const) : [])]),
    gateway: (as) => open(options(as)),
    tab: (of) => open(madeFrom.get(of)!),
    idOf: (as) => askers[as].userId,
    async history(batchId) {
      const signal = new AbortController().signal;
      const page = { productId: null, outcomes: null, effects: null, drifted: false, search: '', cursor: null, limit: 5000 };
      const asked = await Promise.allSettled([...madeFrom.keys()].map((gateway) => gateway.ledger(batchId, page, signal)));
      const rows = asked.flatMap((one) => (one.status === 'fulfilled' ? one.value.items : []));
      const cells = new Set(rows.map(({ user, product, change }) => `${user.id} ${product.id} ${change}`));
      const all = await host.database.db.selectFrom('history').select(['user_id', 'product_id', 'change']).where('origin', '=', 'creatio').orderBy('id').execute();
      // It has no name for a batch: what came by Creatio's services to the cells of this one.
      return all.flatMap(({ user_id, product_id, change }) =>
        cells.has(`${user_id} ${product_id} ${change}`) ? [{ userId: user_id, productId: product_id, change: change as Change }] : []);
    },
    notified: async () => 0,
    stop: () => creatio.close(),
  };
}
