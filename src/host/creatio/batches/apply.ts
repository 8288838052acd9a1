import type { SettledItems } from '../../../licensing/bulk-gateway.ts';
import { LicensingError } from '../../../licensing/errors.ts';
import { newId } from '../../../licensing/new-id.ts';
import { orAbort } from '../../or-abort.ts';
import { type Tools, carryOut, resolve } from './carry-out.ts';
import { elsewhere, placesOf, totalOf } from './journal.ts';
import { type Block, type Counts, type KeptBatch, addCounts, countsOf, endedIn, isOpen } from './kept-batch.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { Readings } from './readings.ts';
import { lastChanges } from './undoing.ts';

/** Most items of a request. */
export const MOST_APPLY = 5_000;

/** What a request leaves for one that goes on where it has ended. */
interface Trail {
  readonly batchId: string;
  readonly to: number;
  readonly readings: Readings;
}

/**
 * Carries out a part of a batch after the other: a write each, and what it has led to. While one is under way, nobody else
 * in this browser works on the batch; in between somebody may, and then this one ends.
 */
export function createApply(tools: Tools, writeUsers: number) {
  let trail: Trail | undefined;

  return async function* apply(batchId: string, from: number, to: number, signal: AbortSignal): AsyncGenerator<SettledItems> {
    const { journal, now } = tools;
    signal.throwIfAborted();
    const known = await journal.batch(batchId);
    if (!(from >= 0 && from < to && to <= totalOf(known)) || to - from > MOST_APPLY) throw new LicensingError('rejected', 'to: no such places');
    const readings = trail?.batchId === batchId && trail.to === from ? trail.readings.next() : new Readings(tools.directory, now);
    trail = undefined;
    const run = newId();
    const batch = await journal.change(batchId, (kept) => ({ ...kept, run, ranAt: now(), stopped: false, endedAt: kept.stopped ? null : kept.endedAt }));
    const undone = new Set(batch.undoes === null ? [] : batch.columns.map(({ id }) => id));
    let told = false;
    try {
      const lastChanged = undone.size ? await lastChanges(journal, undone, batchId) : new Map<string, number>();
      for (const part of parts(batch, from, to, writeUsers)) {
        signal.throwIfAborted();
        yield await orAbort(oneAtATime(batchId, () => applyPart(tools, { batch, run, readings, lastChanged }, part, signal), signal), signal);
      }
      signal.throwIfAborted();
      told = true;
      trail = { batchId, to, readings };
    } finally {
      // Whoever leaves early leaves at once; between two requests of one tab it goes on.
      if (!told) await journal.change(batchId, (kept) => (kept.run === run ? { ...kept, run: null } : kept));
    }
  };
}

interface Part {
  readonly from: number;
  readonly to: number;
  readonly block: number;
}

/** Places of neighbouring items of one block, no more than one write takes. */
function* parts(batch: KeptBatch, from: number, to: number, most: number): Generator<Part> {
  for (const block of placesOf(batch)) {
    const end = Math.min(to, block.to);
    for (let start = Math.max(from, block.from); start < end; start += most) yield { block: block.from, from: start, to: Math.min(end, start + most) };
  }
}

interface Request {
  readonly batch: KeptBatch;
  /** What the batch has to show still; another one means that somebody else has taken over. */
  readonly run: string;
  readonly readings: Readings;
  readonly lastChanged: ReadonlyMap<string, number>;
}

async function applyPart(tools: Tools, { batch, run, readings, lastChanged }: Request, part: Part, signal: AbortSignal): Promise<SettledItems> {
  const { journal, now } = tools;
  const { id } = batch;
  let block = await journal.block(batch, part.block);
  const concerned = (): Block['items'] => block.items.slice(part.from - block.from, part.to - block.from);
  const tell = (seats: SettledItems['seats']): SettledItems => ({
    from: part.from,
    items: concerned().map(({ outcome, effect, code }) => ({ outcome: outcome as 'applied' | 'skipped' | 'failed', effect, code })),
    seats,
  });
  let counts: Counts | null = null;
  await journal.change(id, (kept) => {
    if (kept.run !== run) throw elsewhere();
    counts = kept.counts;
    return concerned().some(isOpen) ? { ...kept, ranAt: now(), counts: null } : kept;
  });
  if (!concerned().some(isOpen)) return tell([]);

  const before = block;
  if (block.sentAt) block = await resolve(tools, batch, block, readings, signal);
  let seats: SettledItems['seats'] = [];
  if (concerned().some(isOpen)) {
    const { id: productId } = batch.columns[block.column]!;
    const done = await carryOut(tools, batch, block, part, readings, lastChanged, signal);
    block = done.block;
    seats = done.seats ? [{ productId, seats: done.seats }] : [];
  }
  const after = counts ? addCounts(counts, countsOf([before]), countsOf([block])) : countsOf(await journal.blocks(batch));
  await journal.change(id, (kept) => ended({ ...kept, ranAt: now() }, kept.run === run ? after : null, now()));
  return tell(seats);
}

/** A batch whose items are counted. */
export function ended(batch: KeptBatch, counts: Counts | null, at: number): KeptBatch {
  return { ...batch, counts, endedAt: batch.endedAt ?? (counts && endedIn(counts) === totalOf(batch) ? at : null) };
}
