import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as z from 'zod/mini';
import { readOfToday, sweep } from '../../../../src/host/creatio/kept/day-old.ts';
import { LicensingError } from '../../../../src/licensing/errors.ts';
import { MemoryKept } from '../../../support/memory-kept.ts';

const hour = 3_600_000;
const shape = z.object({ at: z.number(), name: z.string() });

test('what was kept is good for a day, and of use as long as it can be understood', async () => {
  const kept = new MemoryKept();
  await kept.update('plans', 'a', () => ({ at: 0, name: 'Ann' }));
  await kept.update('plans', 'b', () => ({ at: 0 }));
  assert.deepEqual(await readOfToday(kept, 'plans', 'a', shape, 24 * hour - 1), { at: 0, name: 'Ann' });
  for (const [key, now] of [['a', 24 * hour], ['b', 1], ['c', 1]] as const) {
    await assert.rejects(readOfToday(kept, 'plans', key, shape, now), (error) => error instanceof LicensingError && error.code === 'not-found');
  }
});

test('it is forgotten an hour later, not while it is worked with, and not when another tab has written it again', async () => {
  const kept = new MemoryKept();
  for (const key of ['a', 'b']) await kept.update('plans', key, () => ({ at: 0 }));
  await kept.update('plans', 'odd', () => null);
  await sweep(kept, 'plans', 25 * hour - 1);
  assert.deepEqual((await kept.list('plans')).map(({ key }) => key), ['a', 'b']);
  kept.before = async (call) => {
    kept.before = (): void => {};
    if (call.startsWith('list')) kept.before = async (next) => {
      kept.before = (): void => {};
      if (next === 'update plans a') await kept.update('plans', 'a', () => ({ at: hour }));
    };
  };
  await sweep(kept, 'plans', 25 * hour);
  assert.deepEqual((await kept.list('plans')).map(({ key }) => key), ['a']);
});
