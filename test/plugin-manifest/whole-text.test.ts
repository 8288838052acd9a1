import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Rolldown, build } from 'vite';
import { textPath } from '../../plugin-manifest/whole-text.ts';
import { plainBuild } from '../../vite.config.ts';

test('each language of a view is one file that imports nothing, with the words that other views say as well', async () => {
  const config = plainBuild({ small: false });
  const [result] = (await build({ ...config, build: { ...config.build, write: false } })) as Rolldown.RolldownOutput[];
  const texts = result!.output.filter((output) => output.type === 'chunk' && output.fileName.startsWith('text/')) as Rolldown.OutputChunk[];
  const names = ['grant-recall', 'licenses-tab', 'session-manager'].flatMap((view) => ['ar', 'de', 'en', 'uk'].map((language) => `text/${view}/${language}.js`));
  assert.deepEqual(texts.map(({ fileName }) => fileName).sort(), [...names, 'text/pseudo.js'].sort());
  for (const { fileName, code, imports } of texts) {
    assert.deepEqual(imports, [], fileName);
    // Once, however many files a view's words are put together from.
    if (fileName.endsWith('/de.js')) assert.equal(code.match(/Der Server hat zu lange/g)?.length, 1, fileName);
  }
});

test('a file of words is known by where it lies', () => {
  assert.equal(textPath('/x/src/text/licenses-tab/de.ts'), 'text/licenses-tab/de');
  assert.equal(textPath('/x/src/text/pseudo.ts'), 'text/pseudo');
  for (const other of ['/x/src/text/format.ts', '/x/src/view-licenses-tab.ts', null]) assert.equal(textPath(other), undefined);
});
