import type { BatchSummary, BulkGateway, NewBatch } from '../../../licensing/bulk-gateway.ts';
import { LicensingError } from '../../../licensing/errors.ts';
import type { LicensedUser } from '../../../licensing/license.ts';
import { outcomeOf } from '../../../licensing/outcome.ts';
import type { Effect } from '../../../licensing/rules.ts';
import { orAbort } from '../../or-abort.ts';
import type { BatchJournal, PlannedWork } from '../batch-journal.ts';
import { unknownPackage } from '../choosing.ts';
import type { CreatioApi } from '../creatio-api.ts';
import type { CreatioOptions } from '../creatio-options.ts';
import type { Directory } from '../directory.ts';
import type { Kept } from '../kept/kept.ts';
import { guid } from '../wire.ts';
import { createApply, ended } from './apply.ts';
import { type Tools, resolve } from './carry-out.ts';
import { createJournal, totalOf } from './journal.ts';
import { type Counts, type KeptBatch, countsOf } from './kept-batch.ts';
import { ledgerPage } from './ledger.ts';
import { blocksOf, contentOf, workOf } from './make-batch.ts';
import { isShared, isWorkedOn, oneAtATime } from './one-at-a-time.ts';
import { Readings } from './readings.ts';
import { appliedItems } from './undoing.ts';

export type Batches = BatchJournal & Pick<BulkGateway, 'createBatch' | 'apply' | 'settle' | 'stop' | 'batch' | 'ledger' | 'batches'>;

export interface BatchesOptions {
  readonly api: CreatioApi;
  readonly directory: Directory;
  readonly kept: Kept;
  readonly plans: PlannedWork;
  readonly user: CreatioOptions['user'];
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly pause: Tools['pause'];
  /** Most users in one write. */
  readonly writeUsers: number;
}

/** Most items of a batch, so that a browser has room for it. */
const MOST_ITEMS = 1_100_000;
/** How long after its last write a batch counts as being carried out, in milliseconds: a tab that works on it can be seen, or can't. */
const [SEEN_MS, UNSEEN_MS] = [2_000, 30_000];
/** How long names in a ledger are good for, in milliseconds. */
const NAMES_MS = 60_000;

/** Creatio keeps no batches: they are in this browser, and only it can go on with them. */
export function createBatches({ api, directory, kept, plans, user, now, pause, writeUsers }: BatchesOptions): Batches {
  const journal = createJournal(kept, now);
  const tools: Tools = { api, directory, journal, now, pause };
  let names: { readonly batchId: string; readonly at: number; readonly users: ReadonlyMap<string, LicensedUser> } | undefined;

  const isRunning = async ({ id, run, ranAt, endedAt }: KeptBatch): Promise<boolean> =>
    run !== null && endedAt === null && ((await isWorkedOn(id)) || now() - ranAt < (isShared() ? SEEN_MS : UNSEEN_MS));

  const summary = async (batch: KeptBatch, others?: readonly KeptBatch[]): Promise<BatchSummary> => {
    const { id, person, people, createdAt, endedAt, stopped, undoes } = batch;
    const { effects, codes, drift, unknown } = batch.counts ?? countsOf(await journal.blocks(batch));
    const all = others ?? (await journal.batches());
    const total = totalOf(batch);
    const tally = { applied: 0, skipped: 0, failed: Object.values(codes).reduce((sum, count) => sum + count, 0), unknown };
    for (const [effect, count] of Object.entries(effects)) tally[outcomeOf(effect as Effect)] += count;
    return {
      id, by: user, createdAt, endedAt, stopped, total, effects, codes, drift, people, person, undoes,
      tally: { ...tally, 'not-attempted': total - tally.applied - tally.skipped - tally.failed - unknown },
      running: await isRunning(batch),
      products: batch.columns.map(({ id: productId, name, change }) => ({ id: productId, name, change })),
      undoneBy: all.find((other) => other.undoes === id)?.id ?? null,
    };
  };

  /** Ends whoever works on it, waits for what is under way, and looks up what is unknown. */
  const settle = (batchId: string, signal: AbortSignal, stop: boolean): Promise<BatchSummary> => {
    signal.throwIfAborted();
    return orAbort(leave(), signal);

    async function leave(): Promise<BatchSummary> {
      await journal.batch(batchId);
      await journal.change(batchId, (batch) => ({ ...batch, run: null }));
      const batch = await oneAtATime(batchId, async () => {
        const found = await journal.batch(batchId);
        const counts = found.counts ?? (await settled(found, signal));
        return journal.change(batchId, (still) => {
          const after = ended(still, counts, now());
          return stop && after.endedAt === null ? { ...after, stopped: true, endedAt: now() } : after;
        });
      }, signal);
      return summary(batch);
    }
  };

  const settled = async (batch: KeptBatch, signal: AbortSignal): Promise<Counts> => {
    const readings = new Readings(directory, now);
    const blocks = [...(await journal.blocks(batch))];
    for (const [at, block] of blocks.entries()) if (block.sentAt) blocks[at] = await resolve(tools, batch, block, readings, signal);
    return countsOf(blocks);
  };

  const create = async (asked: NewBatch, signal: AbortSignal): Promise<BatchSummary> => {
    const { id } = asked;
    if (!guid.safeParse(id).success) throw new LicensingError('rejected', 'id: a UUID expected');
    const content = contentOf(asked);
    const known = await journal.batch(id).catch((error: unknown) => {
      if (error instanceof LicensingError && error.code === 'not-found') return null;
      throw error;
    });
    if (known && known.content !== content) throw new LicensingError('conflict', 'this id stands for another batch');
    if (known) return summary(known);

    const work = await workOf(asked, plans);
    const unknown = await unknownPackage(directory, work.columns.map(({ productId }) => productId), signal);
    if (unknown !== undefined && work.undoes === null) throw new LicensingError('rejected', `changes: there is no license package ${unknown}`);
    const undone = work.undoes === null ? [] : await appliedItems(journal, work.undoes);
    const { blocks, columns } = blocksOf(work, writeUsers, new Map(undone.map(({ userId, productId, at }) => [`${userId} ${productId}`, at])));
    const total = columns.reduce((sum, { items }) => sum + items, 0);
    if (!total || total > MOST_ITEMS) throw new LicensingError('rejected', total ? `at most ${MOST_ITEMS} changes at once` : 'there is nothing to do');
    const userIds = [...new Set(blocks.flatMap(({ items }) => items.map(({ userId }) => userId)))];
    const [only] = userIds as [string];
    const person = userIds.length === 1 ? { id: only, name: (await directory.usersOf(userIds, signal)).get(only)?.name ?? null } : null;
    const packages = await directory.packages(signal);
    signal.throwIfAborted();
    await journal.sweep();
    const batch: KeptBatch = {
      id, content, createdAt: await journal.tick(), endedAt: null, stopped: false, made: true, people: userIds.length, person, undoes: work.undoes,
      size: writeUsers, run: null, ranAt: 0, counts: countsOf([]),
      columns: work.columns.map(({ productId, change, ifHolds }, at) => ({ id: productId, name: packages.get(productId)?.name ?? null, change, ifHolds, ...columns[at]! })),
    };
    await journal.add(batch, blocks);
    return summary(batch);
  };

  return {
    apply: createApply(tools, writeUsers),
    settle: (batchId, signal) => settle(batchId, signal, false),
    stop: (batchId, signal) => settle(batchId, signal, true),
    appliedItems: (batchId) => appliedItems(journal, batchId),

    createBatch: (asked, signal) => orAbort(oneAtATime(asked.id, () => create(asked, signal), signal), signal),

    async batch(batchId, signal) {
      signal.throwIfAborted();
      return summary(await journal.batch(batchId));
    },

    async ledger(batchId, query, signal) {
      signal.throwIfAborted();
      const batch = await journal.batch(batchId);
      const blocks = await journal.blocks(batch);
      if (names?.batchId !== batchId || now() - names.at > NAMES_MS) {
        const ids = [...new Set(blocks.flatMap(({ items }) => items.map(({ userId }) => userId)))];
        names = { batchId, at: now(), users: await directory.usersOf(ids, signal) };
      }
      return ledgerPage(batch, blocks, names.users, query);
    },

    async batches({ open, cursor, limit }, signal) {
      signal.throwIfAborted();
      const all = await journal.batches();
      const matching = all.filter(({ endedAt }) => !open || endedAt === null);
      const rest = cursor === null ? matching : matching.filter(({ createdAt }) => createdAt < Number(cursor));
      const page = rest.slice(0, limit);
      return {
        items: await Promise.all(page.map((batch) => summary(batch, all))),
        total: matching.length,
        next: rest.length > page.length ? String(page.at(-1)!.createdAt) : null,
      };
    },
  };
}
