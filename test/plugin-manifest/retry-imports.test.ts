import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { parseAst } from 'vite';
import { retryImports } from '../../plugin-manifest/retry-imports.ts';

test('an import that failed is asked for at another address, from then on', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'retry-'));
  try {
    // A module that can't be run until the test says so, and tells its address.
    await writeFile(join(folder, 'view.mjs'), 'if (!globalThis.viewIsThere) throw new Error("not yet"); export const query = new URL(import.meta.url).search;');
    await writeFile(join(folder, 'entry.mjs'), retryImports('export const load = async () => (await import("./view.mjs")).query;', parseAst));
    const { load } = (await import(pathToFileURL(join(folder, 'entry.mjs')).href)) as { load(): Promise<string> };
    await assert.rejects(load(), /not yet/);
    await assert.rejects(load(), /not yet/);
    Object.assign(globalThis, { viewIsThere: true });
    assert.equal(await load(), '?2');
    assert.equal(await load(), '?2');
  } finally {
    Reflect.deleteProperty(globalThis, 'viewIsThere');
    await rm(folder, { recursive: true });
  }
});

test('an import that a host’s bundler has led elsewhere is asked for there again', async () => {
  const code = retryImports('export const load = () => import("./view.js");', parseAst).replace('import("./view.js")', 'globalThis.loadChunk()');
  // A bundler's own loader tries a chunk again, as webpack's does; the file next to the bundle is not there.
  let calls = 0;
  Object.assign(globalThis, { loadChunk: async () => (++calls < 2 ? Promise.reject(new Error('503')) : 'the view') });
  try {
    const folder = await mkdtemp(join(tmpdir(), 'retry-'));
    await writeFile(join(folder, 'entry.mjs'), code);
    const { load } = (await import(pathToFileURL(join(folder, 'entry.mjs')).href)) as { load(): Promise<string> };
    await rm(folder, { recursive: true });
    await assert.rejects(load(), /503/);
    assert.equal(await load(), 'the view');
  } finally {
    Reflect.deleteProperty(globalThis, 'loadChunk');
  }
});

test('the first attempt stays an import that bundlers understand; packages are left alone', () => {
  const changed = retryImports('import("./a.js"); import("lit"); import(b);', parseAst);
  assert.match(changed, /\$again\(\(\) => import\("\.\/a\.js"\), "\.\/a\.js"\); import\("lit"\); import\(b\);$/);
});

test('code without such imports stays as it is', () => assert.equal(retryImports('import a from "./a.js";', parseAst), 'import a from "./a.js";'));
