import { Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { type Kysely, sql } from 'kysely';
import * as z from 'zod/mini';
import type { Tables } from '../database/tables.ts';
import type { Env } from '../http/env.ts';
import { readBody, storable } from '../http/input.ts';
import { HttpProblem } from '../http/problem.ts';
import { type Client, forgetFailures, inTurn, noteFailure, secondsToWait } from './attempts.ts';
import { verifyPassword } from './password.ts';
import { SESSION_COOKIE, type SignedIn, findSession, signedIn, startSession } from './sessions.ts';

const credentials = z.object({
  login: z.string().check(z.minLength(1), z.maxLength(191), storable),
  password: z.string().check(z.minLength(1), z.maxLength(1_000)),
});

/** `/auth`: sign in, ask who is signed in, sign out. */
export function authRoutes(db: Kysely<Tables>): Hono<Env> {
  const app = new Hono<Env>();

  app.post('/sign-in', async (context) => {
    const { login, password } = await readBody(context, credentials);
    const client = { login, address: context.env?.incoming?.socket.remoteAddress ?? 'local' };
    await refuseTooMany(db, client);
    const user = await db
      .selectFrom('app_user')
      .select(['id', 'password_hash', 'active'])
      .where(sql<string>`lower(login)`, '=', sql<string>`lower(${login})`)
      .where('kind', '=', 'person')
      .executeTakeFirst();
    const right = (await verifyPassword(password, user?.password_hash ?? null)) && user?.active === true;
    const token = await inTurn(db, client, async (transaction) => {
      await refuseTooMany(transaction, client);
      if (!right || !user) {
        await noteFailure(transaction, client);
        return null;
      }
      await forgetFailures(transaction, client);
      await transaction.updateTable('app_user').set({ last_login_at: sql`now()` }).where('id', '=', user.id).execute();
      await sql`select set_config('licensing.origin', 'role', true), apply_role_grants(${user.id})`.execute(transaction);
      return startSession(transaction, user.id, { address: client.address, agent: context.req.header('user-agent') ?? null });
    });
    const session = token === null ? null : await findSession(db, token);
    if (!session || token === null) throw new HttpProblem(401, 'signed-out', 'Login or password is wrong.');

    // A browser that signs in again leaves its former session behind; it shall not linger.
    await endSession(db, (await findSession(db, getCookie(context, SESSION_COOKIE)))?.sessionId);
    setCookie(context, SESSION_COOKIE, token, {
      httpOnly: true, sameSite: 'Lax', path: '/', secure: new URL(context.req.url).protocol === 'https:',
    });
    return context.json(describe(session));
  });

  app.get('/session', signedIn(db), (context) => context.json(describe(context.get('signedIn'))));

  app.post('/sign-out', signedIn(db), async (context) => {
    await endSession(db, context.get('signedIn').sessionId);
    deleteCookie(context, SESSION_COOKIE, { path: '/' });
    return context.body(null, 204);
  });

  return app;
}

function describe({ user, csrfToken, operations }: SignedIn): Pick<SignedIn, 'user' | 'csrfToken' | 'operations'> {
  return { user, csrfToken, operations };
}

async function refuseTooMany(db: Kysely<Tables>, client: Client): Promise<void> {
  const wait = await secondsToWait(db, client);
  if (wait) {
    throw new HttpProblem(429, 'rate-limited', 'Too many failed sign-ins. Try again later.', undefined, { 'retry-after': String(wait) });
  }
}

async function endSession(db: Kysely<Tables>, id: string | undefined): Promise<void> {
  if (id === undefined) return;
  await db
    .updateTable('session')
    .set({ ended_at: sql`now()`, end_method: 'log-out' })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .execute();
}
