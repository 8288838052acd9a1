import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { emitTypes } from '../../plugin-manifest/emit-types.ts';

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'types-'));
});
after(() => rm(folder, { recursive: true }));

async function write(files: Record<string, string>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

test('the entry, and of our files only those that its types mention', async () => {
  await write({
    'entry.ts': "import { make } from './inner/make.ts'; import type { A } from './inner/a.ts'; export type { B } from './b.ts'; /** Says from 'x'. */ export const go: (a: A) => void = make();",
    'inner/make.ts': "import 'lit'; export const make = () => () => {};",
    'inner/a.ts': "import type { B } from '../b.ts'; export interface A { readonly b: B }",
    'b.ts': 'export type B = 1;',
  });
  const types = emitTypes(folder, 'entry.ts');
  assert.deepEqual([...types.keys()].sort(), ['b.d.ts', 'entry.d.ts', 'inner/a.d.ts']);
  assert.match(types.get('entry.d.ts')!, /from '\.\/inner\/a\.js'/);
  assert.match(types.get('entry.d.ts')!, /\/\*\* Says from 'x'\. \*\//);
  assert.match(types.get('inner/a.d.ts')!, /from '\.\.\/b\.js'/);
});

test('a type of a package is refused: hosts do not have it', async () => {
  await write({ 'leaky.ts': "import type { LitElement } from 'lit'; export type Element = LitElement;" });
  assert.throws(() => emitTypes(folder, 'leaky.ts'), /leaky\.ts mention the package lit, which hosts do not have/);
});

test('a type that would have to be inferred is refused', async () => {
  await write({ 'lazy.ts': 'export const lazy = Math.random().toString();' });
  assert.throws(() => emitTypes(folder, 'lazy.ts'), /The public types in lazy\.ts: .*annotation/);
});
