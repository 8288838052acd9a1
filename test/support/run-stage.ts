import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runNode } from './command.ts';
import type { Options, Stage } from './stages.ts';

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export interface Result extends Counts {
  readonly seconds: number;
  /** What the failing commands wrote. */
  readonly output: string;
  readonly note?: string;
}

interface Counted extends Counts {
  readonly output: string;
}

const nothing: Counts = { passed: 0, failed: 0, skipped: 0 };

/** Runs a stage: one command, or one for each file where the stage says so. */
export async function runStage(stage: Stage, options: Options, broken?: string): Promise<Result> {
  const { files } = stage;
  const idle = { ...nothing, seconds: 0, output: '' };
  if (files?.length === 0) return { ...idle, note: 'no test files' };
  if (broken !== undefined) return { ...idle, failed: files?.length ?? 1, note: `not run, because ${broken} failed` };

  const started = performance.now();
  const batches = stage.apart ? (files ?? []).map((file) => [file]) : [files ?? []];
  const parts: Counted[] = [];
  // A process for each file, started by us: `node --test` does not end a file that hangs, and can't say which it was.
  const work = async () => {
    for (let batch = batches.shift(); batch; batch = batches.shift()) parts.push(await runCommand(stage, batch, options));
  };
  await Promise.all(Array.from({ length: stage.cores }, work));

  const sum = (key: keyof Counts) => parts.reduce((total, part) => total + part[key], 0);
  const output = parts.filter(({ failed }) => failed > 0).map((part) => part.output.trimEnd());
  const seconds = (performance.now() - started) / 1000;
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped'), seconds, output: output.join('\n\n') };
}

/** Tests write their counts to the file named by COUNTS_FILE; a check may, or its exit code is the count. */
async function runCommand(stage: Stage, files: readonly string[], options: Options): Promise<Counted> {
  const folder = await mkdtemp(join(tmpdir(), 'lic-counts-'));
  const file = join(folder, 'counts.json');
  const { output, ok, cut } = await runNode(stage.command(files, options), stage.seconds, { ...stage.env, COUNTS_FILE: file, TEST_GREP: options.grep });
  const said = await readCounts(file);
  await rm(folder, { recursive: true, force: true });

  const counts = { ...nothing, ...(said ?? (stage.files === undefined && ok ? { passed: 1 } : {})) };
  const where = stage.apart ? `${files.join()} ` : '';
  // The browser's runner fails when a filter left tests out, so then its counts decide.
  const fine = ok || (!stage.apart && options.grep !== undefined && said?.finished === true && counts.failed === 0);
  const problem = whatIsWrong(counts, { ok: fine, cut, finished: said?.finished !== false }, options);
  if (problem === undefined) return { ...counts, output };
  // A command that broke without naming a failure has failed once.
  const headline = stage.apart || cut !== undefined ? `✗ ${where}${problem}\n` : '';
  return { ...counts, failed: Math.max(counts.failed, 1), output: headline + output };
}

interface Ending {
  readonly ok: boolean;
  readonly cut: string | undefined;
  /** Its last test was reported: a call of process.exit() in a test leaves this false. */
  readonly finished: boolean;
}

function whatIsWrong(counts: Counts, { ok, cut, finished }: Ending, { grep }: Options): string | undefined {
  if (cut !== undefined) return cut;
  if (!ok) return counts.failed > 0 ? 'failed' : 'ended with an error';
  if (!finished) return 'ended before its tests did';
  if (counts.passed + counts.failed + counts.skipped === 0 && grep === undefined) return 'reported no test: it holds none, or it ended before them';
  return counts.failed > 0 ? 'failed' : undefined;
}

async function readCounts(file: string): Promise<(Counts & { readonly finished?: boolean }) | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Counts & { readonly finished?: boolean };
  } catch {
    return undefined;
  }
}
