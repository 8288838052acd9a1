import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createText } from '../../src/text/format.ts';
import { en } from '../../src/text/licenses-tab/en.ts';
import { en as sessions } from '../../src/text/session-manager/en.ts';
import { argumentsOf, tables } from './languages.ts';

const text = createText(en, 'en');
const say = createText(sessions, 'en');

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
    ['QT-6', say('activeTab'), 'Active sessions'],
    ['QT-7', say('login'), 'Login e-mail'],
    ['QT-8', say('reasonHint'), 'The user sees this.'],
    ['QT-9', say('autoTerminate'), 'Auto terminate sessions after users have idled for'],
    ['QT-9', say('effect', { count: 42 }), 'This would end 42 sessions now.'],
    ['QT-10', say('ofLimit', { count: 3, limit: 3 }), '3 of 3'],
    ['QT-10', say('notCountedWhy'), 'API sessions do not count toward the limit.'],
    ['BX-12', say('own'), 'This is you'],
    ['BX-15', say('summary', { ended: 5000, ending: 0, skipped: 12, own: 0, failed: 3, notAttempted: 0, unknown: 0 }), '5,000 sessions ended, 12 had ended already, 3 failed'],
  ];
  for (const [row, said, label] of labels) test(`${row} ${label}`, () => assert.equal(said, label));
});

/** Said alike in English and another language: `language key`. */
const international = new Set(['de type-server', 'de browser', 'de count-api', 'de kind-api', 'de grid-filterColumn', 'de kind-web', 'de limit', 'de took', 'uk kind-api']);

describe('BX-15 every language', () => {
  for (const { view, language, messages, english } of tables) {
    test(`${language} says everything of the ${view}, with the arguments that English has`, () => {
      assert.deepEqual(Object.keys(messages).sort(), Object.keys(english).sort());
      for (const [key, message] of Object.entries(messages)) {
        assert.notEqual(message.trim(), '', key);
        assert.deepEqual(argumentsOf(message), argumentsOf(english[key]!), key);
      }
    });

    test(`${language} has a form for every plural category of its own in the ${view}`, () => {
      const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
      for (const [key, message] of Object.entries(messages)) {
        for (const [, branches] of message.matchAll(/\{\w+, plural,((?: [=\w]+ \{[^}]*\})+)\}/g)) {
          const written = [...branches!.matchAll(/([=\w]+) \{/g)].map(([, name]) => name);
          // One wording for all numbers but 0, such as “, 3 skipped”, needs `other` alone.
          if (written.join() === '=0,other') continue;
          assert.deepEqual(written.filter((name) => !name!.startsWith('=')).sort(), [...pluralCategories].sort(), `${language} ${key}`);
        }
      }
    });

    if (language === 'en') continue;
    test(`only English speaks English: the ${view} in ${language}`, () => {
      const same = Object.keys(english).filter((key) => messages[key] === english[key] && !international.has(`${language} ${key}`));
      // What is made of arguments alone has no words to translate.
      assert.deepEqual(same.filter((key) => /\p{L}/u.test(english[key]!.replace(/\{\w+\}/g, ''))), []);
    });
  }
});
