import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changed, quirks, settingsChange, stockSettings } from '../../../mock-host/creatio/settings.ts';

test('Creatio is as found in the wild at first: every quirk is on', () => {
  assert.deepEqual(Object.keys(stockSettings.quirks), [...quirks]);
  assert.deepEqual(quirks.filter((quirk) => !stockSettings.quirks[quirk]), ['no-server-packages']);
});

test('some of the settings change, and the others stay', () => {
  const change = settingsChange.parse({ base: '', timeZone: 'Europe/Kyiv', quirks: { 'minus-one': false } });
  const settings = changed(stockSettings, change);
  assert.deepEqual(settings, { ...stockSettings, base: '', timeZone: 'Europe/Kyiv', quirks: { ...stockSettings.quirks, 'minus-one': false } });
  assert.deepEqual(changed(settings, {}), settings);
});

test('nothing but settings is taken', () => {
  for (const change of [{ base: '/1' }, { version: '7' }, { quirks: { none: true } }, { quirks: { 'minus-one': 1 } }, { timeZone: 'Mars' }, { adminLicensed: 'no' }, { more: 1 }, null]) {
    assert.equal(settingsChange.safeParse(change).success, false, JSON.stringify(change));
  }
});
