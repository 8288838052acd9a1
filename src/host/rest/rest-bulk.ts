import type { BulkPlan, SavedSet } from '../../licensing/bulk.ts';
import type { BatchSummary, BulkGateway, ListPage } from '../../licensing/bulk-gateway.ts';
import { LicensingError } from '../../licensing/errors.ts';
import { parse } from '../parse.ts';
import { type Options, type RestOptions, createRestApi } from './rest-api.ts';
import type { Wire } from './wire.ts';
import * as wire from './wire-bulk.ts';
import { products, usersPage } from './wire-lists.ts';

const part = encodeURIComponent;

/** Every request this adapter makes. */
const requests = {
  capabilities: () => 'capabilities',
  products: () => 'products',
  users: () => 'users',
  lookUp: () => 'users/lookup',
  select: () => 'selections',
  population: (selectionId: string) => `selections/${part(selectionId)}/population`,
  savedSets: () => 'saved-sets',
  savedSet: (id: string) => `saved-sets/${part(id)}`,
  plan: () => 'plans',
  planRows: (planId: string) => `plans/${part(planId)}/items`,
  batches: () => 'batches',
  batch: (id: string) => `batches/${part(id)}`,
  undo: (id: string) => `batches/${part(id)}/undo`,
  apply: (id: string) => `batches/${part(id)}/apply`,
  settle: (id: string) => `batches/${part(id)}/settle`,
  stop: (id: string) => `batches/${part(id)}/stop`,
  ledger: (id: string) => `batches/${part(id)}/items`,
};

/** Longest wait for a plan of 100,000 people or for its batch to be taken on, in milliseconds. */
const LONG_MS = 120_000;
/** How many users a type-ahead offers. */
const OFFERED = 10;

/** The part of the gateway that is about many users at once, for a host that speaks the licensing API. */
export function createRestBulk(options: RestOptions): BulkGateway {
  const { read, send, stream } = createRestApi(options);
  const summary = async (path: string, signal: AbortSignal, batchId: string, write?: Options): Promise<BatchSummary> => {
    const answer = toSummary(await read(path, wire.batchSummary, signal, write));
    // Undoing or going on with another batch than the one on screen would be the worst.
    if (answer.id !== batchId) throw new LicensingError('unexpected-shape', 'id: another batch than asked for');
    return answer;
  };
  return {
    async bulkCapabilities(signal) {
      const { bulk } = await read(requests.capabilities(), wire.bulkCapabilities, signal);
      return bulk ? { ...bulk, keeps: 'host', activity: true, roles: true } : null;
    },

    products: async (signal) => (await read(requests.products(), products, signal)).items,

    findUsers: async (search, signal) =>
      (await read(requests.users(), usersPage, signal, { searchParams: { search, filter: 'active', limit: OFFERED } })).items,

    async lookUp(terms, signal) {
      const { items } = await read(requests.lookUp(), wire.lookedUpUsers, signal, { method: 'post', json: { terms } });
      if (items.length !== terms.length || !items.every(({ term }, at) => term === terms[at])) {
        throw new LicensingError('unexpected-shape', 'items: not the terms asked for');
      }
      return items;
    },

    async select(source, signal) {
      const answer = await read(requests.select(), wire.selection, signal, { method: 'post', json: source });
      return { ...answer, at: Date.parse(answer.at) };
    },

    async population(selectionId, signal) {
      const answer = await read(requests.population(selectionId), wire.population, signal);
      const { selection, people } = answer;
      if (selection.id !== selectionId || (people && people.length !== selection.count)) {
        throw new LicensingError('unexpected-shape', 'people: not those of the selection');
      }
      return {
        ...answer,
        selection: { ...selection, at: Date.parse(selection.at) },
        people: people && people.map((person) => ({ ...person, lastActivity: toInstant(person.lastActivity) })),
      };
    },

    savedSets: async (signal) => (await read(requests.savedSets(), wire.savedSets, signal)).items.map(toSavedSet),

    saveSet: async ({ id, ...set }, signal) => toSavedSet(await read(requests.savedSet(id), wire.savedSet, signal, { method: 'put', json: set })),

    async deleteSet(id, signal) {
      try {
        await send(requests.savedSet(id), signal, { method: 'delete' });
      } catch (error) {
        // It is gone: the answer to an earlier attempt was lost.
        if (!(error instanceof LicensingError && error.code === 'not-found')) throw error;
      }
    },

    plan: async (request, signal) => toPlan(await read(requests.plan(), wire.bulkPlan, signal, { method: 'post', json: request, timeout: LONG_MS })),

    async planUndo(batchId, signal) {
      const plan = toPlan(await read(requests.undo(batchId), wire.bulkPlan, signal, { method: 'post', timeout: LONG_MS }));
      if (plan.undoes !== batchId) throw new LicensingError('unexpected-shape', 'undoes: another batch than asked for');
      return plan;
    },

    planRows: (planId, { effects, ...query }, signal) =>
      read(requests.planRows(planId), wire.planRows, signal, { searchParams: params({ ...query, effect: effects }) }),

    createBatch: ({ id, ...batch }, signal) =>
      summary(requests.batch(id), signal, id, { method: 'put', json: batch, timeout: LONG_MS }),

    async *apply(batchId, from, to, signal) {
      const told = new Uint8Array(Math.max(0, to - from));
      let open = told.length;
      for await (const line of stream(requests.apply(batchId), { method: 'post', json: { from, to }, signal })) {
        const answer = parse(line, wire.applyLine);
        if (answer.line === 'end') {
          if (!answer.done) throw new LicensingError('conflict', 'another request goes on with this batch');
          if (open) throw new LicensingError('unexpected-shape', `${open} items have no outcome`);
          return;
        }
        for (const [index, { effect, code }] of answer.items.entries()) {
          const place = answer.from - from + index;
          if (told[place] !== 0) throw new LicensingError('unexpected-shape', `from: item ${answer.from + index} was not open`);
          if ((effect === null) !== (code !== null)) throw new LicensingError('unexpected-shape', 'items: an outcome without a reason');
          told[place] = 1;
          open--;
        }
        yield answer;
      }
      throw new LicensingError('offline', 'the answer was cut');
    },

    settle: (batchId, signal) => summary(requests.settle(batchId), signal, batchId, { method: 'post' }),
    stop: (batchId, signal) => summary(requests.stop(batchId), signal, batchId, { method: 'post' }),
    batch: (batchId, signal) => summary(requests.batch(batchId), signal, batchId),

    async ledger(batchId, { outcomes, effects, drifted, ...query }, signal) {
      const searchParams = params({ ...query, outcome: outcomes, effect: effects, drifted: drifted || null });
      const page = await read(requests.ledger(batchId), wire.ledgerPage, signal, { searchParams });
      return { ...page, items: page.items.map((row) => ({ ...row, settledAt: toInstant(row.settledAt) })) };
    },

    async batches({ mine, open, ...query }, signal): Promise<ListPage<BatchSummary>> {
      const searchParams = params({ ...query, mine: mine || null, open: open || null });
      const page = await read(requests.batches(), wire.batchesPage, signal, { searchParams });
      return { ...page, items: page.items.map(toSummary) };
    },
  };
}

const toInstant = (text: string | null): number | null => (text === null ? null : Date.parse(text));

/** Search parameters: what is empty or null is left out, a list stands once for each value. */
function params(values: Readonly<Record<string, string | number | boolean | readonly string[] | null>>): URLSearchParams {
  return new URLSearchParams(
    Object.entries(values).flatMap(([name, value]) =>
      value === null || value === '' ? [] : [value].flat().map((each) => [name, String(each)]),
    ),
  );
}

const toSavedSet = (set: Wire<typeof wire.savedSet>): SavedSet => ({ ...set, savedAt: Date.parse(set.savedAt) });

const toPlan = (plan: Wire<typeof wire.bulkPlan>): BulkPlan => ({ ...plan, at: Date.parse(plan.at) });

function toSummary(summary: Wire<typeof wire.batchSummary>): BatchSummary {
  return { ...summary, createdAt: Date.parse(summary.createdAt), endedAt: toInstant(summary.endedAt) };
}
