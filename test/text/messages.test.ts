import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createText } from '../../src/text/format.ts';
import { argumentsOf, keys, languages } from './languages.ts';

const text = createText(languages['en']!, 'en');

describe('exact labels of the requirements, in English', () => {
  const labels: [row: string, said: string, label: string][] = [
    ['CR-2', text('product'), 'Product'],
    ['CR-2', text('status'), 'License status'],
    ['CR-2', text('availability'), 'Availability'],
    ['CR-3', text('available', { available: 3, paid: 5 }), '3 of 5 available'],
    ['CR-3', text('unlimited', { used: 2 }), 'Issued 2 of unlimited'],
    ['CR-4', text('save'), 'Save'],
    ['CR-4', text('cancel'), 'Cancel'],
    ['OT-2', text('no-seat'), 'No seats remaining on this license.'],
    ['OT-16', text('already-held'), 'This user already has an active assignment for this license.'],
    ['OT-16', text('not-held'), 'Assignment already revoked.'],
  ];
  for (const [row, said, label] of labels) test(`${row} ${label}`, () => assert.equal(said, label));
});

describe('BX-15 every language', () => {
  for (const [language, messages] of Object.entries(languages)) {
    test(`${language} says everything, with the arguments that English has`, () => {
      assert.deepEqual(Object.keys(messages), keys);
      for (const key of keys) {
        assert.notEqual(messages[key].trim(), '', key);
        assert.deepEqual(argumentsOf(messages[key]), argumentsOf(languages['en']![key]), key);
      }
    });

    test(`${language} has a form for every plural category of its own`, () => {
      const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
      for (const key of keys) {
        for (const [, branches] of messages[key].matchAll(/\{\w+, plural,((?: [=\w]+ \{[^}]*\})+)\}/g)) {
          const written = [...branches!.matchAll(/([=\w]+) \{/g)].map(([, name]) => name);
          // One wording for all numbers but 0, such as “, 3 skipped”, needs `other` alone.
          if (written.join() === '=0,other') continue;
          assert.deepEqual(written.filter((name) => !name!.startsWith('=')).sort(), [...pluralCategories].sort(), `${language} ${key}`);
        }
      }
    });
  }

  test('no language but English speaks English', () => {
    for (const language of ['de', 'uk', 'ar']) {
      const same = keys.filter((key) => languages[language]![key] === languages['en']![key]);
      assert.deepEqual(same.filter((key) => key !== 'term-current' && !(language === 'de' && key === 'type-server')), [], language);
    }
  });
});
