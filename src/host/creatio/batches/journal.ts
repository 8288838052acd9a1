import * as z from 'zod/mini';
import { LicensingError } from '../../../licensing/errors.ts';
import type { Kept } from '../kept/kept.ts';
import { type Block, type KeptBatch, readBatch, readBlock, toKept } from './kept-batch.ts';

/** Batches and their items as this browser keeps them. */
export interface Journal {
  /** Rejects `not-found` for one that is unknown, not made yet, or not to be understood. */
  batch(id: string): Promise<KeptBatch>;
  /** Those that can be understood, latest first. */
  batches(): Promise<readonly KeptBatch[]>;
  /** Nobody, in whatever tab, changes it in between. */
  change(id: string, change: (batch: KeptBatch) => KeptBatch): Promise<KeptBatch>;
  /** Its items, in their order. Rejects `unexpected-shape` when some are not to be understood. */
  blocks(batch: KeptBatch): Promise<readonly Block[]>;
  block(batch: KeptBatch, from: number): Promise<Block>;
  /** @param sentAt refuses with `conflict` when its last write is another one by now */
  writeBlock(id: string, block: Block, sentAt?: number): Promise<void>;
  /** A batch that is new here, with all its items, or not at all. */
  add(batch: KeptBatch, blocks: Iterable<Block>): Promise<void>;
  /** Forgets batches that are long over, more than anybody looks at, or were never made. Never one that is not over. */
  sweep(): Promise<void>;
  /** Now; but no two calls, in whatever tab, get the same instant, and a later one gets a later one. */
  tick(): Promise<number>;
}

const DAY_MS = 86_400_000;
const KEPT_MS = 90 * DAY_MS;
const MOST_KEPT = 200;

export function createJournal(kept: Kept, now: () => number): Journal {
  const keyOf = (id: string, from: number): string => `${id}/${String(from).padStart(7, '0')}`;
  const understood = <T>(value: T | undefined, why: string): T => {
    if (value === undefined) throw new LicensingError('unexpected-shape', why);
    return value;
  };
  const missing = 'some of what this browser has kept of the batch can not be read';

  /** Latest first. */
  const list = async (): Promise<KeptBatch[]> =>
    (await kept.list('batches')).flatMap(({ value }) => readBatch(value) ?? []).sort((a, b) => b.createdAt - a.createdAt);

  const journal: Journal = {
    async batch(id) {
      const batch = readBatch(await kept.read('batches', id));
      if (!batch?.made) throw new LicensingError('not-found', 'this browser does not know of this batch');
      return batch;
    },

    batches: async () => (await list()).filter(({ made }) => made),

    async change(id, change) {
      return readBatch(await kept.update('batches', id, (value) => {
        const batch = readBatch(value);
        if (!batch) throw new LicensingError('not-found', 'this browser does not know of this batch any more');
        return change(batch);
      }))!;
    },

    async blocks(batch) {
      const all = (await kept.list('items', `${batch.id}/`)).map(({ value }) => understood(readBlock(value), missing));
      const items = all.reduce((sum, block) => sum + block.items.length, 0);
      return understood(items === totalOf(batch) ? all : undefined, missing);
    },

    block: async ({ id }, from) => understood(readBlock(await kept.read('items', keyOf(id, from))), missing),

    async writeBlock(id, block, sentAt) {
      await kept.update('items', keyOf(id, block.from), (value) => {
        if (sentAt !== undefined && readBlock(value)?.sentAt !== sentAt) throw elsewhere();
        return toKept(block);
      });
    },

    async add(batch, blocks) {
      await kept.update('batches', batch.id, () => ({ ...batch, made: false }));
      await Promise.all(Array.from(blocks, (block) => journal.writeBlock(batch.id, block)));
      await kept.update('batches', batch.id, () => batch);
    },

    async sweep() {
      for (const [place, batch] of (await list()).entries()) {
        const { id, made, createdAt, endedAt } = batch;
        const old = made ? endedAt !== null && (place >= MOST_KEPT || now() - endedAt > KEPT_MS) : now() - createdAt > DAY_MS;
        if (!old) continue;
        // Cut in between, it is one that was never made.
        await kept.update('batches', id, () => ({ ...batch, made: false }));
        for (const { from } of placesOf(batch)) await kept.update('items', keyOf(id, from), () => undefined);
        await kept.update('batches', id, () => undefined);
      }
    },

    async tick() {
      return (await kept.update('items', 'clock', (last) => Math.max(now(), (z.number().safeParse(last).data ?? 0) + 1))) as number;
    },
  };
  return journal;
}

export const elsewhere = (): LicensingError => new LicensingError('conflict', 'another tab goes on with this batch');

/** Where a batch's blocks are. */
export function placesOf({ columns, size }: Pick<KeptBatch, 'columns' | 'size'>): { readonly column: number; readonly from: number; readonly to: number }[] {
  let start = 0;
  return columns.flatMap(({ items }, column) => {
    const first = start;
    start += items;
    return Array.from({ length: Math.ceil(items / size) }, (_, at) => ({ column, from: first + at * size, to: Math.min(first + (at + 1) * size, first + items) }));
  });
}

export function totalOf({ columns }: Pick<KeptBatch, 'columns'>): number {
  return columns.reduce((sum, { items }) => sum + items, 0);
}
