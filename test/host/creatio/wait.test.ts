import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wait } from '../../../src/host/creatio/wait.ts';

test('BX-3 a wait lasts as long as it was asked for, and ends at once when nobody waits any more', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const ended: string[] = [];
  const control = new AbortController();
  const waits = [
    wait(2_000, new AbortController().signal).then(() => ended.push('in time')),
    wait(2_000, control.signal).then(() => ended.push('left')),
    wait(2_000, AbortSignal.abort()).then(() => ended.push('left before')),
  ];
  t.mock.timers.tick(1_999);
  await waits[2];
  assert.deepEqual(ended, ['left before']);
  control.abort();
  await waits[1];
  assert.deepEqual(ended, ['left before', 'left']);
  t.mock.timers.tick(1);
  await waits[0];
  assert.deepEqual(ended, ['left before', 'left', 'in time']);
});
