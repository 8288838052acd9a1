import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isWorkedOn, oneAtATime } from '../../../../src/host/creatio/batches/one-at-a-time.ts';

test('BX-2 where there are no locks, work on a batch still is done one after the other in a tab, whatever became of the one before', async () => {
  const done: string[] = [];
  const work = (name: string, error?: Error) => async (): Promise<string> => {
    done.push(`${name} begins`);
    await new Promise(setImmediate);
    done.push(`${name} ends`);
    if (error) throw error;
    return name;
  };
  const [one, two, other] = await Promise.allSettled([oneAtATime('a', work('1', new Error('no'))), oneAtATime('a', work('2')), oneAtATime('b', work('3'))]);
  assert.deepEqual([one.status, two.status, other.status], ['rejected', 'fulfilled', 'fulfilled']);
  assert.deepEqual(done.filter((line) => !line.startsWith('3')), ['1 begins', '1 ends', '2 begins', '2 ends']);
  assert.ok(done.indexOf('3 begins') < done.indexOf('2 begins'), 'other batches do not wait');
  assert.deepEqual([await isWorkedOn('a'), await isWorkedOn('b')], [false, false]);
});

test('BX-2 who gives up while waiting does nothing', async () => {
  const control = new AbortController();
  let goOn = (): void => {};
  const first = oneAtATime('a', () => new Promise<void>((resolve) => (goOn = resolve)));
  const second = oneAtATime('a', async () => assert.fail('nobody waits for it'), control.signal);
  await new Promise(setImmediate);
  assert.equal(await isWorkedOn('a'), true);
  control.abort();
  goOn();
  await first;
  await assert.rejects(second, { name: 'AbortError' });
});
