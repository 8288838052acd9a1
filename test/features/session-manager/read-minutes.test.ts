import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readMinutes } from '../../../src/features/session-manager/read-minutes.ts';

describe('QT-9 minutes as typed', () => {
  const cases: readonly (readonly [typed: string, read: ReturnType<typeof readMinutes>])[] = [
    ['20', 20], [' 1 ', 1], ['1440', 1440], ['+5', 5], ['007', 7],
    ['٢٠', 20], ['۲۰', 20], ['\u200f١٤٤٠', 1440],
    ['1,440', 1440], ['1.440', 1440], ['1 440', 1440], ['١٬٤٤٠', 1440],
    ['', 'empty'], ['  ', 'empty'], ['\u200e', 'empty'],
    ['twenty', 'not-a-number'], ['1e3', 'not-a-number'], ['0x10', 'not-a-number'], ['12 min', 'not-a-number'], ['-', 'not-a-number'],
    ['1,4,40', 'not-a-number'], ['NaN', 'not-a-number'], ['Infinity', 'not-a-number'], ['.', 'not-a-number'],
    ['1.5', 'not-whole'], ['1,5', 'not-whole'], ['.5', 'not-whole'], ['١٫٥', 'not-whole'], ['-0.5', 'not-whole'],
    ['0', 'too-small'], ['-5', 'too-small'], ['\u2212' + '5', 'too-small'],
    ['1441', 'too-big'], ['1,441', 'too-big'], ['9'.repeat(400), 'too-big'],
  ];
  for (const [typed, read] of cases) {
    test(`“${typed.slice(0, 20)}” is ${read}`, () => assert.equal(readMinutes(typed), read));
  }
});
