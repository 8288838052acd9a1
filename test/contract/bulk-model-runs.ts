import fc from 'fast-check';
import { MemoryBulk } from '../support/memory-bulk.ts';
import { anyModel, anywhere, inMemory } from './bulk-commands.ts';
import { compare, world } from './bulk-real.ts';
import type { BulkHost } from './bulk-rig.ts';
import { memoryBulkHost } from './memory-bulk-host.ts';

/** How many random interleavings; with a seed the same each time. */
type Runs = Pick<fc.Parameters, 'numRuns' | 'seed'>;

/** On hosts in memory, which work in chunks of any size, and may be ahead of what they tell. */
export async function runInMemory(runs: Runs): Promise<void> {
  const anyPace = fc.record({ chunk: fc.integer({ min: 1, max: 4 }), hasty: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(anyModel, anyPace, fc.commands([...anywhere, ...inMemory], { maxCommands: 20, size: 'max' }), async (make, { chunk, hasty }, commands) => {
      const memory = new MemoryBulk();
      memory.host.batches.chunk = chunk;
      memory.host.hasty = hasty;
      const model = make();
      const real = await world(memoryBulkHost(memory), model, memory);
      await fc.asyncModelRun(() => ({ model, real }), commands);
      await compare(model, real);
    }),
    runs,
  );
}

/** The same at any host, each run with people and products of its own. */
export async function runAt(host: BulkHost, runs: Runs): Promise<void> {
  await fc.assert(
    fc.asyncProperty(anyModel, fc.commands([...anywhere], { maxCommands: 20, size: 'max' }), async (make, commands) => {
      const model = make();
      const real = await world(host, model, null);
      await fc.asyncModelRun(() => ({ model, real }), commands);
      await compare(model, real);
    }),
    { ...runs, endOnFailure: true },
  );
}
