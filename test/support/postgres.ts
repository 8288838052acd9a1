import { fork, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';

/** A database of one test: empty, and gone after `stop()`. */
export interface TestPostgres {
  /** `postgres://…`, good for as many processes and connections (300) as a test wants. */
  readonly url: string;
  stop(): Promise<void>;
}

/** What the keeper tells us, once. */
export type KeeperMessage = { readonly url: string } | { readonly failed: string };

/**
 * A real PostgreSQL on 127.0.0.1: the one from the registry package, or a new database on `TEST_DATABASE_URL`.
 * A keeper process owns the server and ends it, files included, when the test's process is gone, however it went.
 */
export async function startPostgres(): Promise<TestPostgres> {
  const given = process.env['TEST_DATABASE_URL'];
  return given ? createDatabase(given) : startKeeper();
}

async function startKeeper(): Promise<TestPostgres> {
  const script = fileURLToPath(new URL('postgres-keeper.ts', import.meta.url));
  // Detached: a kill of the test's whole process group must leave the keeper alive to clean up.
  const keeper = fork(script, [], { execArgv: ['--import', 'tsx'], detached: true, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const url = await firstMessage(keeper);
  // A test that forgets stop() must still be able to end.
  keeper.unref();
  keeper.channel?.unref();
  return { url, stop: () => stopKeeper(keeper) };
}

async function firstMessage(keeper: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    keeper.once('message', (message: KeeperMessage) => {
      if ('url' in message) resolve(message.url);
      else reject(new Error(message.failed));
    });
    keeper.once('error', reject);
    keeper.once('exit', (code) => reject(new Error(`The keeper of PostgreSQL ended with code ${code} before the server was ready.`)));
  });
}

async function stopKeeper(keeper: ChildProcess): Promise<void> {
  if (keeper.exitCode !== null || keeper.signalCode !== null) return;
  keeper.ref();
  const gone = new Promise((resolve) => keeper.once('exit', resolve));
  if (keeper.connected) keeper.disconnect();
  await gone;
}

async function createDatabase(server: string): Promise<TestPostgres> {
  const name = `lic_test_${randomBytes(6).toString('hex')}`;
  await onServer(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, stop: () => onServer(server, `drop database if exists ${name} with (force)`) };
}

async function onServer(server: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
