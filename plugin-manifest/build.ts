import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Rolldown, build } from 'vite';
import { packageVersion, plainBuild, root } from '../vite.config.ts';
import { type Chunk, budgets, describeLoad, measure } from './budgets.ts';
import { type Built, type ExposedModule, checkManifest } from './check-manifest.ts';
import { emitTypes } from './emit-types.ts';
import { exposed, federatedDoor } from './federation.ts';
import { measureGrid } from './measure-grid.ts';
import { type PluginManifest, manifestJsonSchema, parseManifest } from './manifest-schema.ts';
import { replaceFolder } from './replace-folder.ts';

export interface BuildOptions {
  /** Default: of package.json. Another one is for tests of two versions side by side. */
  readonly version?: string;
  /** Default: `dist/plugin`. Replaced as a whole, and only when everything is in order. */
  readonly outDir?: string;
  /** Default: the project's manifest, as JSON. */
  readonly manifest?: string;
  readonly limits?: typeof budgets;
  readonly log?: (line: string) => void;
}

/**
 * Builds what ships: the plain ES modules, the federated door to them, types, manifest and its schema.
 * @throws Error whose message says what is wrong: a budget exceeded, or a manifest that disagrees with what was built
 */
export async function buildPlugin({ outDir = 'dist/plugin', ...options }: BuildOptions = {}): Promise<void> {
  await replaceFolder(resolve(root, outDir), (work) => write(work, options));
}

async function write(work: string, { version = packageVersion, limits = budgets, log = () => {}, ...options }: BuildOptions): Promise<void> {
  const source = parseManifest(options.manifest ?? (await readFile(join(root, 'plugin-manifest/plugin-manifest.json'), 'utf8')));
  const manifest: PluginManifest = version === packageVersion ? source : { ...source, version };

  const chunks = await buildPlain(work, version);
  await build(federatedDoor(root, manifest.entry.remoteName, join(work, 'federated')));
  // The bundler's own records; the federation manifest is what hosts read.
  for (const name of ['.vite', 'mf-stats.json']) await rm(join(work, 'federated', name), { recursive: true, force: true });
  for (const [path, text] of emitTypes(join(root, 'src'), 'plugin.ts')) await writeBelow(join(work, 'types', path), text);
  await writeBelow(join(work, 'plugin-manifest.json'), json(manifest));
  await writeBelow(join(work, 'plugin-manifest.schema.json'), json(manifestJsonSchema()));

  const loads = [...measure(chunks, limits), ...(await measureGrid(limits.grid))];
  for (const load of loads) log(describeLoad(load));
  const problems = [
    ...checkManifest(manifest, await inspect(work, version)),
    ...loads.filter(({ total, budget }) => total > budget).map((load) => `Over budget: ${describeLoad(load)}`),
  ];
  if (problems.length) throw new Error(problems.join('\n'));
}

async function buildPlain(outDir: string, version: string): Promise<Chunk[]> {
  const [result] = (await build(plainBuild({ version, outDir }))) as Rolldown.RolldownOutput[];
  return result!.output.filter((output) => output.type === 'chunk');
}

/** Looks at a build from outside, as a host would: by its files, and by importing what it exposes. */
async function inspect(folder: string, version: string): Promise<Built> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
  const container = JSON.parse(await readFile(join(folder, 'federated/mf-manifest.json'), 'utf8')) as {
    readonly name: string;
    readonly exposes: readonly { readonly path: string }[];
  };
  const modules: Record<string, ExposedModule> = {};
  for (const { path } of container.exposes) {
    const exports = (await import(pathToFileURL(join(folder, exposed[path]!.file)).href)) as Record<string, unknown>;
    modules[path] = {
      functions: Object.keys(exports).filter((name) => typeof exports[name] === 'function'),
      version: String(exports['version']),
      hostApi: String(exports['hostApi']),
      views: exports['views'] as string[],
    };
  }
  return { version, files, remoteName: container.name, modules };
}

async function writeBelow(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await buildPlugin({ log: (line) => void process.stdout.write(`${line}\n`) }).catch((error: Error) => {
    process.stderr.write(`The plugin was not built.\n${error.message}\n`);
    process.exitCode = 1;
  });
}
