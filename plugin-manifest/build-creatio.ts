import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Rolldown, build } from 'vite';
import { packageVersion, plainBuild, root } from '../vite.config.ts';
import { describeLoad, creatioBudgets, measure } from './budgets.ts';
import { replaceFolder } from './replace-folder.ts';

export interface CreatioBuildOptions {
  /** Default: of package.json. Another one is for tests of two versions side by side. */
  readonly version?: string;
  /** Default: `dist/creatio`. Replaced as a whole, and only when everything is in order. */
  readonly outDir?: string;
  readonly limits?: typeof creatioBudgets;
  readonly log?: (line: string) => void;
}

/**
 * Builds what Creatio loads: plain ES modules, whose entry is the container that its loader wants.
 * @throws Error whose message says what is over its budget, or what would trouble the page
 */
export async function buildCreatio({ version = packageVersion, outDir = 'dist/creatio', limits = creatioBudgets, log = () => {} }: CreatioBuildOptions = {}): Promise<void> {
  await replaceFolder(resolve(root, outDir), async (work) => {
    const [result] = (await build(plainBuild({ version, outDir: work, entry: ['src/creatio.ts', 'remoteModuleEntry'] }))) as Rolldown.RolldownOutput[];
    const chunks = result!.output.filter((output) => output.type === 'chunk');
    const loads = measure(chunks, limits);
    for (const load of loads) log(`In Creatio, ${describeLoad(load)}`);
    const problems = [
      ...chunks.filter(({ code }) => isUmd(code)).map(({ fileName }) => `${fileName} calls define(): the page's RequireJS would take it for a module of its own.`),
      ...loads.filter(({ total, budget }) => total > budget).map((load) => `Over budget in Creatio: ${describeLoad(load)}`),
    ];
    if (problems.length) throw new Error(problems.join('\n'));
  });
}

/** Whether a script looks for a loader of AMD modules, or would call it. */
export const isUmd = (code: string): boolean => /\bdefine\.amd\b|\btypeof define\b|(?<![\w$.])define\(\s*(?:\[|["'`]|function|\(\)|\w+\s*=>)/.test(code);

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await buildCreatio({ log: (line) => void process.stdout.write(`${line}\n`) }).catch((error: Error) => {
    process.stderr.write(`What Creatio loads was not built.\n${error.message}\n`);
    process.exitCode = 1;
  });
}
