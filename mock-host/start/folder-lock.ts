import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { link, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { StartError, systemCode } from './start-error.ts';

/**
 * Keeps a second mock host out of a data folder: the embedded database must not be opened twice.
 * The lock names the process that holds it, so one that was killed leaves nothing to clean up by hand.
 */
export interface FolderLock {
  release(): Promise<void>;
}

/** A live process holds the folder. */
export class FolderInUse extends StartError {}

/** Makes the folder if need be and locks it. Throws a `StartError` when it is in use or can't be written to. */
export async function lockFolder(dir: string, called = 'data folder', wayOut = 'choose another with --data'): Promise<FolderLock> {
  const path = join(dir, 'mock-host.lock');
  const mine = identity(process.pid);
  try {
    await makeFolder(resolve(dir));
    while (!(await create(path, mine))) {
      const holder = await readFile(path, 'utf8').catch(() => null);
      if (holder === null) continue;
      if (isAlive(holder, mine)) {
        throw new FolderInUse(
          `The ${called} ${resolve(dir)} is in use by another mock host (process ${parseInt(holder, 10)}); stop it or ${wayOut}.`,
        );
      }
      await takeAway(path, holder);
    }
  } catch (error) {
    if (error instanceof StartError || !systemCode(error)) throw error;
    throw new StartError(`The ${called} ${resolve(dir)} can't be written to (${systemCode(error)}); ${wayOut}.`);
  }
  return {
    async release() {
      if ((await readFile(path, 'utf8').catch(() => null)) === mine) await rm(path, { force: true });
    },
  };
}

/** Step by step, because Node's own recursion never ends where the system answers that a new folder's parent is missing, as `/proc` does. */
async function makeFolder(path: string): Promise<void> {
  const isFolder = await stat(path).then((found) => found.isDirectory(), () => false);
  if (isFolder) return;
  if (dirname(path) !== path) await makeFolder(dirname(path));
  await mkdir(path).catch((error: unknown) => {
    // Another start made it at the same moment; a file in its place is found out by the lock.
    if (systemCode(error) !== 'EEXIST') throw error;
  });
}

/** False when there is a lock already. The file appears together with its content, so nobody reads half a lock. */
async function create(path: string, content: string): Promise<boolean> {
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, content);
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Removes a lock whose holder is gone; one that somebody else has renewed meanwhile is put back. */
async function takeAway(path: string, stale: string): Promise<void> {
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return;
    throw error;
  }
  if ((await readFile(aside, 'utf8')) === stale) await rm(aside);
  else await rename(aside, path);
}

/** `pid start-time`: process numbers are used again, in containers after every restart; with the start time they are unique. */
function identity(pid: number): string {
  return `${pid} ${startTime(pid)}`;
}

/** When a process started, in ticks since boot; empty where the system does not tell. */
function startTime(pid: number): string {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return line.slice(line.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function isAlive(holder: string, mine: string): boolean {
  const pid = parseInt(holder, 10);
  if (!Number.isInteger(pid) || pid <= 0) return false;
  if (pid === process.pid) return holder === mine;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (systemCode(error) === 'ESRCH') return false;
  }
  return holder === identity(pid);
}
