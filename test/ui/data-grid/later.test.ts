import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Later } from '../../../src/ui/data-grid/later.ts';

describe('QT-6 what is loaded on demand', () => {
  test('is loaded once, however many ask at once and afterwards', async () => {
    let loads = 0;
    const later = new Later(async () => ++loads);
    assert.equal(later.now, undefined);
    assert.deepEqual(await Promise.all([later.get(), later.get()]), [1, 1]);
    assert.deepEqual([await later.get(), later.now], [1, 1]);
  });

  test('after a failure nothing is here, and whoever asks next has it loaded again', async () => {
    const attempts = [() => Promise.reject(new TypeError('offline')), () => Promise.resolve('here')];
    const later = new Later(() => attempts.shift()!());
    assert.deepEqual(await Promise.all([later.get(), later.get()]), [undefined, undefined]);
    assert.equal(later.now, undefined);
    assert.equal(await later.get(), 'here');
  });
});
