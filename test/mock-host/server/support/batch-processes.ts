import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { BatchDesk } from './batch-desk.ts';
import type { TestClient } from './test-client.ts';

/** A server process of its own. */
export class ServerProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {}

  static async start(databaseUrl: string): Promise<ServerProcess> {
    const script = fileURLToPath(new URL('batch-process.ts', import.meta.url));
    const child = spawn(process.execPath, ['--import', 'tsx', script, databaseUrl], { stdio: ['ignore', 'pipe', 'inherit'] });
    for await (const url of createInterface({ input: child.stdout! })) return new ServerProcess(child, url);
    throw new Error('The server ended before it was ready.');
  }

  /** Somebody whom any process knows, at this one. */
  desk(client: TestClient): BatchDesk {
    return new BatchDesk(client.of({ request: (path: string, init?: RequestInit) => fetch(this.url + path, init) } as never));
  }

  async assertNoFailures(): Promise<void> {
    assert.deepEqual(await (await fetch(`${this.url}/failures`)).json(), []);
  }

  /** SIGKILL: nothing is finished, nobody is told. */
  async kill(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await gone;
  }
}
