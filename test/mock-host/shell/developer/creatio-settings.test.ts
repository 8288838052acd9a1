import assert from 'node:assert/strict';
import { test } from 'node:test';
import { quirks as ofTheHost, stockSettings } from '../../../../mock-host/creatio/settings.ts';
import { changed, quirks, readCreatio } from '../../../../mock-host/shell/developer/creatio-settings.ts';

test('the menu knows each oddity of the stand-in, in its order', () => {
  assert.deepEqual(quirks, ofTheHost);
});

test('what the host tells is read; what the menu does not know is left alone', () => {
  assert.deepEqual(readCreatio({ ...stockSettings, timeZone: 'Europe/Kyiv', quirks: { ...stockSettings.quirks, newer: true } }), stockSettings);
  for (const wrong of [null, [], {}, { ...stockSettings, base: '/1' }, { ...stockSettings, version: '9' }, { ...stockSettings, adminLicensed: 1 }, { ...stockSettings, quirks: { 'minus-one': true } }]) {
    assert.throws(() => readCreatio(wrong), { name: 'HttpError', kind: 'unexpected' }, JSON.stringify(wrong));
  }
});

test('some of the settings change, and the others stay', () => {
  assert.deepEqual(changed(stockSettings, { base: '', quirks: { 'minus-one': false } }), { ...stockSettings, base: '', quirks: { ...stockSettings.quirks, 'minus-one': false } });
});
