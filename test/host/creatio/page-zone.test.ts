import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { pageZone } from '../../../src/host/creatio/page-zone.ts';

const summer = Date.parse('2026-07-01T12:00:00Z');
const offset = (timeZone: string): string =>
  new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).formatToParts(summer).find(({ type }) => type === 'timeZoneName')!.value;

describe('the time zone of a profile', () => {
  test('is taken by its IANA name or its Windows name', async () => {
    assert.equal(await pageZone({ userTimezoneCode: 'Pacific/Auckland', userTimezoneOffset: 0 }), 'Pacific/Auckland');
    assert.equal(await pageZone({ userTimezoneCode: ' FLE Standard Time ', userTimezoneOffset: 0 }), 'Europe/Kiev');
    assert.equal(await pageZone({ userTimezoneCode: 'Pacific Standard Time (Mexico)' }), 'America/Tijuana');
    assert.equal(await pageZone({ userTimezoneCode: 'UTC' }), 'UTC');
  });

  test('else it is the one that is as far ahead now', async () => {
    for (const [minutes, expected] of [[330, 'GMT+05:30'], [-150, 'GMT-02:30'], [840, 'GMT+14:00'], [-720, 'GMT-12:00'], [345, 'GMT+05:45']] as const) {
      assert.equal(offset(await pageZone({ userTimezoneCode: 'Of nobody', userTimezoneOffset: minutes }, summer)), expected);
    }
  });

  test('and the browser’s own, when that is as far ahead, or nothing useful is told', async (t) => {
    const { TZ } = process.env;
    t.after(() => (TZ === undefined ? delete process.env['TZ'] : (process.env['TZ'] = TZ)));
    for (const [own, minutes] of [['Africa/Algiers', 60], ['Africa/Abidjan', 0]] as const) {
      process.env['TZ'] = own;
      for (const userTimezoneOffset of [minutes, undefined, 'soon', NaN, 9_999]) {
        assert.equal(await pageZone({ userTimezoneCode: null, userTimezoneOffset }, summer), own);
      }
    }
  });
});
