import assert from 'node:assert/strict';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { budgets } from '../../plugin-manifest/budgets.ts';
import { buildPlugin } from '../../plugin-manifest/build.ts';
import { root } from '../../vite.config.ts';

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'build-'));
  await writeFile(join(folder, 'plugin.js'), 'the last good build');
});
after(() => rm(folder, { recursive: true, force: true }));

const unchanged = async (): Promise<void> => {
  assert.deepEqual(await readdir(folder), ['plugin.js']);
  assert.equal(await readFile(join(folder, 'plugin.js'), 'utf8'), 'the last good build');
};

test('a build over budget, or one that its manifest does not know, fails with all that is wrong and changes nothing', async () => {
  const manifest = JSON.parse(await readFile(join(root, 'plugin-manifest/plugin-manifest.json'), 'utf8')) as { extensions: object[] };
  const other = JSON.stringify({ ...manifest, extensions: [{ ...manifest.extensions[0], view: 'sessions' }] });
  await assert.rejects(buildPlugin({ outDir: folder, manifest: other, limits: { ...budgets, entry: 100, views: { ...budgets.views, 'licenses-tab': 1_000 } } }), (error: Error) => {
    const problems = error.message.split('\n');
    const views = ['licenses-tab', 'session-manager', 'grant-recall', 'selection-basket', 'license-list', 'batches'];
    assert.deepEqual(problems.slice(0, -2), [
      `plugin-manifest.json: extensions[0] (licenses-tab): ./plugin has no view sessions; its views: ${views.join(', ')}.`,
      ...views.map((view) => `plugin-manifest.json: the view ${view} of ./plugin is used by no extension.`),
    ]);
    assert.match(problems.at(-2)!, /^Over budget: the entry: \d\.\d\d of 0\.1 kB brotli \(plugin\.js \d\.\d\d\)$/);
    assert.match(problems.at(-1)!, /^Over budget: the view licenses-tab: \d+\.\d\d of 1 kB brotli \((?:[\w/-]+\.js \d+\.\d\d(?:, |\)$))+/);
    return true;
  });
  await unchanged();
});

test('a manifest that is not in order fails before anything is built', async () => {
  await assert.rejects(buildPlugin({ outDir: folder, manifest: '{}' }), /plugin-manifest\.json is not in order:\n {2}id: /);
  await unchanged();
});
