import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { loadText } from '../../src/text/load.ts';

describe('loadText', () => {
  const said: [locale: string, save: string][] = [
    ['en', 'Save'],
    ['en-GB', 'Save'],
    ['de', 'Speichern'],
    ['de-AT', 'Speichern'],
    ['DE', 'Speichern'],
    ['uk-UA', 'Зберегти'],
    ['ar-EG', 'حفظ'],
    ['fr', 'Save'],
    ['constructor', 'Save'],
    ['', 'Save'],
  ];
  for (const [locale, save] of said) {
    test(`BX-15 ${locale || 'no locale'} reads ${save}`, async () => assert.equal((await loadText(locale, 'licenses-tab'))('save'), save));
  }

  test('numbers follow the region', async () => {
    const used = new Intl.NumberFormat('de-CH').format(12345);
    assert.notEqual(used, '12.345');
    assert.equal((await loadText('de-CH', 'licenses-tab'))('unlimited', { used: 12345 }), `${used} vergeben, unbegrenzt`);
  });

  test('in a language that we do not have, numbers are English as the words are', async () => {
    assert.equal((await loadText('fr', 'licenses-tab'))('unlimited', { used: 12345 }), 'Issued 12,345 of unlimited');
  });

  test('the views about many users at once have one text set', async () => {
    for (const view of ['grant-recall', 'selection-basket', 'license-list', 'batches'] as const) assert.equal((await loadText('de', view))('grantLicenses'), 'Lizenzen zuweisen');
  });

  test('the pseudo-locale is made of English', async () => {
    assert.match((await loadText('en-XA', 'licenses-tab'))('save'), /^\[Šáṽé.*\]$/);
  });
});
