import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { FolderInUse, type FolderLock, lockFolder } from './folder-lock.ts';
import { StartError } from './start-error.ts';

/** Something built from sources into a folder. Paths are relative to the repository. */
export interface BuildTarget {
  readonly name: string;
  /** Files and folders whose content decides the output. */
  readonly sources: readonly string[];
  readonly output: string;
  /** Program that builds it, ended with 0 when it did. A process of its own: nobody wants a bundler in a server's memory. */
  readonly script: string;
}

/** Everything the mock host serves. */
export const targets: readonly BuildTarget[] = [
  {
    name: 'plugin',
    sources: ['src', 'plugin-manifest', 'vite.config.ts', 'tsconfig.json', 'package.json', 'package-lock.json'],
    output: 'dist/plugin',
    script: 'plugin-manifest/build.ts',
  },
  {
    name: 'plugin for Creatio',
    sources: ['src', 'plugin-manifest', 'vite.config.ts', 'tsconfig.json', 'package.json', 'package-lock.json'],
    output: 'dist/creatio',
    script: 'plugin-manifest/build-creatio.ts',
  },
  {
    name: 'shell',
    sources: ['mock-host/shell', 'src/host/host-services.ts', 'tsconfig.json', 'package.json', 'package-lock.json'],
    output: 'dist/shell',
    script: 'mock-host/shell/build.ts',
  },
];

/**
 * Builds what is missing or no longer matches its sources. Contents are compared, not times, so that a fresh checkout,
 * an undone edit or an output that somebody else wrote is judged right.
 */
export async function buildWhenStale(root: string, log: (line: string) => void, wanted = targets): Promise<void> {
  for (const target of wanted) {
    if (await isFresh(root, target)) continue;
    // Two starts at once would write into each other's output: the second waits, and finds it done.
    const turn = await takeTurn(join(root, 'dist', '.building'), log);
    try {
      if (await isFresh(root, target)) continue;
      log(`Building the ${target.name} …`);
      await run(root, target);
      await noteBuilt(root, target);
    } finally {
      await turn.release();
    }
  }
}

/** Notes that a target has just been built from its sources as they are. */
export async function noteBuilt(root: string, target: BuildTarget): Promise<void> {
  await writeFile(stampPath(root, target), await stampOf(root, target));
}

async function isFresh(root: string, target: BuildTarget): Promise<boolean> {
  const stamp = await readFile(stampPath(root, target), 'utf8').catch(() => null);
  return stamp !== null && stamp === (await stampOf(root, target));
}

function stampPath(root: string, { name }: BuildTarget): string {
  return join(root, 'dist', `.${name}.stamp`);
}

async function stampOf(root: string, { sources, output }: BuildTarget): Promise<string> {
  return `${await digest(root, sources)}\n${await digest(root, [output])}\n`;
}

async function takeTurn(folder: string, log: (line: string) => void): Promise<FolderLock> {
  for (let waited = false; ; waited = true) {
    try {
      return await lockFolder(folder, 'build folder', 'serve what is built already with --no-build');
    } catch (error) {
      if (!(error instanceof FolderInUse)) throw error;
      if (!waited) log('Waiting for a build that another process is at …');
      await wait(200);
    }
  }
}

async function run(root: string, { name, script }: BuildTarget): Promise<void> {
  const builder = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), script], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const output: Buffer[] = [];
  builder.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  builder.stderr.on('data', (chunk: Buffer) => output.push(chunk));
  const code = await new Promise<number | null>((resolve, reject) => builder.once('error', reject).once('close', resolve));
  if (code === 0) return;
  throw new StartError(`The ${name} could not be built by ${script}; what it said follows.`, [Buffer.concat(output).toString('utf8').trim()]);
}

/** A digest of the names and contents of files and folders; those that are absent count as absent. */
async function digest(root: string, paths: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const path of paths) {
    for (const file of await filesBelow(join(root, path))) {
      const content = await readFile(file);
      hash.update(`${relative(root, file).split(sep).join('/')} ${content.length}\n`).update(content);
    }
  }
  return hash.digest('hex');
}

async function filesBelow(path: string): Promise<string[]> {
  if (!existsSync(path)) return [];
  const entries = await readdir(path, { withFileTypes: true, recursive: true }).catch(() => null);
  if (entries === null) return [path];
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
