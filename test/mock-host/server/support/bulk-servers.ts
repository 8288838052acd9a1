import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type TestPostgres, startPostgres } from '../../../support/postgres.ts';

interface Server {
  readonly child: ChildProcess;
  readonly url: string;
  readonly cookie: string;
  readonly csrfToken: string;
  readonly userIds: readonly string[];
  readonly productIds: readonly string[];
}

/** Server processes on one PostgreSQL, one after the other: when one is killed, the next one stands by. */
export class BulkServers {
  kills = 0;
  #current: Promise<Server>;
  #next: Promise<Server>;

  private constructor(private readonly postgres: TestPostgres, first: Server) {
    this.#current = Promise.resolve(first);
    this.#next = start(postgres.url);
  }

  static async start(): Promise<BulkServers> {
    const postgres = await startPostgres();
    return new BulkServers(postgres, await start(postgres.url));
  }

  get current(): Promise<Server> {
    return this.#current;
  }

  /** Kills the one that serves, in the midst of whatever it does. */
  async kill(): Promise<void> {
    const { child } = await this.#current;
    this.kills++;
    this.#current = this.#next;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
    this.#next = this.#next.then(() => start(this.postgres.url));
  }

  async stop(): Promise<void> {
    for (const server of [this.#current, this.#next]) {
      const { child } = await server;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    }
    await this.postgres.stop();
  }
}

async function start(url: string): Promise<Server> {
  const script = fileURLToPath(new URL('bulk-server.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script, url], { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout })) return { child, ...(JSON.parse(line) as Omit<Server, 'child'>) };
  throw new Error('The server ended before it was ready.');
}
