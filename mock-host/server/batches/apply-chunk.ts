import { type Kysely, type Transaction, sql } from 'kysely';
import type { Tables } from '../database/tables.ts';
import type { WireSeats } from '../licensing/figures.ts';
import { carryOut } from './carry-out.ts';
import { type Ending, type Item, counted, failed, isOpen, readItems, storeEndings } from './items.ts';
import { lockJournal, writeJournal } from './journal.ts';
import { sqlState, withRetries } from './retry.ts';
import { readSeats } from './state.ts';

export interface ChunkContext {
  readonly db: Kysely<Tables>;
  readonly batchId: string;
  readonly actorId: string;
  readonly sessionId: string;
  /** What the batch has to show still; another one means that somebody else has taken over. */
  readonly run: string;
  /** Whether each item's ending carries the figures of that moment, for good. */
  readonly keepSeats: boolean;
}

/** How neighbouring items ended, in their order. */
export interface Chunk {
  readonly items: readonly (Item & { readonly ending: Ending })[];
  /** By product id, as of now. */
  readonly seats: ReadonlyMap<string, WireSeats>;
}

/** Whoever asked is signed in no more: nothing is said of the items, and the same again will be answered by 401. */
export class SignedOut extends Error {}

const NO_SEAT = 'LS001';
/** What the database says of some row, not of itself: bad data, a broken constraint, a trigger's refusal. */
const ofSomeItem = /^(22|23|P0|LS)/;

/**
 * Carries out the items of some places in one transaction, and answers how each ended; those that are settled are answered
 * as they were. What can't be carried out fails with `server`, alone if possible: nobody's row is in the way of others.
 * Null: another run has taken over. Rejects when not even a failure can be noted.
 */
export async function applyChunk(context: ChunkContext, from: number, to: number, failure: (error: unknown) => void): Promise<Chunk | null> {
  try {
    return await settle(context, from, to, (db, open) => carryOut(db, context, open, false));
  } catch (error) {
    if (error instanceof SignedOut) throw error;
    const state = sqlState(error) ?? '';
    if (to - from > 1 && ofSomeItem.test(state)) {
      const middle = from + Math.ceil((to - from) / 2);
      const first = await applyChunk(context, from, middle, failure);
      const second = first && (await applyChunk(context, middle, to, failure));
      return second && { items: [...first.items, ...second.items], seats: new Map([...first.seats, ...second.seats]) };
    }
    // The database saw a seat gone that the rules still counted, such as at midnight when a term ends.
    if (state === NO_SEAT) return settle(context, from, to, (db, open) => carryOut(db, context, open, true));
    failure(error);
    return settle(context, from, to, (_, open) => Promise.resolve(open.map((item) => [item, failed('server')] as const)));
  }
}

type Work = (db: Transaction<Tables>, open: readonly Item[]) => Promise<(readonly [Item, Ending])[]>;

async function settle(context: ChunkContext, from: number, to: number, work: Work): Promise<Chunk | null> {
  return withRetries(() => context.db.transaction().execute(async (db) => {
    const { batchId, run, keepSeats } = context;
    // The same batch sent twice at once: the second waits here, and then finds everything settled.
    const journal = await lockJournal(db, batchId);
    if (journal.run !== run) return null;
    const items = await readItems(db, batchId, from, to);
    const open = items.filter(isOpen);
    const endings = open.length ? ((await refused(db, context, open)) ?? (await work(db, open))) : [];
    const seats = await readSeats(db, items.map((item) => item.productId));
    if (endings.length) {
      await storeEndings(db, batchId, endings, keepSeats ? Object.fromEntries(seats) : {});
      await writeJournal(db, journal, counted(journal, endings), { from, to });
    }
    const fresh = new Map(endings.map(([item, ending]) => [item.at, ending]));
    return {
      items: items.map((item) => {
        const ending = fresh.get(item.at);
        return ending ? { ...item, ending, seats: ending.effect && keepSeats ? (seats.get(item.productId) ?? null) : null } : { ...item, ending: item.ending! };
      }),
      seats,
    };
  }));
}

/** Whether who sent the batch is still signed in and may still do this: a long batch outlives many a right. */
async function refused(db: Transaction<Tables>, { actorId, sessionId }: ChunkContext, open: readonly Item[]): Promise<(readonly [Item, Ending])[] | null> {
  const { rows } = await sql<{ may: boolean }>`
    select exists (select 1 from user_operation o where o.user_id = u.id and o.operation = 'CanManageLicUsers') as may
    from session s join app_user u on u.id = s.user_id
    where s.id = ${sessionId} and s.ended_at is null and u.id = ${actorId} and u.active`.execute(db);
  if (!rows[0]) throw new SignedOut();
  return rows[0].may ? null : open.map((item) => [item, failed('forbidden')] as const);
}
