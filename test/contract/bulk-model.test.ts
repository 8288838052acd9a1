import { after, before, describe, test } from 'node:test';
import { runAt, runInMemory } from './bulk-model-runs.ts';
import type { BulkHost } from './bulk-rig.ts';
import { restBulkHost } from './rest-bulk-host.ts';

const seed = 20_261_122;

describe('a host that changes many users, beside the smallest model of one', () => {
  let host: BulkHost | undefined;
  before(async () => {
    host = await restBulkHost('embedded');
  });
  after(() => host?.stop());

  test('BX-1 BX-2 BX-3 BX-4 BX-5 BX-9 in memory: plan, apply, crash, resume, undo and what others change, in any order', () => runInMemory({ numRuns: 2_000, seed }));

  test('BX-1 BX-2 BX-3 BX-4 BX-5 BX-9 the licensing API: plan, apply, crash, resume, undo and what others change, in any order', () => runAt(host!, { numRuns: 10, seed }));
});
