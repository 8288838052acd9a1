/** What `npm test` and `npm run test:long` run. The last line is always `N passed, N failed`. */
import { parseArgs } from 'node:util';
import { endAll } from './command.ts';
import { findBrowser } from './browser.ts';
import { runStage, type Result } from './run-stage.ts';
import { root, stages, type Options, type Stage } from './stages.ts';

const usage = `npm test -- [--only stage,stage] [--file part-of-path] [--grep part-of-test-name]
  --only   run these stages alone (what they need is taken as it lies in dist/)
  --file   run only the test files whose path contains this
  --grep   run only the tests whose name matches this
  --long   run the long tests (*.long.ts) instead`;

process.chdir(root);
// Started by a tool that closed our output, we go on: the exit code still tells.
process.stdout.on('error', () => undefined);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    endAll();
    close(0, 1);
  });
}

const options = read();
const chosen = choose(stages(options), options);
const results = new Map<string, Result>();
if (chosen.some((stage) => stage.browser && stage.files?.length)) await handDownBrowser();
await runSideBySide(chosen);

const sum = (key: 'passed' | 'failed') => [...results.values()].reduce((total, result) => total + result[key], 0);
const nothingRan = sum('passed') + sum('failed') === 0;
if (nothingRan) console.log('Nothing ran, which counts as a failure.');
close(sum('passed'), sum('failed') + (nothingRan ? 1 : 0));

function close(passed: number, failed: number): never {
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed === 0 ? 0 : 1);
}

function read(): Options {
  try {
    const { values } = parseArgs({
      options: { only: { type: 'string' }, grep: { type: 'string' }, file: { type: 'string' }, long: { type: 'boolean' }, help: { type: 'boolean' } },
    });
    if (values.help) {
      console.log(usage);
      process.exit(0);
    }
    const { grep, file } = values;
    return {
      only: values.only?.split(',').filter(Boolean) ?? [],
      long: values.long ?? false,
      ...(grep === undefined ? {} : { grep }),
      ...(file === undefined ? {} : { file }),
    };
  } catch (error) {
    console.log(`${String(error)}\n${usage}`);
    return close(0, 1);
  }
}

function choose(all: Stage[], { only, grep, file }: Options): Stage[] {
  const unknown = only.filter((name) => !all.some((stage) => stage.name === name));
  if (unknown.length > 0) {
    console.log(`No stage is called ${unknown.join(', ')}; there are ${all.map((stage) => stage.name).join(', ')}.`);
    close(0, 1);
  }
  if (only.length > 0) return all.filter((stage) => only.includes(stage.name));
  // A filter asks for tests; checks and empty stages would only be in the way.
  return grep === undefined && file === undefined ? all : all.filter((stage) => stage.files?.length);
}

/** Found once and before anything runs, so that stages don't unpack it side by side. */
async function handDownBrowser(): Promise<void> {
  try {
    process.env['CHROME_PATH'] = await findBrowser();
  } catch (error) {
    console.log(error instanceof Error ? error.message : String(error));
  }
}

async function runSideBySide(waiting: readonly Stage[]): Promise<void> {
  const queue = [...waiting];
  const busy = new Map<string, Promise<void>>();
  let free = 2;
  while (queue.length > 0 || busy.size > 0) {
    const index = queue.findIndex((stage) => stage.cores <= free && !(stage.needs ?? []).some((name) => isAhead(name)));
    const stage = index < 0 ? undefined : queue.splice(index, 1)[0];
    if (!stage) {
      await Promise.race(busy.values());
      continue;
    }
    free -= stage.cores;
    busy.set(stage.name, start(stage).finally(() => {
      free += stage.cores;
      busy.delete(stage.name);
    }));
  }

  function isAhead(name: string): boolean {
    return waiting.some((stage) => stage.name === name) && !results.has(name);
  }
}

async function start(stage: Stage): Promise<void> {
  const broken = (stage.needs ?? []).find((name) => (results.get(name)?.failed ?? 0) > 0);
  const result = await runStage(stage, options, broken);
  results.set(stage.name, result);
  console.log(line(stage.name, result));
  if (result.failed > 0 && result.output) console.log(`${result.output.trimEnd()}\n`);
}

function line(name: string, { passed, failed, skipped, seconds, note }: Result): string {
  const mark = failed > 0 ? '✗' : '✓';
  const counts = `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
  return `${mark} ${name.padEnd(16)} ${counts.padEnd(28)} ${seconds.toFixed(1)} s${note ? ` · ${note}` : ''}`;
}
