import { type Kysely, type Transaction, sql } from 'kysely';
import * as z from 'zod/mini';
import { withRetries } from '../batches/retry.ts';
import type { Tables } from '../database/tables.ts';
import { storable } from '../http/input.ts';
import { HttpProblem } from '../http/problem.ts';
import { forgetFailures, inTurn, noteFailure, secondsToWait } from './attempts.ts';
import { verifyPassword } from './password.ts';
import { refuseEnded } from './session-over.ts';
import { type SignedIn, findSession, logOut } from './sessions.ts';
import { type Client, startSession } from './start-session.ts';
import { hashToken } from './token.ts';

export const signInRequest = z.object({
  login: z.string().check(z.minLength(1), z.maxLength(191), storable),
  password: z.string().check(z.minLength(1), z.maxLength(1_000)),
});

export interface SignIn extends z.output<typeof signInRequest>, Client {
  /** Token of the session that this browser had before. A new one takes its place: it shall not linger, nor count. */
  readonly replaces: string | undefined;
}

/** Checks login and password and starts a session. Throws a problem when they are wrong, or were wrong too often. */
export async function signIn(db: Kysely<Tables>, given: SignIn): Promise<{ readonly token: string; readonly session: SignedIn }> {
  await refuseTooMany(db, given);
  const user = await db
    .selectFrom('app_user')
    .select(['id', 'password_hash', 'active'])
    .where(sql<string>`lower(login)`, '=', sql<string>`lower(${given.login})`)
    .where('kind', '=', 'person')
    .executeTakeFirst();
  const right = (await verifyPassword(given.password, user?.password_hash ?? null)) && user?.active === true;
  const token = await withRetries(() => inTurn(db, given, async (transaction) => {
    await refuseTooMany(transaction, given);
    const started = right && user ? await start(transaction, user.id, given) : null;
    if (started !== null) return started;
    await noteFailure(transaction, given);
    return null;
  }));
  const session = token === null ? null : await findSession(db, { by: given.kind === 'api' ? 'bearer' : 'cookie', token });
  if (token === null || !session) throw new HttpProblem(401, 'signed-out', 'Login or password is wrong.');
  // More sign-ins at once than sessions are allowed: this one was the oldest already.
  if ('ended' in session) throw refuseEnded(session);
  return { token, session };
}

/** Null when the user was deactivated a moment ago. */
async function start(db: Transaction<Tables>, userId: string, { replaces, ...client }: SignIn): Promise<string | null> {
  const user = await db.updateTable('app_user').set({ last_login_at: sql`now()` }).where('id', '=', userId).where('active', '=', true).returning('id').executeTakeFirst();
  if (!user) return null;
  await forgetFailures(db, client);
  await sql`select set_config('licensing.origin', 'role', true), apply_role_grants(${userId})`.execute(db);
  // Before the new one is counted, or another of the user's would have to go for it.
  if (replaces !== undefined) await logOut(db, sql`s.token_hash = ${hashToken(replaces)} and s.kind <> 'api'`);
  return startSession(db, userId, client);
}

async function refuseTooMany(db: Kysely<Tables>, client: SignIn): Promise<void> {
  const wait = await secondsToWait(db, client);
  if (wait) {
    throw new HttpProblem(429, 'rate-limited', 'Too many failed sign-ins. Try again later.', undefined, { 'retry-after': String(wait) });
  }
}
