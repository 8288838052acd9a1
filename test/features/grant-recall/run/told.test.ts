import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Told } from '../../../../src/features/grant-recall/run/told.ts';
import { FakeTime } from '../../../support/fake-time.ts';

function rig() {
  const time = new FakeTime();
  const stop = new AbortController();
  const now = { count: 0 };
  const told = new Told(() => ({ ...now }), () => time.pause(100, stop.signal), stop.signal);
  const heard: number[] = [];
  const following = told.state$.subscribe(({ count }) => heard.push(count));
  return { time, stop, now, told, heard, following };
}

test('who follows is told how things stand, and then each time', async () => {
  const { now, told, heard, following } = rig();
  now.count = 1;
  told.tell();
  following.unsubscribe();
  now.count = 2;
  told.tell();
  assert.deepEqual([heard, told.state.count, Object.isFrozen(told.state)], [[0, 1], 2, true]);
});

test('soon is once for all that happened meanwhile, and not at all when it was told at once', async () => {
  const { time, now, told, heard } = rig();
  for (; now.count < 50; now.count++) told.tellSoon();
  await time.pass(99);
  assert.deepEqual(heard, [0]);
  await time.pass(1);
  assert.deepEqual(heard, [0, 50]);
  told.tellSoon();
  told.tell();
  await time.pass(1_000);
  assert.deepEqual(heard, [0, 50, 50]);
});

test('once stopped nothing is told', async () => {
  const { time, stop, told, heard } = rig();
  told.tellSoon();
  stop.abort();
  told.tell();
  await time.pass(1_000);
  assert.deepEqual(heard, [0]);
});
