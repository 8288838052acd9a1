import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { kinds } from '../../src/creatio/element-kinds.ts';
import { packageVersion, root } from '../../vite.config.ts';
import { replaceFolder } from '../replace-folder.ts';
import { type Element, checkSchemas } from './check-schemas.ts';
import { pack } from './pack.ts';
import { packageFiles, schemasOf } from './package-files.ts';
import { zip } from './zip.ts';

export interface PackageOptions {
  /** The door as built; default `dist/creatio`. */
  readonly remote?: string;
  /** Default `dist/creatio-package`. Replaced as a whole, and only when everything is in order. */
  readonly outDir?: string;
  readonly version?: string;
  /** What the door registers. */
  readonly elements?: readonly Element[];
}

/**
 * Writes the packages for Creatio, as folders and as one archive that its installer takes. The same sources make the same
 * bytes, whenever and wherever.
 * @returns paths of what was written
 * @throws Error whose message says what is wrong
 */
export async function buildCreatioPackage({ remote = 'dist/creatio', outDir = 'dist/creatio-package', version = packageVersion, elements = kinds }: PackageOptions = {}): Promise<string[]> {
  const problems = checkSchemas(new Map(Object.values(schemasOf(elements)).flat().map(({ name, source }) => [name, source])), elements);
  if (problems.length) throw new Error(problems.join('\n'));
  const files = await filesBelow(resolve(root, remote));
  if (!files.has('remoteModuleEntry.js')) throw new Error(`${remote} has no remoteModuleEntry.js: npm run build makes it.`);
  const packages = packageFiles({ version, elements, remote: files });

  const target = resolve(root, outDir);
  const archive = `UsrLicenseAdmin-${version}.zip`;
  await replaceFolder(target, async (work) => {
    for (const [name, content] of packages) for (const [path, bytes] of content) await writeBelow(join(work, name, path), bytes);
    await writeBelow(join(work, archive), zip(new Map([...packages].map(([name, content]) => [`${name}.gz`, pack(content)]))));
  });
  return [...packages.keys(), archive].map((name) => join(target, name));
}

async function filesBelow(folder: string): Promise<Map<string, Uint8Array>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(await Promise.all(paths.map(async (path): Promise<[string, Uint8Array]> => [relative(folder, path).split(sep).join('/'), await readFile(path)])));
}

async function writeBelow(path: string, content: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { buildWhenStale, targets } = await import('../../mock-host/start/fresh-build.ts');
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  await buildWhenStale(root, say, targets.filter(({ output }) => output === 'dist/creatio'))
    .then(() => buildCreatioPackage())
    .then((paths) => paths.forEach(say))
    .catch((error: Error) => {
      process.stderr.write(`The package for Creatio was not made.\n${error.message}\n`);
      process.exitCode = 1;
    });
}
