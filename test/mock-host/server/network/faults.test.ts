import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FaultQueue, faultRequest } from '../../../../mock-host/server/network/faults.ts';

const fault = (request: object) => faultRequest.parse({ kind: 'drop-answer', path: '/x', ...request });

test('a fault meets as many requests as it is for, then no more', () => {
  const queue = new FaultQueue();
  queue.add(fault({ times: 2 }));
  assert.deepEqual([1, 2, 3].map(() => queue.take('GET', '/x')?.kind ?? null), ['drop-answer', 'drop-answer', null]);
  assert.deepEqual(queue.list(), []);
});

test('faults for the same path come in their order', () => {
  const queue = new FaultQueue();
  queue.add(fault({ kind: 'slow' }));
  queue.add(fault({ kind: 'garbage' }));
  assert.deepEqual([1, 2].map(() => queue.take('GET', '/x')?.kind), ['slow', 'garbage']);
});

test('skipped requests pass before the fault', () => {
  const queue = new FaultQueue();
  queue.add(fault({ skip: 2 }));
  assert.deepEqual([1, 2, 3, 4].map(() => queue.take('GET', '/x') !== null), [false, false, true, false]);
});

const paths: readonly (readonly [pattern: string, path: string, meets: boolean])[] = [
  ['/licensing/v1/batches', '/licensing/v1/batches', true],
  ['/licensing/v1/batches', '/licensing/v1/batches/7', false],
  ['/licensing/v1/users/*/licenses', '/licensing/v1/users/7/licenses', true],
  ['/licensing/v1/users/*/licenses', '/licensing/v1/users/7', false],
  ['/licensing/v1/users/*/licenses', '/licensing/v1/users/7/8/licenses', false],
  ['/licensing/**', '/licensing/v1/users/7', true],
  ['/licensing/**', '/crm/v1/users/7', false],
];
for (const [pattern, path, meets] of paths) {
  test(`a fault for ${pattern} ${meets ? 'meets' : 'does not meet'} ${path}`, () => {
    const queue = new FaultQueue();
    queue.add(fault({ path: pattern }));
    assert.equal(queue.take('GET', path) !== null, meets);
  });
}

test('a fault for one method leaves the others alone', () => {
  const queue = new FaultQueue();
  queue.add(fault({ method: 'post' }));
  assert.equal(queue.take('GET', '/x'), null);
  assert.notEqual(queue.take('POST', '/x'), null);
});

for (const wrong of [{ kind: 'fire' }, { path: 'x' }, { times: 0 }, { times: 1.5 }, { delayMs: -1 }, { method: 'GET /' }]) {
  test(`a fault with ${JSON.stringify(wrong)} is refused`, () => {
    assert.equal(faultRequest.safeParse({ kind: 'slow', path: '/x', ...wrong }).success, false);
  });
}
