import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { getCookie } from 'hono/cookie';
import { type Kysely, sql } from 'kysely';
import type { Tables } from '../database/tables.ts';
import type { Env } from '../http/env.ts';
import { HttpProblem } from '../http/problem.ts';

export const SESSION_COOKIE = 'host_session';
/** A session's last request is noted at most this often. */
const NOTE_EVERY_SECONDS = 30;

/** Rights as the host's CRM knows them. */
export type Operation = 'CanViewLicenses' | 'CanManageLicUsers' | 'CanManageAdministration' | 'CanManageUsers';

export interface SignedIn {
  readonly sessionId: string;
  readonly user: { readonly id: string; readonly name: string; readonly login: string };
  readonly csrfToken: string;
  readonly operations: readonly string[];
}

/** Starts a session and answers its token, which is kept nowhere else: the database has its hash. */
export async function startSession(
  db: Kysely<Tables>,
  userId: string,
  client: { readonly address: string; readonly agent: string | null },
): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await db
    .insertInto('session')
    .values({
      user_id: userId,
      token_hash: hash(token),
      csrf_token: randomBytes(32).toString('base64url'),
      address: client.address,
      agent: client.agent?.slice(0, 500) ?? null,
    })
    .execute();
  return token;
}

/** Who a token belongs to, with today's rights; null when its session has ended or its user may not sign in. */
export async function findSession(db: Kysely<Tables>, token: string | undefined): Promise<SignedIn | null> {
  if (!token) return null;
  return readSession(db, sql`s.token_hash = ${hash(token)}`, true);
}

/** The same by the session's id, for what outlasts a request: a stream that is open is no request, so it is not noted (QT-9). */
export async function findSessionById(db: Kysely<Tables>, id: string): Promise<SignedIn | null> {
  return readSession(db, sql`s.id = ${id}`, false);
}

async function readSession(db: Kysely<Tables>, which: ReturnType<typeof sql>, isRequest: boolean): Promise<SignedIn | null> {
  const { rows } = await sql<{
    id: string; csrf_token: string; user_id: string; name: string; login: string; operations: string[]; stale: boolean;
  }>`
    select s.id, s.csrf_token, u.id as user_id, u.name, u.login,
      s.last_request_at < now() - make_interval(secs => ${NOTE_EVERY_SECONDS}) as stale,
      array(select operation from user_operation o where o.user_id = u.id order by operation) as operations
    from session s join app_user u on u.id = s.user_id
    where ${which} and s.ended_at is null and u.active`.execute(db);
  const row = rows[0];
  if (!row) return null;
  if (isRequest && row.stale) await db.updateTable('session').set({ last_request_at: sql`now()` }).where('id', '=', row.id).execute();
  return {
    sessionId: row.id,
    user: { id: row.user_id, name: row.name, login: row.login },
    csrfToken: row.csrf_token,
    operations: row.operations,
  };
}

/** Lets only signed-in requests through, and of those no write without the session's CSRF token. */
export function signedIn(db: Kysely<Tables>): MiddlewareHandler<Env> {
  return async (context, next) => {
    const found = await findSession(db, getCookie(context, SESSION_COOKIE));
    if (!found) throw new HttpProblem(401, 'signed-out', 'Sign in first: there is no session, or it has ended.');
    const { method } = context.req;
    if (method !== 'GET' && method !== 'HEAD' && !equal(context.req.header('x-csrf-token') ?? '', found.csrfToken)) {
      throw new HttpProblem(403, 'forbidden', 'The X-CSRF-Token header is missing or not this session\'s.');
    }
    context.set('signedIn', found);
    await next();
  };
}

/** Lets only requests of those through who have one of some rights now, whatever they had when they signed in. */
export function requires(...operations: readonly [Operation, ...Operation[]]): MiddlewareHandler<Env> {
  return async (context, next) => {
    if (!operations.some((operation) => context.get('signedIn').operations.includes(operation))) {
      throw new HttpProblem(403, 'forbidden', `The right ${operations.join(' or ')} is needed for this.`);
    }
    await next();
  };
}

function hash(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

/** Compares in a time that tells nothing about where texts differ. */
function equal(given: string, expected: string): boolean {
  return timingSafeEqual(Buffer.from(hash(given)), Buffer.from(hash(expected)));
}
