import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(fileURLToPath(new URL('../..', import.meta.url)));

export interface Stage {
  readonly name: string;
  /** How many of the two cores it keeps busy; two stages of one core run side by side. */
  readonly cores: 1 | 2;
  /** After so long a command counts as hanging and is ended. */
  readonly seconds: number;
  /** A command for each file, as many at a time as it has cores. */
  readonly apart?: boolean;
  /** Stages whose failure makes this one pointless. */
  readonly needs?: readonly string[];
  /** Needs a browser, which is found once and handed down. */
  readonly browser?: boolean;
  /** What its commands find in their environment beside ours. */
  readonly env?: Readonly<Record<string, string>>;
  /** The tests it consists of; a stage without this is one check. */
  readonly files?: readonly string[];
  /** Arguments for Node. */
  command(files: readonly string[], options: Options): string[];
}

export interface Options {
  readonly only: readonly string[];
  readonly grep?: string;
  readonly file?: string;
  readonly long: boolean;
}

const tsx = ['--import', 'tsx'];

/** Far more than anything takes on a slow and busy machine: who takes longer hangs. */
const hanging = 600;

/** Journeys of Creatio's users alone. */
const onCreatioOnly = /\/creatio-[^/]*$/;

/** Journeys that are not made in Creatio, and why. Every other is made on both hosts. */
export const notOnCreatio: Readonly<Record<string, string>> = {
  'test/journeys/other-origin.test.ts': 'Creatio serves its packages itself: there is no other origin.',
  'test/journeys/sessions-rules.test.ts': 'No limit of sessions, no idle policy and no API client are the plugin’s to show there.',
  'test/journeys/sessions-live.test.ts': 'Sessions are asked for again after a while: nothing pushes a thousand changes a second.',
};

/** In the order in which they start. `rules` takes every `*.test.ts` that no other stage claims, so none is forgotten. */
export function stages({ long, file }: Options): Stage[] {
  const all = testFiles().filter((path) => file === undefined || path.includes(file));
  const inFolder = (folder: string) => all.filter((path) => path.endsWith('.test.ts') && path.startsWith(`test/${folder}/`));
  if (long) {
    return [nodeTests('long', all.filter((path) => path.endsWith('.long.ts')), { cores: 2, browser: true, seconds: 3_600 })];
  }
  const server = inFolder('mock-host');
  const contract = inFolder('contract');
  const output = inFolder('built-output');
  const journeys = inFolder('journeys');
  const claimed = new Set([...server, ...contract, ...output, ...journeys]);
  const rules = all.filter((path) => path.endsWith('.test.ts') && !claimed.has(path));
  const needs = ['build'];
  return [
    { name: 'lint', cores: 1, seconds: hanging, command: () => [...tsx, 'test/support/lint/run-lint.ts'] },
    { name: 'types', cores: 1, seconds: hanging, command: () => ['node_modules/typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.json'] },
    { name: 'templates', cores: 1, seconds: hanging, command: () => [...tsx, 'test/support/lint/run-templates.ts'] },
    { name: 'build', cores: 1, seconds: hanging, command: () => [...tsx, 'plugin-manifest/build-all.ts'] },
    nodeTests('rules', rules, { cores: 2, browser: true }),
    nodeTests('server', server, { cores: 2 }),
    nodeTests('contract', contract, { cores: 1 }),
    {
      name: 'elements',
      cores: 1,
      seconds: hanging,
      browser: true,
      files: all.filter((path) => path.endsWith('.wtr.ts')),
      command: (files) => [...tsx, 'node_modules/@web/test-runner/dist/bin.js', '--files', ...files],
    },
    nodeTests('built-output', output, { cores: 2, browser: true, needs }),
    nodeTests('journeys', journeys.filter((path) => !onCreatioOnly.test(path)), { cores: 2, browser: true, needs }),
    nodeTests('journeys-creatio', journeys.filter((path) => !(path in notOnCreatio)), { cores: 2, browser: true, needs, env: { JOURNEY_HOST: 'creatio' } }),
  ];
}

/** Tests that run in Node, each file in a process of its own. */
export function nodeTests(name: string, files: readonly string[], rest: Pick<Stage, 'cores' | 'needs' | 'browser' | 'env'> & { seconds?: number }): Stage {
  return {
    name,
    seconds: hanging,
    ...rest,
    files,
    apart: true,
    command: (chosen, { grep, long }) => [
      ...tsx,
      ...(!long && chosen.some(drawsByChance) ? ['--import', './test/support/same-seed.mjs'] : []),
      '--test-reporter=spec',
      '--test-reporter-destination=stdout',
      '--test-reporter=./test/support/count-reporter.mjs',
      '--test-reporter-destination=stderr',
      ...(grep === undefined ? [] : [`--test-name-pattern=${grep}`]),
      ...chosen,
    ],
  };
}

function drawsByChance(file: string): boolean {
  return existsSync(file) && readFileSync(file, 'utf8').includes('fast-check');
}

function testFiles(): string[] {
  const folder = join(root, 'test');
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => relative(root, join(folder, path)).split(sep).join('/'))
    .filter((path) => /\.(test|wtr|long)\.ts$/.test(path))
    .sort();
}
