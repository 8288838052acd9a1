import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { loadCreatioText } from '../../src/text/load-creatio.ts';

describe('loadCreatioText', () => {
  for (const [locale, said] of [['en-US', 'Test again'], ['de-DE', 'Erneut testen'], ['uk-UA', 'Перевірити ще раз'], ['ar-SA', 'إعادة الاختبار'], ['fr-FR', 'Test again']] as const) {
    test(`BX-15 the self-test reads “${said}” in ${locale}`, async () => assert.equal((await loadCreatioText(locale, 'self-test'))('again'), said));
  }

  test('BX-15 the other views read as they do for every host', async () => assert.equal((await loadCreatioText('de', 'licenses-tab'))('save'), 'Speichern'));
});
