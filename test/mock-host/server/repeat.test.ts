import assert from 'node:assert/strict';
import { test } from 'node:test';
import { repeat } from '../../../mock-host/server/repeat.ts';

test('work is done at once and again, once more after a failure, and not after it is stopped', async (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const failures: unknown[] = [];
  let turns = 0;
  let finish = (_: unknown) => {};
  const stop = repeat(
    () => {
      turns++;
      return turns === 2 ? Promise.reject(new Error('no room')) : new Promise((resolve) => (finish = resolve));
    },
    { everyMs: 100, afterFailureMs: 1_000 },
    (error) => failures.push(error),
  );
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  context.mock.timers.tick(0);
  assert.equal(turns, 1);
  context.mock.timers.tick(10_000);
  assert.equal(turns, 1, 'one turn waits for the one before');
  finish(null);
  await settle();
  context.mock.timers.tick(100);
  await settle();
  assert.deepEqual([turns, failures.length], [2, 1]);
  context.mock.timers.tick(999);
  assert.equal(turns, 2);
  context.mock.timers.tick(1);
  assert.equal(turns, 3);

  let stopped = false;
  const over = stop().then(() => (stopped = true));
  await settle();
  assert.equal(stopped, false, 'a turn under way is waited for');
  finish(null);
  await over;
  context.mock.timers.tick(10_000);
  assert.equal(turns, 3);
});

test('work that takes long hears that it shall stop', async () => {
  const stop = repeat((signal) => new Promise((resolve) => signal.addEventListener('abort', resolve)), { everyMs: 1, afterFailureMs: 1 }, () => {});
  await new Promise((resolve) => setTimeout(resolve));
  await stop();
});
