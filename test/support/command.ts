import { execFile, spawn } from 'node:child_process';

export interface Finished {
  /** Everything it wrote, both streams in order. */
  readonly output: string;
  readonly ok: boolean;
  /** Why it did not end by itself, in words; undefined when it did. */
  readonly cut?: string;
}

const running = new Set<number>();

/** Runs a Node script in a process group of its own, and ends the whole group when it is done or takes too long. */
export async function runNode(args: readonly string[], seconds: number, env: NodeJS.ProcessEnv = {}): Promise<Finished> {
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
    // Inside a test, node:test would take our run for a part of its own and run nothing.
    env: { ...process.env, NODE_TEST_CONTEXT: undefined, FORCE_COLOR: undefined, NO_COLOR: '1', ...env },
  });
  const pid = child.pid;
  if (pid !== undefined) running.add(pid);
  const chunks: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => chunks.push(text));

  return new Promise((resolve) => {
    let cut: string | undefined;
    const timer = setTimeout(() => {
      cut = `took longer than ${seconds} seconds and was ended`;
      endTree(pid);
    }, seconds * 1000);
    const done = (ok: boolean) => {
      clearTimeout(timer);
      endTree(pid);
      if (pid !== undefined) running.delete(pid);
      resolve({ output: chunks.join(''), ok: ok && cut === undefined, ...(cut === undefined ? {} : { cut }) });
    };
    child.once('error', (error) => {
      chunks.push(String(error));
      done(false);
    });
    child.once('close', (code) => done(code === 0));
    // A process left behind by a test would hold our pipes open for ever: end it, and 'close' follows.
    child.once('exit', () => endTree(pid));
  });
}

/** Ends everything still running, for when we are ended ourselves. */
export function endAll(): void {
  for (const pid of running) endTree(pid);
}

function endTree(pid: number | undefined): void {
  if (pid === undefined) return;
  if (process.platform === 'win32') {
    execFile('taskkill', ['/pid', String(pid), '/t', '/f'], () => undefined);
    return;
  }
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // the group is gone already
  }
}
