import pg from 'pg';
import { parsers } from './parsers.ts';

export interface Server {
  readonly kind: 'server';
  readonly pool: pg.Pool;
  listen(channel: string, callback: (payload: string) => void): Promise<() => Promise<void>>;
  exec(sql: string): Promise<void>;
  close(): Promise<void>;
}

const RECONNECT_AFTER_MS = 500;

/** A real PostgreSQL behind a connection pool; one more connection does nothing but listen. */
export async function openServer(url: string, schema: string): Promise<Server> {
  const config: pg.ClientConfig = {
    ...withOptions(url, `-c search_path=${schema} -c timezone=UTC -c datestyle=ISO`),
    types: { getTypeParser: (oid: number, format?: 'text' | 'binary') => parsers[oid] ?? pg.types.getTypeParser(oid, format) } as pg.CustomTypesConfig,
  };
  const pool = new pg.Pool({ ...config, max: 10 });
  // A connection that dies while idle is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {});
  // Two servers may start at once: the loser finds the schema there.
  await pool.query(`create schema if not exists ${schema}`).catch(async (error: { code?: string }) => {
    if (error.code === '23505' || error.code === '42P06') return;
    await pool.end();
    throw error;
  });
  const ears = new Ears(config);
  return {
    kind: 'server',
    pool,
    listen: (channel, callback) => ears.listen(channel, callback),
    exec: async (sql) => {
      const client = await pool.connect();
      let failed = true;
      try {
        await client.query(sql);
        failed = false;
      } finally {
        // What failed may have left a transaction open: nobody else shall get that connection.
        client.release(failed);
      }
    },
    close: async () => {
      await ears.close();
      if (!pool.ended) await pool.end();
    },
  };
}

/** Our settings after those that the address asks for: the driver would take the address's instead of ours. */
function withOptions(url: string, ours: string): pg.ClientConfig {
  const address = URL.canParse(url) ? new URL(url) : null;
  const theirs = address?.searchParams.get('options');
  if (!address || !theirs) return { connectionString: url, options: ours };
  address.searchParams.delete('options');
  return { connectionString: address.href, options: `${theirs} ${ours}` };
}

/** The connection that listens, made when first needed and made again when lost. */
class Ears {
  readonly #callbacks = new Map<string, Set<(payload: string) => void>>();
  #client: Promise<pg.Client> | null = null;
  #closed = false;

  constructor(private readonly config: pg.ClientConfig) {}

  async listen(channel: string, callback: (payload: string) => void): Promise<() => Promise<void>> {
    const callbacks = this.#callbacks.get(channel) ?? new Set();
    this.#callbacks.set(channel, callbacks.add(callback));
    try {
      const client = await (this.#client ??= this.#connect());
      // Also if another listens to it: that may be just about to begin.
      await client.query(`listen ${pg.escapeIdentifier(channel)}`);
    } catch (error) {
      callbacks.delete(callback);
      if (!callbacks.size) this.#callbacks.delete(channel);
      throw error;
    }
    return () => {
      callbacks.delete(callback);
      return Promise.resolve();
    };
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#callbacks.clear();
    const client = await this.#client?.catch(() => null);
    await client?.end();
  }

  async #connect(): Promise<pg.Client> {
    const client = new pg.Client(this.config);
    client.on('notification', ({ channel, payload }) => {
      for (const callback of this.#callbacks.get(channel) ?? []) callback(payload ?? '');
    });
    client.on('error', () => {});
    try {
      await client.connect();
      for (const channel of this.#callbacks.keys()) await client.query(`listen ${pg.escapeIdentifier(channel)}`);
    } catch (error) {
      this.#client = null;
      void client.end().catch(() => {});
      throw error;
    }
    // Only now: a connection that is refused ends too, and whoever asked for it decides whether to try again.
    client.once('end', () => {
      this.#client = null;
      void this.#reconnect();
    });
    return client;
  }

  async #reconnect(): Promise<void> {
    while (!this.#closed) {
      await new Promise((resolve) => setTimeout(resolve, RECONNECT_AFTER_MS).unref());
      if (this.#closed) return;
      const attempt = (this.#client ??= this.#connect());
      if (await attempt.then(() => true, () => false)) {
        for (const callbacks of this.#callbacks.values()) for (const callback of callbacks) callback('reload');
        return;
      }
    }
  }
}
