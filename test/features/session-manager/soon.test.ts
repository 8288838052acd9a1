import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Soon } from '../../../src/features/session-manager/soon.ts';
import { FakeTime } from '../../support/fake-time.ts';

test('however often it is asked for, it is done once a while, and not after the end', async () => {
  const time = new FakeTime();
  const stop = new AbortController();
  let done = 0;
  const soon = new Soon(() => time.pause(100, stop.signal), stop.signal, () => done++);
  soon.ask();
  soon.ask();
  await time.pass(99);
  assert.equal(done, 0);
  await time.pass(1);
  assert.equal(done, 1);
  await time.pass(1_000);
  assert.equal(done, 1);
  soon.ask();
  await time.pass(100);
  assert.equal(done, 2);
  soon.ask();
  stop.abort();
  await time.pass(100);
  soon.ask();
  assert.deepEqual([done, time.waits], [2, []]);
});
