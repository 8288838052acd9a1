import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { unmirrored } from './mirror.ts';

function project(t: { after(fn: () => void): void }, files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'lic-mirror-'));
  t.after(() => rmSync(folder, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

test('a source file without a test of its name is named', (t) => {
  const folder = project(t, { 'src/a/b.ts': 'export const b = 1;', 'src/a/c.ts': 'export const c = 1;', 'test/a/c.wtr.ts': '' });
  assert.deepEqual(unmirrored(folder, {}).map((line) => line.split(' ')[0]), ['src/a/b.ts']);
});

test('types and styles need no test', (t) => {
  const folder = project(t, {
    'src/types.ts': "import type {B} from './b.ts';\n/** Why. */\nexport interface A {readonly b: B}\nexport type {B} from './b.ts';",
    'src/b.styles.ts': "import {css} from 'lit'; export const styles = css``;",
  });
  assert.deepEqual(unmirrored(folder, {}), []);
});

test('an excused file needs none, and an excuse for what is gone is named', (t) => {
  const folder = project(t, { 'src/b.ts': 'export const b = 1;', 'test/all.test.ts': '' });
  assert.deepEqual(unmirrored(folder, { 'src/b.ts': 'test/all.test.ts' }), []);
  assert.equal(unmirrored(folder, { 'src/b.ts': 'test/gone.test.ts' }).length, 1);
  assert.equal(unmirrored(folder, { 'src/b.ts': 'only numbers', 'src/gone.ts': 'only numbers' }).length, 1);
});
