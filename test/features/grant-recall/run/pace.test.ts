import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Pace } from '../../../../src/features/grant-recall/run/pace.ts';

test('it is too early to say before a second has passed', () => {
  const pace = new Pace();
  assert.equal(pace.rate, null);
  pace.add(0, 0);
  pace.add(900, 90);
  assert.equal(pace.rate, null);
  pace.add(1_000, 100);
  assert.equal(pace.rate, 100);
});

test('only the last seconds count, however slow it was before', () => {
  const pace = new Pace();
  pace.add(0, 0);
  for (let second = 1; second <= 10; second++) pace.add(second * 1_000, second);
  assert.equal(pace.rate, 1);
  for (let second = 1; second <= 6; second++) pace.add((10 + second) * 1_000, 10 + second * 50);
  assert.equal(pace.rate, 50);
});

test('after a standstill it begins anew', () => {
  const pace = new Pace();
  pace.add(0, 0);
  pace.add(2_000, 100);
  pace.reset();
  assert.equal(pace.rate, null);
  pace.add(60_000, 100);
  pace.add(61_000, 140);
  assert.equal(pace.rate, 40);
});
