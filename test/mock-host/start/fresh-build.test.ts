import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { buildWhenStale, noteBuilt, targets } from '../../../mock-host/start/fresh-build.ts';
import { StartError } from '../../../mock-host/start/start-error.ts';

const base = mkdtempSync(join(tmpdir(), 'fresh-build-'));
after(() => rmSync(base, { recursive: true, force: true }));

const target = { name: 'thing', sources: ['src', 'one.json'], output: 'dist/thing', script: 'build.js' };
let root = '';
let runs = 0;

beforeEach(() => {
  root = join(base, String(++runs));
  mkdirSync(join(root, 'src', 'deep'), { recursive: true });
  writeFileSync(join(root, 'src', 'deep', 'a.ts'), 'a');
  writeFileSync(join(root, 'one.json'), '{}');
  writeFileSync(
    join(root, 'build.js'),
    `const fs = require('fs'); fs.mkdirSync('dist/thing', { recursive: true });
     fs.copyFileSync('src/deep/a.ts', 'dist/thing/out.js'); if (fs.existsSync('broken')) { console.error('line 3: no'); process.exit(1); }`,
  );
});

/** Which targets a start would build. */
async function build(): Promise<string[]> {
  const log: string[] = [];
  await buildWhenStale(root, (line) => log.push(line), [target]);
  return log;
}
const built = ['Building the thing …'];

test('what is missing is built, and nothing is built twice', async () => {
  assert.deepEqual(await build(), built);
  assert.deepEqual(await build(), []);
});

test('a touched source is not a changed one; a changed, added or removed one is', async () => {
  await build();
  utimesSync(join(root, 'src', 'deep', 'a.ts'), new Date(), new Date());
  assert.deepEqual(await build(), []);
  writeFileSync(join(root, 'src', 'deep', 'a.ts'), 'b');
  assert.deepEqual(await build(), built);
  writeFileSync(join(root, 'src', 'more.ts'), '');
  assert.deepEqual(await build(), built);
  rmSync(join(root, 'one.json'));
  assert.deepEqual(await build(), built);
  assert.deepEqual(await build(), []);
});

test('an output that is gone or that somebody else wrote is built again', async () => {
  await build();
  writeFileSync(join(root, 'dist', 'thing', 'out.js'), 'from a watch build');
  assert.deepEqual(await build(), built);
  rmSync(join(root, 'dist'), { recursive: true });
  assert.deepEqual(await build(), built);
});

test('what somebody has built and noted is not built again', async () => {
  await build();
  writeFileSync(join(root, 'src', 'deep', 'a.ts'), 'b');
  writeFileSync(join(root, 'dist', 'thing', 'out.js'), 'b');
  await noteBuilt(root, target);
  assert.deepEqual(await build(), []);
});

test('of two starts at once one builds, and the other waits for it', async () => {
  const logs = await Promise.all([build(), build()]);
  assert.deepEqual(logs.flat().filter((line) => line.startsWith('Building')), built);
});

test('a build that fails says what the builder said, and is tried again', async () => {
  writeFileSync(join(root, 'broken'), '');
  await assert.rejects(build(), (error: unknown) => {
    assert.ok(error instanceof StartError);
    assert.equal(error.message, 'The thing could not be built by build.js; what it said follows.');
    assert.deepEqual(error.details, ['line 3: no']);
    return true;
  });
  rmSync(join(root, 'broken'));
  assert.deepEqual(await build(), built);
});

test('the mock host builds plugin and shell, and the plugin as Creatio loads it', () => {
  assert.deepEqual(targets.map(({ output }) => output), ['dist/plugin', 'dist/creatio', 'dist/shell']);
});

test('a build folder that can not be written to is one sentence that does not speak of data', async () => {
  writeFileSync(join(root, 'dist'), '');
  await assert.rejects(build(), (error: unknown) => {
    assert.ok(error instanceof StartError);
    assert.equal(error.message, `The build folder ${join(root, 'dist', '.building')} can't be written to (ENOTDIR); serve what is built already with --no-build.`);
    return true;
  });
});
