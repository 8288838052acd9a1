import { Kysely, PGliteDialect, PostgresDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import { openEmbedded } from './embedded.ts';
import { migrations } from './migrations.ts';
import { openServer } from './server.ts';
import type { Tables } from './tables.ts';

export interface OpenOptions {
  /** Folder of the embedded database; absent: in memory. */
  readonly dir?: string;
  /** Connection string of a real PostgreSQL; then `dir` is not used. */
  readonly url?: string;
  /** Data sets live side by side, each in a schema of its own. Default `public`. */
  readonly schema?: string;
}

export interface Database {
  readonly db: Kysely<Tables>;
  readonly kind: 'embedded' | 'server';
  /**
   * Calls back with the payload of every notification on a channel of this data set, until the returned function is
   * called. After a lost connection it goes on by itself and says `reload` once, as something may have been missed.
   */
  listen(channel: string, callback: (payload: string) => void): Promise<() => Promise<void>>;
  /** Runs statements separated by semicolons, without parameters. */
  exec(sql: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens a database and brings its tables up to date. Instants, days and counts read the same from both kinds:
 * ISO text with `Z`, ISO days, numbers.
 */
export async function openDatabase(options: OpenOptions): Promise<Database> {
  const schema = options.schema ?? 'public';
  if (!/^[a-z_][a-z0-9_]{0,40}$/.test(schema)) throw new Error(`Not a name for a data set: ${schema}`);
  const driver = options.url === undefined ? await openEmbedded(options.dir, schema) : await openServer(options.url, schema);
  const db = new Kysely<Tables>({
    dialect: driver.kind === 'embedded' ? new PGliteDialect({ pglite: driver.pglite }) : new PostgresDialect({ pool: driver.pool }),
  });
  try {
    const { error } = await new Migrator({ db, provider: migrations, migrationTableSchema: schema }).migrateToLatest();
    if (error) throw error instanceof Error ? error : new Error(String(error));
  } catch (error) {
    await driver.close();
    throw error;
  }
  return {
    db,
    kind: driver.kind,
    listen: (channel, callback) => driver.listen(`${schema}.${channel}`, callback),
    exec: (sql) => driver.exec(sql),
    close: () => driver.close(),
  };
}
