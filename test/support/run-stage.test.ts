import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { runStage, type Result } from './run-stage.ts';
import { nodeTests, type Stage } from './stages.ts';

let folder = '';
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lic-stage-'));
  await writeFile(join(folder, 'package.json'), '{"type": "module"}');
});
after(() => rm(folder, { recursive: true, force: true }));

const start = "import {test, describe, before} from 'node:test';\n";
const options = { only: [], long: false };
/** By a clock that stays real. */
const pause = promisify(setTimeout);

async function count(files: Record<string, string>, more: Pick<Stage, 'cores'> & { seconds?: number } = { cores: 2 }): Promise<Result> {
  const paths: string[] = [];
  for (const [name, code] of Object.entries(files)) {
    const path = join(folder, name);
    await writeFile(path, start + code);
    paths.push(path);
  }
  return runStage(nodeTests('sample', paths, more), options);
}

/** The same, of files that hang: their time is over once each of some marks is made, however long that takes. */
async function countHanging(t: TestContext, files: Record<string, string>, marks: readonly string[], cores: Stage['cores']): Promise<Result> {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const counting = count(files, { cores, seconds: 3 });
  while (!marks.every((name) => existsSync(join(folder, name)))) await pause(10);
  t.mock.timers.tick(3_000);
  return counting;
}

/** Code that marks in the folder how far it has come. */
const mark = (name: string): string => `writeFileSync(${JSON.stringify(join(folder, name))}, '')`;

function counts({ passed, failed, skipped }: Result) {
  return { passed, failed, skipped };
}

test('tests are counted, suites are not', async () => {
  const result = await count({
    'a.test.ts': "describe('suite', () => { test('one', () => {}); test('two', () => {}); test.skip('three', () => {}); });",
    'b.test.ts': "test('four', () => { throw new Error('four is wrong'); });",
  });
  assert.deepEqual(counts(result), { passed: 2, failed: 1, skipped: 1 });
  assert.match(result.output, /four is wrong/);
});

test('a file that cannot be loaded has failed once', async () => {
  assert.deepEqual(counts(await count({ 'c.test.ts': "throw new Error('at load');" })), { passed: 0, failed: 1, skipped: 0 });
  assert.deepEqual(counts(await count({ 'd.test.ts': 'const = broken' })), { passed: 0, failed: 1, skipped: 0 });
});

test('a file that dies after a test that passed has failed', async () => {
  const result = await count({ 'e.test.ts': "test('one', () => {}); test('two', () => { process.kill(process.pid, 'SIGKILL'); return new Promise(() => {}); });" });
  assert.ok(result.failed >= 1, JSON.stringify(counts(result)));
});

test('a failing hook fails, though its tests never ran', async () => {
  const result = await count({ 'f.test.ts': "describe('suite', () => { before(() => { throw new Error('no'); }); test('one', () => {}); });" });
  assert.ok(result.failed >= 1, JSON.stringify(counts(result)));
});

test('a file without tests has failed', async () => {
  const result = await count({ 'g.test.ts': '' });
  assert.deepEqual(counts(result), { passed: 0, failed: 1, skipped: 0 });
  assert.match(result.output, /g\.test\.ts reported no test/);
});

test('a file that ends its process early has failed, whatever its exit code says', async () => {
  const result = await count({ 'k.test.ts': "test('one', () => {}); test('two', () => process.exit(0)); test('three', () => {});" });
  assert.equal(result.failed, 1);
  assert.match(result.output, /k\.test\.ts (reported no test|ended before its tests did)/);
});

test('a hanging file is ended and named; the others count', async (t) => {
  const hanging = `import {writeFileSync} from 'node:fs';\n${mark('hanging')}; for (;;);`;
  // One after the other: when the second has begun, the first is counted.
  const result = await countHanging(t, { 'h.test.ts': "test('ok', () => {});", 'i.test.ts': hanging }, ['hanging'], 1);
  assert.deepEqual(counts(result), { passed: 1, failed: 1, skipped: 0 });
  assert.match(result.output, /i\.test\.ts took longer than 3 seconds and was ended/);
});

test('a file whose test never answers, or leaves something open, is ended with all it started', async (t) => {
  // What is left running has our output open: were it not ended, the stage would wait for it.
  const leave = "import {spawn} from 'node:child_process';\nimport {existsSync, writeFileSync} from 'node:fs';\ntest('ok', () => { spawn('sleep', ['3600'], {stdio: 'inherit'}); });\n";
  const open = (name: string): string => `${leave} setInterval(() => { if (existsSync(process.env.COUNTS_FILE)) ${mark(name)}; }, 10);`;
  const files = { 'j.test.ts': open('open'), 'l.test.ts': `${open('never')} test('never', () => new Promise(() => {}));` };
  const result = await countHanging(t, files, ['open', 'never'], 2);
  assert.deepEqual(counts(result), { passed: 2, failed: 2, skipped: 0 });
});

test('a check counts by its exit code, an empty stage as nothing, one whose need broke as failed', async () => {
  const check = (code: string): Stage => ({ name: 'check', cores: 1, seconds: 300, command: () => ['-e', code] });
  assert.deepEqual(counts(await runStage(check('0'), options)), { passed: 1, failed: 0, skipped: 0 });
  assert.deepEqual(counts(await runStage(check('process.exit(3)'), options)), { passed: 0, failed: 1, skipped: 0 });
  assert.equal((await runStage(nodeTests('none', [], { cores: 1 }), options)).note, 'no test files');
  const skipped = await runStage(nodeTests('later', ['a', 'b'], { cores: 1 }), options, 'build');
  assert.deepEqual([skipped.failed, skipped.note], [2, 'not run, because build failed']);
});

test('what is drawn by chance is the same each time, but not in long runs', async () => {
  const draw = `import fc from ${JSON.stringify(import.meta.resolve('fast-check'))};\nimport {appendFileSync} from 'node:fs';\n`;
  const path = join(folder, 'n.test.ts');
  const drawn = join(folder, 'drawn');
  await writeFile(path, `${start}${draw}test('one', () => appendFileSync(${JSON.stringify(drawn)}, fc.sample(fc.nat(), 9).join() + '\\n'));`);
  for (const long of [false, false, true, true]) await runStage(nodeTests('sample', [path], { cores: 1 }), { ...options, long });
  const [first, second, third, fourth] = (await readFile(drawn, 'utf8')).split('\n');
  assert.equal(second, first);
  assert.equal(new Set([first, third, fourth]).size, 3);
});

test('what a stage puts into the environment is there in each of its files', async () => {
  const path = join(folder, 'm.test.ts');
  await writeFile(path, `${start}test('one', () => { if (process.env.JOURNEY_HOST !== 'creatio') throw new Error('no host'); });`);
  const result = await runStage(nodeTests('sample', [path], { cores: 1, env: { JOURNEY_HOST: 'creatio' } }), options);
  assert.deepEqual(counts(result), { passed: 1, failed: 0, skipped: 0 });
});
