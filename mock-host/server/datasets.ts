import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { HttpBindings } from '@hono/node-server';
import { createCreatioApp } from '../creatio/app.ts';
import type { CreatioState } from '../creatio/state.ts';
import type { DatasetName } from '../scenarios/scenarios.ts';
import { StartError, systemCode } from '../start/start-error.ts';
import { createApp } from './app.ts';
import { startSweeper } from './auth/sweeper.ts';
import { fill } from './data/fill.ts';
import { makeYoungAgain } from './data/young-again.ts';
import { type Database, openDatabase } from './database/open.ts';
import { SessionFeed } from './sessions/feed.ts';
import { startSampling } from './sessions/sampling.ts';

export interface DatasetsOptions {
  /** Locked by the caller. */
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  /** Which Creatio to be beside the host's own API; null = none, as by default. */
  readonly creatio?: CreatioState | null;
  /** How long the host takes to end a session once asked. */
  endDelaySeconds(): number;
  log(line: string): void;
}

type Fetch = (request: Request, env: HttpBindings) => Response | Promise<Response>;

/** A data set that is open, and the host's API over it. */
interface OpenDataset {
  readonly name: DatasetName;
  readonly database: Database;
  readonly fetch: Fetch;
  /** The same in Creatio's words; null = it speaks none. */
  readonly fetchCreatio: Fetch | null;
  /** Connections with a request that this data set is answering, streams included. */
  readonly sockets: Set<Socket>;
  readonly feed: SessionFeed;
  /** What goes on without anybody asking for it; each resolves when it is over. */
  readonly stop: readonly (() => Promise<void>)[];
}

/**
 * The data sets of a mock host, one of them open. In a data folder each is an embedded database of its own; in a
 * PostgreSQL server each is a schema.
 */
export class Datasets {
  #switching: Promise<void> = Promise.resolve();

  private constructor(
    private readonly options: DatasetsOptions,
    private current: OpenDataset,
  ) {}

  /** Opens a data set, and makes it first if need be. Throws a `StartError` when folder or server can't be used. */
  static async open(name: DatasetName, options: DatasetsOptions): Promise<Datasets> {
    return new Datasets(options, await openDataset(name, options));
  }

  get database(): Database {
    return this.current.database;
  }

  /** Stands still in every data set that is opened, until somebody lets it flow. */
  get feed(): SessionFeed {
    return this.current.feed;
  }

  /** Asks the host's API. */
  fetch(request: Request, env: HttpBindings): Response | Promise<Response> {
    return this.current.fetch(request, env);
  }

  /** The same for a request whose connection is for the answer, and ends when the data set is closed. */
  serve(request: Request, env: HttpBindings): Response | Promise<Response> {
    return this.#serve(this.current.fetch, request, env);
  }

  /** The same for Creatio's services, if there are any. */
  serveCreatio(request: Request, env: HttpBindings): Response | Promise<Response> {
    return this.#serve(this.current.fetchCreatio!, request, env);
  }

  #serve(fetch: Fetch, request: Request, env: HttpBindings): Response | Promise<Response> {
    const { sockets } = this.current;
    const { socket } = env.incoming;
    sockets.add(socket);
    env.outgoing.once('close', () => sockets.delete(socket));
    return fetch(request, env);
  }

  /** Opens another data set, then closes this one. One switch after the other; the last one asked for stays. */
  switchTo(name: DatasetName): Promise<void> {
    const done = this.#switching.then(async () => {
      const old = this.current;
      if (old.name === name) return;
      this.current = await openDataset(name, this.options);
      await closeDataset(old);
    });
    this.#switching = done.catch(() => undefined);
    return done;
  }

  async close(): Promise<void> {
    await this.#switching;
    await closeDataset(this.current);
  }
}

async function openDataset(name: DatasetName, options: DatasetsOptions): Promise<OpenDataset> {
  const database = options.databaseUrl === null ? await openFolder(name, options) : await openSchema(name, options.databaseUrl, options);
  await makeYoungAgain(database.db);
  const failed = (what: string) => (error: unknown) => options.log(`${what}: ${error instanceof Error ? error.message : String(error)}`);
  const feed = new SessionFeed(database.db, failed('The feed of sessions is interrupted'));
  const stop = [
    startSweeper(database.db, failed('Idle sessions could not be ended')),
    startSampling(database.db, failed('The number of sessions could not be noted')),
    () => feed.stop(),
  ];
  const endDelaySeconds = () => options.endDelaySeconds();
  const app = createApp({ database, endDelaySeconds });
  const { creatio = null } = options;
  const services = creatio && createCreatioApp({
    database, endDelaySeconds, settings: () => creatio.settings, called: creatio.called, failEverySecondItem: creatio.failEverySecondItem,
  });
  return {
    name, database, sockets: new Set(), feed, stop,
    fetch: (request, env) => app.fetch(request, env),
    fetchCreatio: services && ((request, env) => services.fetch(request, env)),
  };
}

/**
 * An embedded database is made aside and moved into place when it is complete: a process that is killed while it makes
 * one leaves nothing that looks like data.
 */
async function openFolder(name: DatasetName, { dataDir, log }: DatasetsOptions): Promise<Database> {
  const dir = join(dataDir, name);
  if (!existsSync(dir)) {
    const draft = `${dir}.new`;
    await rm(draft, { recursive: true, force: true });
    const database = await openDatabase({ dir: draft });
    try {
      await fill(database, name, log);
    } finally {
      await database.close();
    }
    await rename(draft, dir);
  }
  try {
    return await openDatabase({ dir });
  } catch (error) {
    const details = error instanceof Error ? [error.message] : [];
    throw new StartError(`The data in ${dir} can't be opened; move that away to begin anew, or choose another folder with --data.`, details);
  }
}

async function openSchema(name: DatasetName, url: string, { log }: DatasetsOptions): Promise<Database> {
  let database: Database;
  try {
    database = await openDatabase({ url, schema: `mock_${name}` });
  } catch (error) {
    throw new StartError(`The PostgreSQL server of DATABASE_URL can't be used: ${reason(error)}.`);
  }
  try {
    await fill(database, name, log);
  } catch (error) {
    await database.close();
    throw error;
  }
  return database;
}

/** What a driver says, without the address and its password. */
function reason(error: unknown): string {
  const [inner] = error instanceof AggregateError ? (error.errors as unknown[]) : [error];
  const code = systemCode(inner);
  return /^E[A-Z]+$/.test(code) ? code : inner instanceof Error ? inner.message.replace(/\.$/, '') : String(inner);
}

async function closeDataset({ database, sockets, stop }: OpenDataset): Promise<void> {
  // Requests may finish what they are at; streams of events never would.
  for (let waited = 0; sockets.size > 0 && waited < 500; waited += 20) await wait(20);
  for (const socket of sockets) socket.destroy();
  await Promise.all(stop.map((end) => end()));
  await database.close();
}
