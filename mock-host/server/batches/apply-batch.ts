import type { Wire } from '../../../src/host/rest/wire.ts';
import type { applyLine } from '../../../src/host/rest/wire-bulk.ts';
import { type Chunk, type ChunkContext, applyChunk } from './apply-chunk.ts';
import type { Settled } from './items.ts';
import { letGo } from './journal.ts';

/** Items of one transaction: enough to be fast, few enough that nobody waits long for a seat. */
const CHUNK = 500;

type Failure = (error: unknown) => void;

/**
 * Carries out the items of some places, chunk by chunk, and tells how each chunk ended once that is durable. When whoever
 * asked leaves before the end, nobody carries the batch out any more, and that is known at once.
 */
export async function* applyPlaces(context: ChunkContext, from: number, to: number, failure: Failure): AsyncGenerator<Wire<typeof applyLine>> {
  let told = false;
  try {
    for await (const chunk of chunks(context, from, to, failure)) {
      told = !chunk;
      if (!chunk) return yield { line: 'end', done: false };
      yield {
        line: 'settled',
        from: chunk.from,
        items: chunk.items.map(({ ending: { outcome, effect, code } }) => ({ outcome, effect, code })),
        seats: [...chunk.seats].map(([productId, seats]) => ({ productId, seats })),
      };
    }
    told = true;
    yield { line: 'end', done: true };
  } finally {
    if (!told) await letGo(context).catch(failure);
  }
}

/** Carries out a batch of the Licenses tab, and tells how each item ended. */
export async function* applyBatch(context: ChunkContext, total: number, failure: Failure): AsyncGenerator<Settled> {
  for await (const chunk of chunks(context, 0, total, failure)) {
    if (!chunk) throw new Error('Another request goes on with this batch.');
    for (const { key, ending, seats } of chunk.items) yield { key, ...ending, seats };
  }
}

/** Of the failures of a chunk the first is told. */
async function* chunks(context: ChunkContext, from: number, to: number, failure: Failure): AsyncGenerator<(Chunk & { from: number }) | null> {
  for (let start = from; start < to; start += CHUNK) {
    const end = Math.min(start + CHUNK, to);
    let tell = failure;
    const chunk = await applyChunk(context, start, end, (error) => {
      tell(error);
      tell = () => {};
    });
    yield chunk && { ...chunk, from: start };
    if (!chunk) return;
  }
}
