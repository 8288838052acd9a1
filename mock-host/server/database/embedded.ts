import { PGlite } from '@electric-sql/pglite';
import { parsers } from './parsers.ts';

export interface Embedded {
  readonly kind: 'embedded';
  readonly pglite: PGlite;
  listen(channel: string, callback: (payload: string) => void): Promise<() => Promise<void>>;
  exec(sql: string): Promise<void>;
  close(): Promise<void>;
}

/** PostgreSQL inside this process, with one connection. */
export async function openEmbedded(dir: string | undefined, schema: string): Promise<Embedded> {
  const pglite = new PGlite({ ...(dir === undefined ? {} : { dataDir: dir }), parsers: { ...parsers } });
  await pglite.waitReady;
  await pglite.exec(`create schema if not exists ${schema}; set search_path to ${schema}; set timezone to 'UTC'`);
  return {
    kind: 'embedded',
    pglite,
    listen: async (channel, callback) => {
      const stop = await pglite.listen(`"${channel}"`, callback);
      return () => stop();
    },
    exec: async (sql) => {
      try {
        await pglite.exec(sql);
      } catch (error) {
        // What failed may have left a transaction open, and this is the only connection.
        await pglite.exec('rollback');
        throw error;
      }
    },
    close: async () => {
      if (!pglite.closed) await pglite.close();
    },
  };
}
