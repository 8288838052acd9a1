import { randomUUID } from 'node:crypto';
import type { Hono } from 'hono';
import { sql } from 'kysely';
import { createApp } from '../../../../mock-host/server/app.ts';
import { findSession } from '../../../../mock-host/server/auth/sessions.ts';
import { startSession } from '../../../../mock-host/server/auth/start-session.ts';
import { type Database, openDatabase } from '../../../../mock-host/server/database/open.ts';
import type { Env } from '../../../../mock-host/server/http/env.ts';
import { startPostgres } from '../../../support/postgres.ts';
import { TestClient } from './test-client.ts';

export type Kind = 'embedded' | 'server';

export interface NewUser {
  readonly login?: string;
  readonly name?: string;
  readonly email?: string | null;
  readonly active?: boolean;
  readonly kind?: 'person' | 'system';
  readonly operations?: readonly string[];
  readonly passwordHash?: string;
}

export interface NewTerm {
  readonly start?: string | null;
  readonly due?: string | null;
  readonly count: number;
}

export const viewer = ['CanViewLicenses'] as const;
export const licenseAdmin = ['CanViewLicenses', 'CanManageLicUsers'] as const;
export const itAdmin = [...licenseAdmin, 'CanManageAdministration', 'CanManageUsers'] as const;

/** The host's API on a database of its own, without a socket, and a hand to put things into that database. */
export class TestHost {
  /** What the host reported as nobody's fault outside. */
  readonly failures: unknown[] = [];
  readonly app: Hono<Env>;
  /** Part of every name: several hosts may share a database. */
  readonly #mark = randomUUID().slice(0, 8);
  #names = 0;

  constructor(
    readonly database: Database,
    private readonly end: () => Promise<void> = () => database.close(),
    /** Connection string of its PostgreSQL; empty when embedded. */
    readonly url = '',
  ) {
    this.app = createApp({ database, failure: (error) => this.failures.push(error) });
  }

  static async open(kind: Kind): Promise<TestHost> {
    if (kind === 'embedded') return new TestHost(await openDatabase({}));
    const postgres = await startPostgres();
    const database = await openDatabase({ url: postgres.url });
    return new TestHost(database, async () => {
      await database.close();
      await postgres.stop();
    }, postgres.url);
  }

  #name(kind: string): string {
    return `${kind}.${this.#mark}.${++this.#names}`;
  }

  close(): Promise<void> {
    return this.end();
  }

  async rows<T = Record<string, unknown>>(query: string): Promise<T[]> {
    return (await sql.raw<T>(query).execute(this.database.db)).rows;
  }

  /** A host in one transaction, in which the database's clock and what others do stand still: however long it takes, it is one moment. */
  atOneMoment<T>(work: (moment: TestHost) => Promise<T>): Promise<T> {
    return this.database.db.transaction().setIsolationLevel('repeatable read').execute(async (db) => {
      const moment = new TestHost({ ...this.database, db });
      const done = await work(moment);
      this.failures.push(...moment.failures);
      return done;
    });
  }

  /** Until so many connections wait for locks of others; on a real PostgreSQL. */
  async untilWaiting(connections = 1): Promise<void> {
    const waiting = `select 1 from pg_stat_activity where wait_event_type = 'Lock' and backend_type = 'client backend' and datname = current_database()`;
    while ((await this.rows(waiting)).length < connections);
  }

  /** Some work while nobody else can give a user anything: who comes to that user waits; on a real PostgreSQL. */
  async withholding<T>(userId: string, work: () => Promise<T>): Promise<T> {
    return this.database.db.transaction().execute(async (db) => {
      await db.selectFrom('app_user').select('id').where('id', '=', userId).forUpdate().execute();
      return work();
    });
  }

  async user({ operations = [], passwordHash, ...rest }: NewUser = {}): Promise<string> {
    const login = rest.login ?? this.#name('user');
    const { id } = await this.database.db
      .insertInto('app_user')
      .values({ name: login, ...rest, login, ...(passwordHash === undefined ? {} : { password_hash: passwordHash }) })
      .returning('id')
      .executeTakeFirstOrThrow();
    if (operations.length) await this.database.db.insertInto('user_operation').values(operations.map((operation) => ({ user_id: id, operation }))).execute();
    return id;
  }

  async users(count: number): Promise<string[]> {
    const values = Array.from({ length: count }, () => ({ login: this.#name('user'), name: `User ${this.#names}` }));
    return (await this.database.db.insertInto('app_user').values(values).returning('id').execute()).map((row) => row.id);
  }

  /** A product with one open term of `terms` seats, or with the terms given. */
  async product(type: 'named' | 'concurrent' | 'server', terms: number | readonly NewTerm[], name = this.#name('Product')): Promise<string> {
    const { id } = await this.database.db
      .insertInto('product')
      .values({ sku: this.#name('sku'), name, type })
      .returning('id')
      .executeTakeFirstOrThrow();
    const all = typeof terms === 'number' ? [{ count: terms }] : terms;
    if (all.length) await this.database.db.insertInto('term').values(all.map((term) => ({ product_id: id, ...term }))).execute();
    return id;
  }

  async role(name: string, productIds: readonly string[], userIds: readonly string[]): Promise<string> {
    const { id } = await this.database.db.insertInto('role').values({ name }).returning('id').executeTakeFirstOrThrow();
    for (const product_id of productIds) await this.database.db.insertInto('role_grant').values({ role_id: id, product_id }).execute();
    for (const user_id of userIds) await this.database.db.insertInto('role_member').values({ role_id: id, user_id }).execute();
    return id;
  }

  /** Signed in without the sign-in form: a new user with these rights, or one that exists. */
  async signedIn(operations: readonly string[] = licenseAdmin, userId?: string): Promise<TestClient> {
    const id = userId ?? (await this.user({ operations }));
    const { db } = this.database;
    const token = await db.transaction().execute((transaction) => startSession(transaction, id, { kind: 'web', address: 'test', agent: null }));
    const session = await findSession(db, { by: 'cookie', token });
    if (!session || 'ended' in session) throw new Error('The session just started can not be found.');
    return new TestClient(this.app, id, session.sessionId, `host_session=${token}`, session.csrfToken);
  }

  /** Rows whose counters differ from a recount; of a sound database none. */
  discrepancies(): Promise<unknown[]> {
    return this.rows('select * from seat_discrepancies()');
  }

  async figures(productId: string): Promise<{ paid: number | null; used: number; assigned: number; version: number }> {
    return this.database.db
      .selectFrom('product_figures')
      .select(['paid', 'used', 'assigned', 'version'])
      .where('product_id', '=', productId)
      .executeTakeFirstOrThrow();
  }

  async historyOf(productId: string): Promise<{ change: string; user_id: string; actor_id: string | null; batch_id: string | null; item_key: string | null; source: string }[]> {
    return this.database.db
      .selectFrom('history')
      .select(['change', 'user_id', 'actor_id', 'batch_id', 'item_key', 'source'])
      .where('product_id', '=', productId)
      .orderBy('id')
      .execute();
  }
}

export const unknownId = (): string => randomUUID();
