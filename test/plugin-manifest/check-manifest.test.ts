import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, test } from 'node:test';
import { type Built, checkManifest } from '../../plugin-manifest/check-manifest.ts';
import { type PluginManifest, parseManifest } from '../../plugin-manifest/manifest-schema.ts';

const manifest: PluginManifest = parseManifest(await readFile(new URL('../../plugin-manifest/plugin-manifest.json', import.meta.url), 'utf8'));
const [extension, ...others] = manifest.extensions as [PluginManifest['extensions'][number]];

const views = ['licenses-tab', 'session-manager', 'grant-recall', 'selection-basket', 'license-list', 'batches'];
const built: Built = {
  version: manifest.version,
  files: ['plugin.js', 'federated/remoteEntry.js'],
  remoteName: 'license_admin',
  modules: { './plugin': { functions: ['mount'], version: manifest.version, hostApi: manifest.hostApi, views } },
};
const plugin = built.modules['./plugin']!;
const withModule = (changes: Partial<typeof plugin>): Built => ({ ...built, modules: { './plugin': { ...plugin, ...changes } } });
const withExtension = (changes: Partial<typeof extension>): PluginManifest => ({ ...manifest, extensions: [{ ...extension, ...changes }, ...others] });

test('the manifest of the project agrees with such a build', () => assert.deepEqual(checkManifest(manifest, built), []));

describe('from the manifest to the build: one sentence that says what and where', () => {
  const wrong: [string, PluginManifest, Built, string][] = [
    ['a module that is not exposed', withExtension({ module: './sessions' }), built, 'extensions[0] (licenses-tab): module ./sessions is not exposed; exposed: ./plugin.'],
    ['an export that is none', withExtension({ export: 'show' }), built, 'extensions[0] (licenses-tab): ./plugin exports no function show; its functions: mount.'],
    ['an export of another name', manifest, withModule({ functions: [] }), 'extensions[0] (licenses-tab): ./plugin exports no function mount; its functions: nothing.'],
    ['a view that is none', withExtension({ view: 'sessions' }), built, `extensions[0] (licenses-tab): ./plugin has no view sessions; its views: ${views.join(', ')}.`],
    ['an entry that was not built', manifest, { ...built, files: ['federated/remoteEntry.js'] }, 'entry.module is ./plugin.js, but no such file was built.'],
    ['a door that was not built', manifest, { ...built, files: ['plugin.js'] }, 'entry.federation is ./federated/remoteEntry.js, but no such file was built.'],
    ['a container of another name', manifest, { ...built, remoteName: 'other' }, 'entry.remoteName is license_admin, but the container built is other.'],
    ['another version than the package', manifest, { ...built, version: '0.2.0' }, `version is ${manifest.version}, but package.json says 0.2.0.`],
    ['another version than the code', manifest, withModule({ version: '0.0.9' }), `version is ${manifest.version}, but ./plugin was built as 0.0.9.`],
    ['another host contract than the code', manifest, withModule({ hostApi: '^2.0.0' }), `hostApi is ${manifest.hostApi}, but ./plugin was built for ^2.0.0.`],
    ['an id used twice', { ...manifest, extensions: [extension, extension] }, built, 'extensions[1] (licenses-tab): another extension has this id.'],
  ];
  for (const [name, ours, theirs, sentence] of wrong) {
    test(name, () => assert.ok(checkManifest(ours, theirs).includes(`plugin-manifest.json: ${sentence}`), checkManifest(ours, theirs).join('\n')));
  }
});

describe('from the build to the manifest: nothing is exposed for nobody', () => {
  test('a view that no extension uses', () => {
    assert.deepEqual(checkManifest(manifest, withModule({ views: [...views, 'sessions'] })), [
      'plugin-manifest.json: the view sessions of ./plugin is used by no extension.',
    ]);
  });

  test('a module that no extension uses', () => {
    const more = { ...built, modules: { ...built.modules, './admin': { ...plugin, views: [] } } };
    assert.deepEqual(checkManifest(manifest, more), ['plugin-manifest.json: the exposed module ./admin is used by no extension.']);
  });
});
