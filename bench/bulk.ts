import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { createRestBulk } from '../src/host/rest/rest-bulk.ts';
import { createRestGateway } from '../src/host/rest/rest-gateway.ts';
import { newId } from '../src/licensing/new-id.ts';
import { type BatchItem, itemKey } from '../src/licensing/plan.ts';
import type { Change } from '../src/licensing/rules.ts';
import type { MockHostClient } from '../test/mock-host/mock-host-client.ts';
import { type Company, atCompany, granting } from './granting.ts';
import type { Run } from './measure.ts';

const PRODUCTS = 3;
/** As many users as Microsoft 365 takes at a time. */
const FEW = 20;
/** Items of a request that goes on with a batch, as the plugin sends them. */
const PAGE = 2_000;

/** So many users that one request a pair is bearable, then as many as are really granted at once. */
const companies = [
  { users: 1_000, rounds: 3, pairs: true },
  { users: 10_000, rounds: 1, pairs: false },
] as const;

export async function bulk(run: Run): Promise<void> {
  for (const company of companies) await atCompany(companyOf(company.users), {}, (client) => compare(client, run, company));
}

/** As many seats of each product as there are users. */
export function companyOf(users: number): Company {
  return {
    users: Array.from({ length: users }, (_, at) => `user.${at},User ${at}`),
    licenses: Array.from({ length: PRODUCTS }, (_, at) => `P${at},Product ${at},named,${users}`),
  };
}

async function compare(client: MockHostClient, run: Run, { users, rounds, pairs }: (typeof companies)[number]): Promise<void> {
  let requests = 0;
  const options = {
    baseUrl: `${client.url}/licensing/v1`,
    fetch: (request: Request) => {
      requests++;
      return client.request(request);
    },
  };
  const [one, many] = [createRestGateway(options), createRestBulk(options)];
  const signal = AbortSignal.timeout(3_600_000);

  const selection = await many.select({ kind: 'matching', search: 'user.', filters: ['active'] }, signal);
  assert.equal(selection.count, users);
  const productIds = (await many.products(signal)).map(({ id }) => id);
  const userIds = await readUserIds(client, users);

  /** What the plugin does: plan, take on, carry out. */
  async function asOneBatch(change: Change): Promise<number> {
    const changes = productIds.map((productId) => ({ kind: change, productId }));
    const plan = await many.plan({ selectionId: selection.id, changes, orders: {} }, signal);
    const batch = await many.createBatch({ id: newId(), planId: plan.id! }, signal);
    let applied = 0;
    for (let from = 0; from < batch.total; from += PAGE) {
      for await (const { items } of many.apply(batch.id, from, Math.min(from + PAGE, batch.total), signal)) {
        applied += items.filter(({ outcome }) => outcome === 'applied').length;
      }
    }
    return applied;
  }

  /** @param at how many users a request carries; a request is about one product */
  const inParts = (at: number) => async (change: Change): Promise<number> => {
    let applied = 0;
    for (const productId of productIds) {
      for (let from = 0; from < userIds.length; from += at) {
        const items = userIds.slice(from, from + at).map((userId): BatchItem => {
          const item = { userId, productId, change };
          return { ...item, key: itemKey(item), seatVersion: 0 };
        });
        for await (const { outcome } of one.applyBatch({ id: randomUUID(), items }, signal)) if (outcome === 'applied') applied++;
      }
    }
    return applied;
  };

  const contestant = (name: string, grant: (change: Change) => Promise<number>) =>
    granting(name, {
      prepare: async () => 'grant' as const,
      grant,
      takeBack: () => asOneBatch('recall'),
      requests: () => requests,
      expected: users * PRODUCTS,
    });
  await run({
    title: `bulk: ${users.toLocaleString('en')} users × ${PRODUCTS} products granted over HTTP, embedded PostgreSQL`,
    rounds,
    contestants: [
      ...(pairs ? [contestant('a request per pair', inParts(1))] : []),
      contestant(`batches of ${FEW} users`, inParts(FEW)),
      contestant('one batch: plan, take on, carry out', asOneBatch),
    ],
  });
}

export async function readUserIds(client: MockHostClient, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor = ''; ; ) {
    const page = await client.json<{ items: { id: string }[]; next: string | null }>(`/licensing/v1/users?search=user.&limit=200${cursor}`);
    ids.push(...page.items.map(({ id }) => id));
    if (page.next === null) break;
    cursor = `&cursor=${encodeURIComponent(page.next)}`;
  }
  assert.equal(ids.length, count);
  return ids;
}
