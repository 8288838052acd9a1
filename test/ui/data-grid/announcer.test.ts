import assert from 'node:assert/strict';
import { type TestContext, describe, test } from 'node:test';
import { Announcer } from '../../../src/ui/data-grid/announcer.ts';

const open = (t: TestContext) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const region = { textContent: '' };
  const announcer = new Announcer(() => region as unknown as Element);
  return { region, announcer, wait: () => t.mock.timers.tick(500) };
};

describe('BX-15 what is told', () => {
  test('one sentence a topic: the last', (t) => {
    const { region, announcer, wait } = open(t);
    for (const count of [1, 2, 3]) announcer.say('selection', `${count} selected`);
    announcer.say('rows', '7 rows');
    assert.equal(region.textContent, '');
    wait();
    assert.equal(region.textContent, '3 selected. 7 rows');
  });

  test('what was told is not told again', (t) => {
    const { region, announcer, wait } = open(t);
    announcer.say('rows', '7 rows');
    wait();
    announcer.say('selection', '1 selected');
    wait();
    assert.equal(region.textContent, '1 selected');
  });

  test('a stream of changes is told all the same, twice a second', (t) => {
    const { region, announcer } = open(t);
    for (let at = 0; at < 10; at++) {
      announcer.say('rows', `${at} rows`);
      t.mock.timers.tick(100);
    }
    assert.equal(region.textContent, '9 rows');
  });

  test('nothing when it is over', (t) => {
    const { region, announcer, wait } = open(t);
    announcer.say('rows', '7 rows');
    announcer.dispose();
    wait();
    assert.equal(region.textContent, '');
  });
});
