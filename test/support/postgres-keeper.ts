/** Runs as a process of its own (see postgres.ts): starts PostgreSQL, reports its address, ends it when the parent goes. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { chmod, chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from './free-port.ts';
import { account, postgresPrograms, type Account } from './postgres-programs.ts';
import type { KeeperMessage } from './postgres.ts';

const run = promisify(execFile);
let folder: string | undefined;
let server: ChildProcess | undefined;

// The channel closes when the parent stops us, ends, crashes or is killed: one event for all four.
process.once('disconnect', () => void end(0));
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, () => void end(0));

try {
  report({ url: await start() });
} catch (error) {
  report({ failed: error instanceof Error ? error.message : String(error) });
  await end(1);
}

function report(message: KeeperMessage): void {
  if (process.connected) process.send?.(message);
}

async function start(): Promise<string> {
  const programs = await postgresPrograms();
  const owner = await account();
  folder = await mkdtemp(join(tmpdir(), 'lic-postgres-'));
  await chmod(folder, 0o700);
  if (owner.uid !== undefined && owner.gid !== undefined) await chown(folder, owner.uid, owner.gid);
  const data = join(folder, 'data');
  // The built-in provider knows upper and lower case of every script, whatever locales the machine has.
  const flags = ['--auth=trust', '--username=postgres', '--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--no-sync'];
  await run(programs.initdb, [`--pgdata=${data}`, ...flags], { ...owner, cwd: folder });

  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const said = await serve(programs.postgres, data, port, owner);
    if (said === 'ready') return `postgres://postgres@127.0.0.1:${port}/postgres`;
    if (attempt === 5) throw new Error(`PostgreSQL did not start: ${said}`);
  }
}

/** Durability against a power cut is off: a killed process loses nothing by it, and tests run faster. */
async function serve(program: string, data: string, port: number, owner: Account): Promise<string> {
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=300',
    'fsync=off',
    'full_page_writes=off',
    'timezone=UTC',
  ];
  const child = spawn(program, ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])], {
    ...owner,
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  server = child;
  return new Promise((resolve) => {
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      said = (said + chunk).slice(-2_000);
      if (said.includes('ready to accept connections')) resolve('ready');
    });
    child.once('error', (error) => resolve(error.message));
    child.once('close', () => resolve(said));
  });
}

async function end(code: number): Promise<void> {
  const child = server;
  if (child && child.exitCode === null && child.signalCode === null) {
    const gone = new Promise((resolve) => child.once('close', resolve));
    child.kill('SIGQUIT'); // ends at once, without a checkpoint for data nobody will read again
    const hard = setTimeout(() => child.kill('SIGKILL'), 30_000);
    await gone;
    clearTimeout(hard);
  }
  if (folder) await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  process.exit(code);
}
