import assert from 'node:assert/strict';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { creatioBudgets } from '../../plugin-manifest/budgets.ts';
import { buildCreatio, isUmd } from '../../plugin-manifest/build-creatio.ts';

test('a build for Creatio over budget fails with all that is wrong and changes nothing', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'creatio-'));
  await writeFile(join(folder, 'remoteModuleEntry.js'), 'the last good build');
  const limits = { entry: 100, views: { ...creatioBudgets.views, 'licenses-tab': 1_000 } };
  await assert.rejects(buildCreatio({ outDir: folder, limits }), (error: Error) => {
    const [entry, view, ...more] = error.message.split('\n');
    assert.match(entry!, /^Over budget in Creatio: the entry: 0\.\d\d of 0\.1 kB brotli \(remoteModuleEntry\.js 0\.\d\d\)$/);
    assert.match(view!, /^Over budget in Creatio: the view licenses-tab: \d+\.\d\d of 1 kB brotli \((?:[\w/-]+\.js \d+\.\d\d(?:, |\)$))+/);
    assert.deepEqual(more, []);
    return true;
  });
  assert.deepEqual(await readdir(folder), ['remoteModuleEntry.js']);
  assert.equal(await readFile(join(folder, 'remoteModuleEntry.js'), 'utf8'), 'the last good build');
  await rm(folder, { recursive: true });
});

test('what calls the page’s RequireJS is told from what defines an element', () => {
  for (const code of [
    'typeof define=="function"&&define.amd?define(["exports"],f):f({})',
    'if("function"==typeof define&&define.amd)define(f)',
    'define("name",[],()=>1)',
    "define(['a'], function (a) {})",
    'define(function(){})',
    'define(e=>e)',
  ]) assert.ok(isUmd(code), code);
  for (const code of ['customElements.define("a-b",class extends HTMLElement{})', 'function define(e,t){}define(t,n)', 'const redefine=1;redefine("x",[])', 'e.define(["x"])']) {
    assert.ok(!isUmd(code), code);
  }
});
