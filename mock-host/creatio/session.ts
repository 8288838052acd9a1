import { timingSafeEqual } from 'node:crypto';
import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { SESSION_COOKIE, type SignedIn, findSession } from '../server/auth/sessions.ts';
import { hashToken } from '../server/auth/token.ts';
import type { Database } from '../server/database/open.ts';
import type { Env } from '../server/http/env.ts';

export const AUTH_COOKIE = '.ASPXAUTH';
/** Readable by scripts: they send it back as a header of the same name. */
export const CSRF_COOKIE = 'BPMCSRF';
export const LOADER_COOKIE = 'BPMLOADER';

/** The token of the session that a request comes with: Creatio's cookie, or that of the mock host's own sign-in. */
export function tokenOf(context: Context<Env>): string | undefined {
  return getCookie(context, AUTH_COOKIE) ?? getCookie(context, SESSION_COOKIE);
}

/** Whose session a request is part of; null = none that is still active. Without `ForceUseSession` Creatio looks for none. */
export async function callerOf(context: Context<Env>, { db }: Database): Promise<SignedIn | null> {
  const token = tokenOf(context);
  if (token === undefined || context.req.header('forceusesession')?.toLowerCase() !== 'true') return null;
  const found = await findSession(db, { by: 'cookie', token });
  return found && 'ended' in found ? null : found;
}

/** Compares in a time that tells nothing about where the texts differ. */
export function hasToken(context: Context<Env>, { csrfToken }: SignedIn): boolean {
  return timingSafeEqual(Buffer.from(hashToken(context.req.header(CSRF_COOKIE) ?? '')), Buffer.from(hashToken(csrfToken)));
}
