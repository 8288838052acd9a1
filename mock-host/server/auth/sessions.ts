import { timingSafeEqual } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { getCookie } from 'hono/cookie';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { EndMethod } from '../../../src/licensing/session.ts';
import type { Tables } from '../database/tables.ts';
import type { Env } from '../http/env.ts';
import { HttpProblem } from '../http/problem.ts';
import { endDue, isDue, isStale } from './due.ts';
import { type SessionOver, refuseEnded } from './session-over.ts';
import { hashToken } from './token.ts';

export const SESSION_COOKIE = 'host_session';

/** Rights as the host's CRM knows them. */
export type Operation = 'CanViewLicenses' | 'CanManageLicUsers' | 'CanManageAdministration' | 'CanManageUsers';

export interface SignedIn {
  readonly sessionId: string;
  readonly user: { readonly id: string; readonly name: string; readonly login: string };
  readonly csrfToken: string;
  readonly operations: readonly string[];
}

/** What a client shows to say which session is its own: a browser its cookie, an API client its bearer token. */
export interface Credential {
  readonly by: 'cookie' | 'bearer';
  readonly token: string;
}

interface Row {
  readonly id: string;
  readonly csrf_token: string;
  readonly end_method: EndMethod | null;
  readonly end_reason: string | null;
  readonly idle_minutes: number;
  readonly stale: boolean;
  readonly due: boolean | null;
  readonly user_id: string;
  readonly name: string;
  readonly login: string;
  readonly active: boolean;
  readonly operations: string[];
}

/**
 * Who a credential belongs to, with today's rights, and how the session ended if it has; null when there is none or its
 * user may not sign in. `noted`: this is a request, which the time that a client may idle counts from (QT-9).
 */
export async function findSession(db: Kysely<Tables>, { by, token }: Credential, noted = true): Promise<SignedIn | SessionOver | null> {
  // The one can't stand in for the other: a cookie comes along by itself, so its writes need a CSRF token.
  const which = sql`s.token_hash = ${hashToken(token)} and (s.kind = 'api') = ${by === 'bearer'}`;
  for (;;) {
    const row = await readRow(db, which);
    if (!row) return null;
    if (row.end_method) return { ended: { method: row.end_method, reason: row.end_reason, idleMinutes: row.idle_minutes } };
    if (row.due) await endDue(db, sql`s.id = ${row.id}`);
    else if (!row.active) return null;
    // Noted before it is answered: what was answered is never among what ends as idle meanwhile.
    else if (!noted || !row.stale || (await note(db, row.id))) return toSignedIn(row);
  }
}

/** The same by the session's id, for what outlasts a request: a stream that is open is no request, so it is not noted (QT-9). */
export async function findSessionById(db: Kysely<Tables>, id: string): Promise<SignedIn | null> {
  const row = await readRow(db, sql`s.id = ${id}`);
  return row && !row.end_method && !row.due && row.active ? toSignedIn(row) : null;
}

/** Ends a session at the wish of its client, unless it has come to its end by itself. */
export async function logOut(db: Kysely<Tables>, which: RawBuilder<unknown>): Promise<void> {
  await endDue(db, which);
  await sql`
    update session s set ended_at = clock_timestamp(), end_method = 'log-out', ended_by = null, end_reason = null
    where ${which} and s.ended_at is null`.execute(db);
}

async function readRow(db: Kysely<Tables>, which: RawBuilder<unknown>): Promise<Row | undefined> {
  const { rows } = await sql<Row>`
    select s.id, s.csrf_token, s.end_method, s.end_reason, ${isStale} as stale, ${isDue} as due,
      floor(extract(epoch from s.ended_at - s.last_request_at) / 60)::integer as idle_minutes,
      u.id as user_id, u.name, u.login, u.active,
      array(select operation from user_operation o where o.user_id = u.id order by operation) as operations
    from session s join app_user u on u.id = s.user_id cross join session_policy p
    where ${which}`.execute(db);
  return rows[0];
}

/** False when it has ended meanwhile, or another request was noted. */
async function note(db: Kysely<Tables>, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update session s set last_request_at = now() from session_policy p
    where s.id = ${id} and s.ended_at is null and ${isStale} and ${isDue} is not true`.execute(db);
  return Number(numAffectedRows ?? 0) > 0;
}

function toSignedIn(row: Row): SignedIn {
  return {
    sessionId: row.id,
    user: { id: row.user_id, name: row.name, login: row.login },
    csrfToken: row.csrf_token,
    operations: row.operations,
  };
}

/**
 * What a request carries; null = nothing. A bearer token decides alone, whatever cookie comes along: a page of another
 * site can't send one, so it takes no CSRF token.
 */
export function credentialOf(context: Context<Env>): Credential | null {
  const bearer = /^bearer(?: +(.*))?$/i.exec(context.req.header('authorization') ?? '');
  if (bearer) return { by: 'bearer', token: bearer[1] ?? '' };
  const cookie = getCookie(context, SESSION_COOKIE);
  return cookie ? { by: 'cookie', token: cookie } : null;
}

/** Lets only signed-in requests through, and of those with a cookie no write without the session's CSRF token. */
export function signedIn(db: Kysely<Tables>): MiddlewareHandler<Env> {
  return async (context, next) => {
    const credential = credentialOf(context);
    const headers: Record<string, string> = credential?.by === 'bearer' ? { 'www-authenticate': 'Bearer' } : {};
    // A client that only reconnects its stream of events is not at work.
    const found = credential && (await findSession(db, credential, !context.req.path.endsWith('/events')));
    if (!found) throw new HttpProblem(401, 'signed-out', 'Sign in first: there is no session, or it has ended.', undefined, headers);
    if ('ended' in found) throw refuseEnded(found, headers);
    const { method } = context.req;
    const safe = method === 'GET' || method === 'HEAD' || credential.by === 'bearer';
    if (!safe && !equal(context.req.header('x-csrf-token') ?? '', found.csrfToken)) {
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

/** Compares in a time that tells nothing about where texts differ. */
function equal(given: string, expected: string): boolean {
  return timingSafeEqual(Buffer.from(hashToken(given)), Buffer.from(hashToken(expected)));
}
