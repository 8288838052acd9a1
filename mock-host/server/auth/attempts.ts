import { type Kysely, type Transaction, sql } from 'kysely';
import type { Tables } from '../database/tables.ts';

/** Failed sign-ins of one login from one address, in a sliding window; kept in the database, so all processes share them. */
const MOST_FAILURES = 10;
const WINDOW_SECONDS = 300;

export interface Client {
  readonly login: string;
  readonly address: string;
}

/** Seconds until another attempt is allowed; 0 = now. */
export async function secondsToWait(db: Kysely<Tables>, { login, address }: Client): Promise<number> {
  const { rows } = await sql<{ wait: number | null }>`
    select ceil(extract(epoch from min(at) + make_interval(secs => ${WINDOW_SECONDS}) - clock_timestamp())) as wait
    from (
      select at from sign_in_failure
      where login = ${lower(login)} and address = ${address} and at > clock_timestamp() - make_interval(secs => ${WINDOW_SECONDS})
      order by at desc limit ${MOST_FAILURES}
    ) recent having count(*) = ${MOST_FAILURES}`.execute(db);
  const wait = rows[0]?.wait;
  return wait == null ? 0 : Math.max(1, wait);
}

/** Notes a failure, and forgets everybody's old ones. */
export async function noteFailure(db: Kysely<Tables>, { login, address }: Client): Promise<void> {
  await db.insertInto('sign_in_failure').values({ login: lower(login), address, at: sql`clock_timestamp()` }).execute();
  await sql`delete from sign_in_failure where at < clock_timestamp() - make_interval(secs => ${WINDOW_SECONDS})`.execute(db);
}

export async function forgetFailures(db: Kysely<Tables>, { login, address }: Client): Promise<void> {
  await db.deleteFrom('sign_in_failure').where('login', '=', lower(login)).where('address', '=', address).execute();
}

/** One attempt at a time may read and note failures, so that guesses sent all at once are counted like any others. */
export async function inTurn<T>(db: Kysely<Tables>, client: Client, work: (db: Transaction<Tables>) => Promise<T>): Promise<T> {
  return db.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(hashtextextended('sign-in ' || ${lower(client.login)} || ${` ${client.address}`}, 0))`.execute(transaction);
    return work(transaction);
  });
}

/** In lower case as the database knows it: what it takes for one login is counted as one. */
function lower(login: string) {
  return sql<string>`lower(${login}::text)`;
}
