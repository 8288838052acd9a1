import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pseudo } from '../../src/text/pseudo.ts';
import { argumentsOf, tables } from './languages.ts';

test('accents and brackets a text and makes it some 40 % longer', () => {
  assert.equal(pseudo('No end date'), '[Ñó éñđ đáţé one ]');
});

test('leaves arguments, categories and numbers as they are', () => {
  const shown = pseudo('{n, plural, =0 {none} one {# seat} other {# seats}} of {paid, number}');
  assert.ok(shown.startsWith('[{n, plural, =0 {ñóñé} one {# šéáţ} other {# šéáţš}} óƒ {paid, number} one'), shown);
});

test('BX-15 leaves no letter of any message plain', () => {
  const pairs = tables.filter(({ language }) => language === 'en-XA').flatMap(({ messages, english }) => Object.entries(messages).map(([key, shown]) => [key, shown, english[key]!] as const));
  assert.ok(pairs.length > 60);
  for (const [key, shown, message] of pairs) {
    assert.match(shown, /^\[.*\]$/, key);
    assert.deepEqual(argumentsOf(shown), argumentsOf(message), key);
    const padding = / o[a-z ]*\]$/;
    assert.doesNotMatch(shown.replace(/\{\w+, plural,|\b(?:one|other|=0) \{|\{\w+(?:, number)?\}/g, '').replace(padding, ''), /[a-z]/i, key);
  }
});
