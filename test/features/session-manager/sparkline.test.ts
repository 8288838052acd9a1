import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HEIGHT, WIDTH, sparkPoints } from '../../../src/features/session-manager/sparkline.ts';

test('QT-6 the line runs from the first moment to the last, and touches the top at the peak', () => {
  const points = sparkPoints([{ at: 0, count: 0 }, { at: 50, count: 10 }, { at: 100, count: 5 }]);
  assert.deepEqual(points, [`0,${HEIGHT}`, `${WIDTH / 2},2`, `${WIDTH},17`]);
});

test('moments that are not evenly apart lie where they belong', () => {
  assert.equal(sparkPoints([{ at: 0, count: 1 }, { at: 25, count: 1 }, { at: 100, count: 1 }])[1], `${WIDTH / 4},2`);
});

for (const samples of [[], [{ at: 5, count: 7 }], [{ at: 5, count: 7 }, { at: 5, count: 8 }]]) {
  test(`${samples.length} samples of one moment are no line`, () => assert.deepEqual(sparkPoints(samples), []));
}

test('nobody all day is a line on the ground, not a division by nothing', () => {
  assert.deepEqual(sparkPoints([{ at: 0, count: 0 }, { at: 1, count: 0 }]), [`0,${HEIGHT}`, `${WIDTH},${HEIGHT}`]);
});
