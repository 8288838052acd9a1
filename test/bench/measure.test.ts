import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describe, quantile, race } from '../../bench/measure.ts';

test('a quantile lies between two neighbours in proportion', () => {
  assert.equal(quantile([3, 1, 2], 0.5), 2);
  assert.equal(quantile([4, 1, 2, 3], 0.5), 2.5);
  assert.equal(quantile([10, 20, 30, 40, 50], 0.25), 20);
  assert.equal(quantile([7], 0.75), 7);
});

test('a race interleaves its contestants, takes turns at going first, and leaves the round ahead out', async () => {
  const order: string[] = [];
  const contestant = (name: string, times: number[]) => ({
    name,
    run: () => {
      order.push(name);
      return times.shift()!;
    },
    counts: () => `${order.filter((one) => one === name).length} runs`,
  });
  const contest = { title: 'a and b', rounds: 3, contestants: [contestant('a', [99, 10, 20, 40]), contestant('b', [99, 5, 5, 40])] };
  const results = await race(contest);
  assert.equal(order.join(''), 'baabbaab');
  assert.deepEqual(results[0], { name: 'a', median: 20, spread: [15, 30], ratio: 1, counts: '4 runs' });
  // In its rounds: a half, a quarter, as long.
  assert.deepEqual(results[1], { name: 'b', median: 5, spread: [5, 22.5], ratio: 0.5, counts: '4 runs' });

  const [title, head, a, b] = describe(contest, results).split('\n');
  assert.equal(title, 'a and b (3 rounds)');
  assert.match(head!, /median +half of the rounds +ratio +counts$/);
  assert.match(a!, /^ {2}a +20 ms +15 ms … 30 ms +1\.00 × +4 runs$/);
  assert.match(b!, /^ {2}b +5\.00 ms +5\.00 ms … 23 ms +0\.50 × +4 runs$/);
});
