import assert from 'node:assert/strict';
import { test } from 'node:test';
import { spoilBatches } from '../support/bulk-faults.ts';

test('BX-3 BX-5: a batch ends as if nothing had been: every fault at every request and every line, a kill of the server among them', async (context) => {
  const { faults, kills } = await spoilBatches({ kills: 1, others: 1 });
  context.diagnostic(`${faults} faults, ${kills} kills`);
  assert.ok(kills >= 20, 'servers were killed');
});
