import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { en } from '../../../../mock-host/shell/text/en.ts';
import { languages, preferredLanguage } from '../../../../mock-host/shell/text/languages.ts';
import { type TextKey, createText, loadText } from '../../../../mock-host/shell/text/text.ts';

const keys = Object.keys(en) as TextKey[];
const argumentsOf = (message: string): string[] => [...message.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!).sort();
const marked = (message: string): Record<string, string> => Object.fromEntries(argumentsOf(message).map((name) => [name, `<${name}>`]));

describe('texts of the shell', () => {
  for (const { code } of languages) {
    it(`are complete in ${code}, with the same arguments as in English`, async () => {
      const text = await loadText(code);
      for (const key of keys) {
        const words = text(key, marked(en[key]));
        assert.notEqual(words.trim(), '', key);
        assert.deepEqual([...words.matchAll(/<(\w+)>/g)].map(([, name]) => name!).sort(), argumentsOf(en[key]), key);
      }
    });
  }

  it('differ from English where they should', async () => {
    const same = ['app.product'];
    for (const code of ['uk', 'ar', 'en-XA'] as const) {
      const text = await loadText(code);
      const untranslated = keys.filter((key) => text(key) === en[key] && !same.includes(key));
      assert.deepEqual(untranslated, [], code);
    }
  });

  it('write numbers the language’s way and leave an unknown argument in sight', () => {
    const german = languages.find(({ code }) => code === 'de')!;
    const text = createText(en, german);
    assert.equal(text('users.total', { count: 12345 }), 'Users: 12.345');
    assert.equal(text('users.total'), 'Users: {count}');
  });

  it('BX-15 are bracketed and longer in the pseudo-locale', async () => {
    const text = await loadText('en-XA');
    for (const key of keys) assert.match(text(key), /^\[.+ ·+\]$/, key);
  });
});

describe('the language of a first visit', () => {
  it('is the first wish that we have, else English', () => {
    assert.equal(preferredLanguage(['fr-FR', 'uk', 'de']), 'uk');
    assert.equal(preferredLanguage(['AR-eg']), 'ar');
    assert.equal(preferredLanguage(['fr']), 'en');
    assert.equal(preferredLanguage([]), 'en');
  });
});
