import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { designerDefinitions } from '../../src/creatio/designer.ts';
import { kinds } from '../../src/creatio/element-kinds.ts';

const captions = (culture?: string): string[] => designerDefinitions(culture).viewElements.map(({ toolbarConfig }) => toolbarConfig.caption);

describe('the page designer’s toolbox', () => {
  test('has every element, with inputs that it has', () => {
    const { viewElements } = designerDefinitions('en-US');
    assert.deepEqual(viewElements.map(({ type }) => type), kinds.map(({ type }) => type));
    for (const { type, defaultPropertyValues } of viewElements) {
      const { inputs, view } = kinds.find((kind) => kind.type === type)!;
      assert.deepEqual(Object.keys(defaultPropertyValues).filter((name) => !inputs.includes(name)), []);
      assert.doesNotThrow(() => view(defaultPropertyValues));
    }
  });

  test('speaks the language of the culture, English where there is none of ours', () => {
    const all = ['en-US', 'de-AT', 'uk-UA', 'ar-SA'].map(captions);
    assert.equal(new Set(all.flat()).size, 16);
    assert.equal(captions('UK-ua')[0], 'Ліцензії користувача');
    for (const culture of [undefined, 'fr-FR', 'toString', '']) assert.deepEqual(captions(culture), captions('en-US'));
  });

  test('shows drawings of their own, which load nothing and run nothing', () => {
    const icons = designerDefinitions().viewElements.map(({ toolbarConfig }) => toolbarConfig.icon);
    assert.equal(new Set(icons).size, 4);
    for (const icon of icons) {
      assert.match(icon, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" .*<\/svg>$/);
      assert.doesNotMatch(icon.replace('http://www.w3.org/2000/svg', ''), /https?:|<script|\bon\w+=|NaN|undefined/);
    }
  });
});
