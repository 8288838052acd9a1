import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { Accepted } from '../../../../src/host/creatio/sessions/accepted.ts';
import { LicensingError } from '../../../../src/licensing/errors.ts';
import { MemoryKept } from '../../../support/memory-kept.ts';

const minute = 60_000;

let kept: MemoryKept;
let clock = 0;
beforeEach(() => {
  kept = new MemoryKept();
  clock = 1_000 * minute;
});
const page = (): Accepted => new Accepted(kept, () => clock);
const ending = async (accepted: Accepted, ...ids: string[]): Promise<boolean[]> => ids.map(await accepted.read());
const keys = async (): Promise<string[]> => (await kept.list('endings')).map(({ key }) => key);

describe('BX-12 sessions that Creatio has agreed to end', () => {
  test('are known to every page of the browser, one that is open and one that comes later', async () => {
    const [here, open] = [page(), page()];
    assert.deepEqual(await ending(open, 'a'), [false]);
    await here.add(['a', 'b']);
    for (const one of [here, open, page()]) assert.deepEqual(await ending(one, 'a', 'b', 'c'), [true, true, false]);
  });

  test('are so for a quarter of an hour, and are forgotten then', async () => {
    await page().add(['early']);
    clock += minute;
    const later = page();
    await later.add(['late']);
    clock += 14 * minute - 1;
    assert.deepEqual(await ending(later, 'early', 'late'), [true, true]);
    clock += 1;
    for (const one of [later, page()]) assert.deepEqual(await ending(one, 'early', 'late'), [false, true]);
    assert.deepEqual(await keys(), ['late']);
  });

  test('are not forgotten when another tab has asked for it again meanwhile', async () => {
    await page().add(['a']);
    clock += 15 * minute;
    kept.before = async (call) => {
      if (call !== 'update endings a') return;
      kept.before = () => {};
      await kept.update('endings', 'a', () => ({ at: clock }));
    };
    await page().read();
    await new Promise(setImmediate);
    assert.deepEqual(await ending(page(), 'a'), [true]);
  });

  test('are known to the page alone where a browser can keep nothing', async () => {
    kept.before = () => {
      throw new LicensingError('server', 'no room');
    };
    const here = page();
    await here.add(['a']);
    assert.deepEqual([await ending(here, 'a', 'b'), await ending(page(), 'a')], [[true, false], [false]]);
  });

  test('are not what somebody else has written there, nor what a clock put back has in the future', async () => {
    for (const [key, value] of Object.entries({ a: 7, b: {}, c: { at: 'now' }, d: { at: clock + 16 * minute } })) await kept.update('endings', key, () => value);
    assert.deepEqual(await ending(page(), 'a', 'b', 'c', 'd'), [false, false, false, false]);
    assert.deepEqual(await keys(), []);
  });
});
