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

test('the first attempt stays an import that bundlers understand; packages are left alone', () => {
  const changed = retryImports('import("./a.js"); import("lit"); import(b);', parseAst);
  assert.match(changed, /\$again\(\(\) => import\("\.\/a\.js"\), "\.\/a\.js"\); import\("lit"\); import\(b\);$/);
});

test('code without such imports stays as it is', () => assert.equal(retryImports('import a from "./a.js";', parseAst), 'import a from "./a.js";'));
