import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, test } from 'node:test';
import { manifestJsonSchema, parseManifest } from '../../plugin-manifest/manifest-schema.ts';

type Manifest = { readonly entry: object; readonly extensions: readonly object[] };

const read = (name: string): Promise<string> => readFile(new URL(`../../plugin-manifest/${name}`, import.meta.url), 'utf8');
const text = await read('plugin-manifest.json');

test('the manifest of the project is in order', () => assert.equal(parseManifest(text).id, 'license-admin'));

test('the JSON schema that editors use is the one of this code', async () => {
  assert.deepEqual(JSON.parse(await read('plugin-manifest.schema.json')), manifestJsonSchema(), 'copy dist/plugin/plugin-manifest.schema.json to plugin-manifest/');
});

describe('a manifest that is not in order: the message names the field', () => {
  const wrong: [string, (manifest: Manifest) => unknown, RegExp][] = [
    ['no JSON', () => '{', /plugin-manifest\.json is no JSON/],
    ['no object', () => [], /\(whole\)/],
    ['a field that nobody knows', (all) => ({ ...all, hostAPI: '^1.0.0' }), /hostAPI/],
    ['no range', (all) => ({ ...all, hostApi: undefined }), /hostApi/],
    ['a range that the guard does not understand', (all) => ({ ...all, hostApi: '>=1.0.0 <2' }), /hostApi/],
    ['a range before the first contract', (all) => ({ ...all, hostApi: '^0.1.0' }), /hostApi/],
    ['a version that is none', (all) => ({ ...all, version: '1' }), /version/],
    ['an entry elsewhere', (all) => ({ ...all, entry: { ...all.entry, module: 'https://cdn.example/plugin.js' } }), /entry\.module/],
    ['no extension', (all) => ({ ...all, extensions: [] }), /extensions/],
    ['no English title', (all) => ({ ...all, extensions: [{ ...all.extensions[0], title: { de: 'Lizenzen' } }] }), /extensions\.0\.title\.en/],
    ['rights of one kind only', (all) => ({ ...all, extensions: [{ ...all.extensions[0], rights: { view: [] } }] }), /extensions\.0\.rights\.change/],
  ];
  for (const [name, change, message] of wrong) {
    test(name, () => {
      const changed = change(JSON.parse(text) as Manifest);
      assert.throws(() => parseManifest(typeof changed === 'string' ? changed : JSON.stringify(changed)), { message });
    });
  }

  test('all problems at once', () => {
    const all = { ...(JSON.parse(text) as object), id: 'No', version: 'x' };
    assert.throws(() => parseManifest(JSON.stringify(all)), (error: Error) => /\bid:/.test(error.message) && /version: Invalid string: must match/.test(error.message));
  });
});
