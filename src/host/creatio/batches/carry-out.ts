import { LicensingError } from '../../../licensing/errors.ts';
import type { Seats } from '../../../licensing/license.ts';
import { available, termStateOn } from '../../../licensing/seats.ts';
import { type Change, type Effect, changes } from '../../../licensing/rules.ts';
import type { CreatioApi } from '../creatio-api.ts';
import { dayOf } from '../days.ts';
import type { Directory, Holders } from '../directory.ts';
import { written } from '../wire.ts';
import { decideItems } from './decide.ts';
import type { Journal } from './journal.ts';
import { type Block, type Item, type KeptBatch, isOpen } from './kept-batch.ts';
import type { Readings } from './readings.ts';

export interface Tools {
  readonly api: CreatioApi;
  readonly directory: Directory;
  readonly journal: Journal;
  readonly now: () => number;
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** What is under way goes on when nobody waits for it any more: whether it was carried out has to be known. */
const never = new AbortController().signal;
/** A write that was not answered may arrive later: two readings that far apart, in milliseconds, have to agree. */
const AGREE_MS = 2_000;
/** Most readings before the last one counts, and how old a write is that arrives no more, in milliseconds. */
const READINGS = 5;
const ARRIVED_MS = 60_000;

/**
 * Carries out the open items at the places from `from` to before `to` of a block, with one write. What is to be done, and
 * what was there before, is kept before it is sent; what it has led to is read, not believed (CR-8).
 * @returns the block, and the seats after it; null = there is no such package
 */
export async function carryOut(
  { api, directory, journal, now }: Tools,
  batch: KeptBatch,
  before: Block,
  { from, to }: { readonly from: number; readonly to: number },
  readings: Readings,
  lastChanged: ReadonlyMap<string, number>,
  signal: AbortSignal,
): Promise<{ readonly block: Block; readonly seats: Seats | null }> {
  const { id: productId, change, ifHolds } = batch.columns[before.column]!;
  // Nobody may end up with neither: what stays of a swap is looked at right before the other goes.
  const others = ifHolds === null ? null : await readings.read(ifHolds, signal);
  const holders = await readings.holders(productId, signal);
  const users = await readings.users(signal);
  const concerned = before.items.flatMap((item, index) => (index >= from - before.from && index < to - before.from && isOpen(item) ? [index] : []));
  const withItems = (block: Block, change: (item: Item, index: number) => Item): Block => {
    const open = new Set(concerned);
    return { ...block, items: block.items.map((item, index) => (open.has(index) ? change(item, index) : item)) };
  };

  const at = await journal.tick();
  const seatsBefore = holders && directory.seats(holders, users);
  const effects = new Map(
    holders && seatsBefore
      ? decideItems(concerned.map((index) => before.items[index]!), {
          productId, change, ifHolds, users, holders, others, seats: seatsBefore, termState: termStateOn(holders.package.terms, dayOf(now())), lastChanged,
        }).map((effect, index) => [concerned[index]!, effect])
      : [],
  );
  const decided = withItems(before, (item, index): Item => {
    const effect = effects.get(index) ?? null;
    if (effect === null) return { ...item, outcome: 'failed', effect, code: 'not-found', was: null, at };
    const open = changes(effect);
    return { ...item, outcome: open ? 'sent' : 'skipped', effect, code: null, was: open ? (holders!.sources.get(item.userId) ?? null) : null, at: open ? null : at };
  });
  const sent = decided.items.flatMap(({ outcome, userId }) => (outcome === 'sent' ? [userId] : []));
  if (!sent.length) {
    await journal.writeBlock(batch.id, decided);
    return { block: decided, seats: seatsBefore };
  }
  signal.throwIfAborted();
  const asked = { ...decided, sentAt: at };
  await journal.writeBlock(batch.id, asked);
  await write(api, productId, change, sent);
  const after = await readings.read(productId, never);
  const seats = after && directory.seats(after, users);
  const block = compared(asked, change, after, seats, 'rejected', await journal.tick());
  await journal.writeBlock(batch.id, block, at);
  return { block, seats };
}

/**
 * Finds out what became of a write whose answer was lost. Nothing of it was done: its items are open again. Some of it: the
 * rest has failed, and may be tried again. What can't be known is whether a write is still on its way that arrives after all
 * readings: what it does then is in no ledger. It is waited for as long as writes take, and asking for the same again does
 * the same.
 */
export async function resolve({ directory, journal, now, pause }: Tools, batch: KeptBatch, block: Block, readings: Readings, signal: AbortSignal): Promise<Block> {
  const { id: productId, change } = batch.columns[block.column]!;
  for (let [reading, last] = [1, -1]; ; reading++) {
    const after = await readings.read(productId, signal);
    const sent = block.items.filter(({ outcome }) => outcome === 'sent');
    const done = sent.filter((item) => effectSeen(item, change, after)).length;
    if (done === sent.length || done === last || reading === READINGS || now() - block.sentAt > ARRIVED_MS) {
      const seats = after && done ? directory.seats(after, await readings.users(signal)) : null;
      const settled = done
        ? compared(block, change, after, seats, 'server', await journal.tick())
        : { ...block, sentAt: 0, items: block.items.map((item): Item => (item.outcome === 'sent' ? { ...item, outcome: 'open', effect: null, was: null } : item)) };
      await journal.writeBlock(batch.id, settled, block.sentAt);
      return settled;
    }
    last = done;
    await pause(AGREE_MS, signal);
    signal.throwIfAborted();
  }
}

/** A block after its write, by what is there now. `code`: of what is not there although a seat is free. */
function compared(block: Block, change: Change, after: Holders | null, seats: Seats | null, code: 'rejected' | 'server', at: number): Block {
  const items = block.items.map((item): Item => {
    if (item.outcome !== 'sent') return item;
    const effect = effectSeen(item, change, after);
    if (effect) return { ...item, outcome: 'applied', effect, at };
    if (change === 'grant' && seats && available(seats) === 0) return { ...item, outcome: 'skipped', effect: 'no-seat', was: null, at };
    return { ...item, outcome: 'failed', effect: null, code, was: null, at };
  });
  return { ...block, sentAt: 0, items };
}

/** What has been done of what was sent, as far as can be seen; null = nothing. */
function effectSeen({ userId, effect, was }: Item, change: Change, after: Holders | null): Effect | null {
  const source = after?.sources.get(userId);
  if (change === 'grant' ? source : !source) return effect;
  // Taken, and given back by a role at once.
  return change === 'recall' && was === 'direct' && source === 'role' ? 'role-derived' : null;
}

/** What the host refuses in so many words may have been done in part all the same: that is for reading to say. */
async function write(api: CreatioApi, packageId: string, change: Change, userIds: readonly string[]): Promise<void> {
  const [addedUsers, deletedUsers] = change === 'grant' ? [userIds, []] : [[], userIds];
  try {
    if (api.byTwin) await api.license('SaveLicenseData', { packageId, addedUsers, deletedUsers, source: 1 }, written, never);
    else await api.license(change === 'grant' ? 'AddUsersPackages' : 'DeleteUsersPackages', { userIds, packageIds: [packageId] }, written, never);
  } catch (error) {
    if (!(error instanceof LicensingError && error.code === 'rejected')) throw error;
  }
}
