import { randomUUID } from 'node:crypto';
import { createRestGateway } from '../src/host/rest/rest-gateway.ts';
import type { LicensingGateway } from '../src/licensing/gateway.ts';
import { type BatchItem, itemKey } from '../src/licensing/plan.ts';
import type { Change } from '../src/licensing/rules.ts';
import type { MockHostClient } from '../test/mock-host/mock-host-client.ts';
import { type Company, atCompany, granting } from './granting.ts';
import type { Run } from './measure.ts';

/** Changes of one save: as many as the scenario `large` has products. */
const CHANGES = 200;
/** As many connections as a browser opens to one origin. */
const AT_ONCE = 6;

/** One person, and as many products as there are changes. */
const company: Company = {
  users: ['some.one,Some One'],
  licenses: Array.from({ length: CHANGES }, (_, at) => `P${at},Product ${at},named,5`),
};

export const save = (run: Run): Promise<void> => atCompany(company, {}, (client) => compare(client, run));

async function compare(client: MockHostClient, run: Run): Promise<void> {
  const userId = await client.userId('Some One');
  let requests = 0;
  const gateway = createRestGateway({
    baseUrl: `${client.url}/licensing/v1`,
    fetch: (request) => {
      requests++;
      return client.request(request);
    },
  });

  async function plan(change: Change): Promise<BatchItem[]> {
    const { licenses } = await gateway.userLicenses(userId, AbortSignal.timeout(30_000));
    return licenses.map(({ productId, seats }) => {
      const item = { userId, productId, change, seatVersion: seats.version };
      return { ...item, key: itemKey(item) };
    });
  }

  const asOneBatch = (items: readonly BatchItem[]): Promise<number> => send(gateway, items);

  /** @param lanes how many requests are on their way at a time */
  const oneByOne = (lanes: number) => async (items: readonly BatchItem[]): Promise<number> => {
    const left = [...items];
    let applied = 0;
    const lane = async (): Promise<void> => {
      for (let item = left.shift(); item; item = left.shift()) {
        const one = await send(gateway, [item]);
        applied += one;
      }
    };
    await Promise.all(Array.from({ length: lanes }, lane));
    return applied;
  };

  const contestant = (name: string, grant: (items: readonly BatchItem[]) => Promise<number>) =>
    granting(name, {
      prepare: () => plan('grant'),
      grant,
      takeBack: async () => asOneBatch(await plan('recall')),
      requests: () => requests,
      expected: CHANGES,
    });
  await run({
    title: `save: ${CHANGES} grants for one user, over HTTP, embedded PostgreSQL`,
    rounds: 5,
    contestants: [
      contestant('a request per change, one after the other', oneByOne(1)),
      contestant(`a request per change, ${AT_ONCE} at a time`, oneByOne(AT_ONCE)),
      contestant('one batch', asOneBatch),
    ],
  });
}

/** Applies items as one batch; answers how many were applied. */
async function send(gateway: LicensingGateway, items: readonly BatchItem[]): Promise<number> {
  let applied = 0;
  for await (const { outcome } of gateway.applyBatch({ id: randomUUID(), items }, AbortSignal.timeout(30_000))) {
    if (outcome === 'applied') applied++;
  }
  return applied;
}
