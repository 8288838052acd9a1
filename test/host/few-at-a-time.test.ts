import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fewAtATime } from '../../src/host/few-at-a-time.ts';

test('all is done, in order, by so many at a time', async () => {
  const [begun, done]: [number[], number[]] = [[], []];
  let most = 0;
  await fewAtATime([1, 2, 3, 4, 5], 2, async (item) => {
    begun.push(item);
    most = Math.max(most, begun.length - done.length);
    await new Promise(setImmediate);
    done.push(item);
  });
  assert.deepEqual([begun, done, most], [[1, 2, 3, 4, 5], [1, 2, 3, 4, 5], 2]);
  await fewAtATime([], 2, () => assert.fail('there is nothing to do'));
});

test('after a failure nothing more is begun', async () => {
  const begun: number[] = [];
  const failing = fewAtATime([1, 2, 3, 4, 5], 2, async (item) => {
    begun.push(item);
    await new Promise(setImmediate);
    if (item === 2) throw new Error('no');
    await new Promise(setImmediate);
  });
  await assert.rejects(failing, /no/);
  for (let turn = 0; turn < 3; turn++) await new Promise(setImmediate);
  assert.deepEqual(begun, [1, 2]);
});
