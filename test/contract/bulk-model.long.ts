import { describe, test } from 'node:test';
import { runAt, runInMemory } from './bulk-model-runs.ts';
import { restBulkHost } from './rest-bulk-host.ts';

describe('a host that changes many users, beside the smallest model of one, at length', () => {
  test('BX-1 BX-2 BX-3 BX-4 BX-5 BX-9 in memory, 40,000 interleavings', () => runInMemory({ numRuns: 40_000 }));

  for (const kind of ['embedded', 'server'] as const) {
    test(`BX-1 BX-2 BX-3 BX-4 BX-5 BX-9 the licensing API on the ${kind} database, 500 interleavings`, async () => {
      const host = await restBulkHost(kind);
      try {
        await runAt(host, { numRuns: 500 });
      } finally {
        await host.stop();
      }
    });
  }
});
