import { type Context, Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { sql } from 'kysely';
import type { Database } from '../database/open.ts';
import type { Env } from '../http/env.ts';
import { eventStream } from '../http/event-stream.ts';
import { readBody } from '../http/input.ts';
import { rejected } from '../http/problem.ts';
import { EndNotices } from './end-notices.ts';
import { SESSION_COOKIE, type SignedIn, credentialOf, findSessionById, logOut, signedIn } from './sessions.ts';
import { signIn, signInRequest } from './sign-in.ts';
import type { Client, ClientKind } from './start-session.ts';

/** `/auth`: sign in, ask who is signed in, sign out, hear that the session has ended; the same with tokens for API clients. */
export function authRoutes(database: Database, failure: (error: unknown) => void): Hono<Env> {
  const app = new Hono<Env>();
  const { db } = database;
  const notices = new EndNotices(database, failure);

  app.post('/sign-in', async (context) => {
    const { token, session } = await signIn(db, {
      ...(await readBody(context, signInRequest)),
      ...clientOf(context, interactiveKind(context)),
      replaces: getCookie(context, SESSION_COOKIE),
    });
    setCookie(context, SESSION_COOKIE, token, {
      httpOnly: true, sameSite: 'Lax', path: '/', secure: new URL(context.req.url).protocol === 'https:',
    });
    return context.json(describe(session));
  });

  app.get('/session', signedIn(db), (context) => context.json(describe(context.get('signedIn'))));

  app.post('/sign-out', signedIn(db), async (context) => {
    await logOut(db, sql`s.id = ${context.get('signedIn').sessionId}`);
    deleteCookie(context, SESSION_COOKIE, { path: '/' });
    return context.body(null, 204);
  });

  app.post('/tokens', async (context) => {
    const { token, session } = await signIn(db, {
      ...(await readBody(context, signInRequest)),
      ...clientOf(context, 'api'),
      replaces: undefined,
    });
    return context.json({ token, sessionId: session.sessionId });
  });

  app.delete('/tokens/current', signedIn(db), async (context) => {
    if (credentialOf(context)?.by !== 'bearer') throw rejected('This request carries no bearer token.');
    await logOut(db, sql`s.id = ${context.get('signedIn').sessionId}`);
    return context.body(null, 204);
  });

  app.get('/events', signedIn(db), (context) => {
    const { sessionId } = context.get('signedIn');
    return eventStream(context.req.raw, {
      subscribe: (writer) => notices.watch(sessionId, writer),
      mayListen: async () => (await findSessionById(db, sessionId)) !== null,
    });
  });

  return app;
}

function describe({ user, csrfToken, operations }: SignedIn): Pick<SignedIn, 'user' | 'csrfToken' | 'operations'> {
  return { user, csrfToken, operations };
}

function clientOf(context: Context<Env>, kind: ClientKind): Client {
  return { kind, address: context.env?.incoming?.socket.remoteAddress ?? 'local', agent: context.req.header('user-agent') ?? null };
}

/**
 * The host's mobile app says what it is; a browser on a phone is a browser. It may say so falsely and gains nothing: both
 * kinds count the same.
 */
function interactiveKind(context: Context<Env>): ClientKind {
  return context.req.header('x-client')?.toLowerCase() === 'mobile' ? 'mobile' : 'web';
}
