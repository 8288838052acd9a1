import { randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { setCookie } from 'hono/cookie';
import * as z from 'zod/mini';
import { signIn } from '../server/auth/sign-in.ts';
import type { Database } from '../server/database/open.ts';
import type { Env } from '../server/http/env.ts';
import { storable } from '../server/http/input.ts';
import { HttpProblem } from '../server/http/problem.ts';
import { bodyOf } from './call.ts';
import { AUTH_COOKIE, CSRF_COOKIE, LOADER_COOKIE, tokenOf } from './session.ts';

const request = z.object({
  UserName: z.string().check(z.minLength(1), z.maxLength(191), storable),
  UserPassword: z.string().check(z.minLength(1), z.maxLength(1_000)),
});

/** `AuthService.svc/Login`: a session of the mock host's, as under its own `/auth`. Says no with status 200 and a code that is not 0. */
export async function login(context: Context<Env>, { db }: Database, body: unknown): Promise<object> {
  const { UserName, UserPassword } = bodyOf({ body }, request);
  try {
    const { token, session } = await signIn(db, {
      login: UserName,
      password: UserPassword,
      kind: 'web',
      address: context.env?.incoming?.socket.remoteAddress ?? 'local',
      agent: context.req.header('user-agent') ?? null,
      replaces: tokenOf(context),
    });
    setCookies(context, token, session.csrfToken);
    return { Code: 0, Message: '', Exception: null, PasswordChangeUrl: null, RedirectUrl: null };
  } catch (error) {
    if (!(error instanceof HttpProblem)) throw error;
    return { Code: 1, Message: error.title, Exception: { Message: error.title }, PasswordChangeUrl: null, RedirectUrl: null };
  }
}

/** Of a session that has just begun, however its user signed in. */
export function setCookies(context: Context<Env>, token: string, csrfToken: string): void {
  const options = { sameSite: 'Lax', path: '/', secure: new URL(context.req.url).protocol === 'https:' } as const;
  setCookie(context, LOADER_COOKIE, randomBytes(16).toString('base64url'), { ...options, httpOnly: true });
  setCookie(context, AUTH_COOKIE, token, { ...options, httpOnly: true });
  setCookie(context, CSRF_COOKIE, csrfToken, options);
}
