import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { lockFolder } from '../../../mock-host/start/folder-lock.ts';
import { StartError } from '../../../mock-host/start/start-error.ts';

const base = mkdtempSync(join(tmpdir(), 'folder-lock-'));
after(() => rmSync(base, { recursive: true, force: true }));

/** A process that holds the lock of `dir` until it is killed. */
async function holder(dir: string) {
  const script = `import { lockFolder } from './mock-host/start/folder-lock.ts';
    await lockFolder(${JSON.stringify(dir)}); console.log('locked'); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  return child;
}

test('a folder is made, locked once, and free again after release', async () => {
  const dir = join(base, 'a', 'b');
  const lock = await lockFolder(dir);
  await lock.release();
  assert.deepEqual(readdirSync(dir), []);
  await (await lockFolder(dir)).release();
});

test('a folder that another process holds is refused with its number; once that is killed, it is taken over', async () => {
  const dir = join(base, 'held');
  const child = await holder(dir);
  await assert.rejects(lockFolder(dir), (error: unknown) => {
    assert.ok(error instanceof StartError);
    assert.equal(error.message, `The data folder ${dir} is in use by another mock host (process ${child.pid}); stop it or choose another with --data.`);
    return true;
  });
  child.kill('SIGKILL');
  await once(child, 'exit');
  const lock = await lockFolder(dir);
  assert.match(readFileSync(join(dir, 'mock-host.lock'), 'utf8'), new RegExp(`^${process.pid} `));
  await lock.release();
});

test('a lock of a process number that is used again by another program is taken over', { skip: process.platform !== 'linux' }, async () => {
  const dir = join(base, 'reused');
  await (await lockFolder(dir)).release();
  writeFileSync(join(dir, 'mock-host.lock'), `${process.ppid} 1`);
  await (await lockFolder(dir)).release();
});

test('a lock with nonsense in it does not lock anybody out', async () => {
  const dir = join(base, 'nonsense');
  await (await lockFolder(dir)).release();
  writeFileSync(join(dir, 'mock-host.lock'), 'hello');
  await (await lockFolder(dir)).release();
});

test('a folder that can not be made is one sentence', async () => {
  const file = join(base, 'file');
  writeFileSync(file, '');
  await assert.rejects(lockFolder(join(file, 'data')), (error: unknown) => {
    assert.ok(error instanceof StartError);
    assert.match(error.message, /^The data folder .*data can't be written to \(ENOTDIR\); choose another with --data\.$/);
    return true;
  });
});

test('a place where the system makes no folders is said at once', { skip: process.platform !== 'linux', timeout: 120_000 }, async () => {
  // In a child, because what hangs here hangs without giving a timer its turn.
  const script = `import { lockFolder } from './mock-host/start/folder-lock.ts';
    await lockFolder('/proc/none/data').catch((error) => console.log(error.message));`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'], timeout: 100_000 });
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  assert.match(said.toString(), /^The data folder \/proc\/none\/data can't be written to \(ENOENT\); choose another with --data\.$/m);
});

test('of many that want it at the same time exactly one gets it, also over a stale lock', async () => {
  const dir = join(base, 'many');
  await (await lockFolder(dir)).release();
  writeFileSync(join(dir, 'mock-host.lock'), '999999999 1');
  const children = await Promise.all(
    Array.from({ length: 4 }, async () => {
      const script = `import { lockFolder } from './mock-host/start/folder-lock.ts';
        await lockFolder(${JSON.stringify(dir)}).then(() => console.log('locked'), (error) => console.log(error.name)); setInterval(() => {}, 1000);`;
      const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
      const [said] = (await once(child.stdout, 'data')) as [Buffer];
      return { child, said: said.toString().trim() };
    }),
  );
  const said = children.map((one) => one.said).sort();
  for (const { child } of children) child.kill('SIGKILL');
  assert.deepEqual(said, ['StartError', 'StartError', 'StartError', 'locked']);
});
