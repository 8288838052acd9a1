import type { MiddlewareHandler } from 'hono';
import { deleteCookie } from 'hono/cookie';
import * as z from 'zod/mini';
import { SESSION_COOKIE } from '../server/auth/sessions.ts';
import { setCookies } from './login.ts';
import { AUTH_COOKIE, CSRF_COOKIE, LOADER_COOKIE } from './session.ts';

const signedIn = z.object({ csrfToken: z.string() });

/** Gives whoever signs in to the mock host Creatio's cookies too, and takes them away at sign-out: it is one session. */
export const bothCookies: MiddlewareHandler = async (context, next) => {
  await next();
  if (!context.res.ok || context.req.method !== 'POST') return;
  if (context.req.path === '/auth/sign-out') {
    for (const name of [LOADER_COOKIE, AUTH_COOKIE, CSRF_COOKIE]) deleteCookie(context, name, { path: '/' });
  }
  if (context.req.path === '/auth/sign-in') {
    const token = new RegExp(`${SESSION_COOKIE}=([^;]+)`).exec(context.res.headers.get('set-cookie') ?? '')?.[1];
    const { csrfToken } = signedIn.parse(await context.res.clone().json());
    if (token !== undefined) setCookies(context, token, csrfToken);
  }
};
