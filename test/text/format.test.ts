import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { IntlMessageFormat } from 'intl-messageformat';
import { createText } from '../../src/text/format.ts';
import { argumentsOf, tables } from './languages.ts';

const numbers = [0, 1, 2, 3, 4, 5, 10, 11, 12, 20, 21, 22, 25, 99, 100, 101, 102, 103, 111, 1000, 1234567, 1.5];
const words = ['', 'Jan 5, 2026', '{x}', "O'Neil", '#', '<img onerror=alert(1)>', '\u202Etxt', 'ترخيص'];

/** Every combination that matters: each argument through its values, together. */
function* argumentSets(message: string): Generator<Record<string, string | number>> {
  const names = argumentsOf(message);
  for (let index = 0; index < numbers.length; index++) {
    yield Object.fromEntries(
      names.map(([name, kind], at) => [name, kind ? numbers[(index + at * 7) % numbers.length]! : words[(index + at) % words.length]!]),
    );
  }
}

/** One message in place of all, to format any source text. */
const say = (message: string, args = {}, locale = 'en'): string => createText({ save: message }, locale)('save', args);
const oracle = (message: string, args = {}, locale = 'en'): string => String(new IntlMessageFormat(message, locale).format(args));

describe('our formatter says what intl-messageformat says', () => {
  for (const { view, language, messages } of tables) {
    // `en-XA` is no locale that Intl knows, and reads as English.
    for (const locale of language === 'ar' ? ['ar', 'ar-EG', 'ar-AE'] : [language]) {
      test(`BX-15 every message of the ${view}, ${language} in ${locale}`, () => {
        const text = createText(messages, locale);
        for (const [key, message] of Object.entries(messages)) {
          for (const args of argumentSets(message)) {
            assert.equal(text(key, args), oracle(message, args, locale), `${key} ${JSON.stringify(args)}`);
          }
        }
      });
    }
  }

  test('for any nesting of arguments, plurals, quotes and texts', () => {
    const { message } = fc.letrec<{ text: string; quoted: string; argument: string; plural: string; message: string }>((tie) => ({
      // `<` would be a tag to the oracle, which we do not have.
      text: fc.stringMatching(/^[^{}'#<>]{0,8}$/),
      quoted: fc.stringMatching(/^[^'<>]{0,6}$/).map((inner) => `'{${inner}'`),
      argument: fc.constantFrom('{n, number}', '{ n , number }', '{name}', "''", '#', "don't"),
      plural: fc
        .tuple(fc.constantFrom('n', 'm'), tie('message'), tie('message'), tie('message'))
        .map(([name, zero, one, other]) => `{${name}, plural, =0 {${zero}} one {${one}} other {${other}}}`),
      message: fc
        .array(fc.oneof({ maxDepth: 3 }, tie('text'), tie('quoted'), tie('argument'), tie('plural')), { maxLength: 4 })
        .map((parts) => parts.join('')),
    }));
    fc.assert(
      fc.property(message, fc.nat(3), fc.integer({ min: -5, max: 2_000_000 }), fc.string(), (source, m, n, name) => {
        let expected: string;
        try {
          expected = oracle(source, { n, m, name });
        } catch {
          // Not ICU: a quote may run into what follows.
          return fc.pre(false);
        }
        assert.equal(say(source, { n, m, name }), expected);
      }),
      { numRuns: 500 },
    );
  });
});

test('an argument is never read as a message', () => {
  assert.equal(say('Hello {name}', { name: '{name} # {n, plural, other {x}}' }), 'Hello {name} # {n, plural, other {x}}');
});

test('an argument that was not given reads as empty', () => {
  assert.equal(say('From {start}'), 'From ');
});

test('numbers are written as the locale does', () => {
  assert.equal(say('{n, number}', { n: 1234.5 }, 'de'), '1.234,5');
  assert.equal(say('{n, plural, other {#}}', { n: 1234 }, 'ar-EG'), '١٬٢٣٤');
});
