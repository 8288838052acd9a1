import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startUpText } from '../../src/text/start-up.ts';

test('a language is found by its first subtag, in any case', () => {
  assert.equal(startUpText('de-AT'), startUpText('de'));
  assert.equal(startUpText('UK'), startUpText('uk'));
  assert.notEqual(startUpText('ar').retry, startUpText('en').retry);
});

test('a language that we do not have, or none, reads English', () => {
  for (const locale of ['fr', '', 'undefined', 'constructor', '__proto__', 'en-XA']) assert.equal(startUpText(locale), startUpText('en'), locale);
});
