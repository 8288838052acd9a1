import type { Hono } from 'hono';
import type { Env } from '../../../../mock-host/server/http/env.ts';

export interface Problem {
  readonly code: string;
  readonly title: string;
  readonly detail?: string;
  readonly ended?: { readonly method: string; readonly reason: string | null; readonly by: string | null };
}

/** A browser profile with its cookies, shared by all of its tabs; signs in as people do, with the password `demo`. */
export class BrowserProfile {
  #cookie = '';
  #csrfToken = '';

  constructor(
    private readonly app: Hono<Env>,
    private readonly headers: Readonly<Record<string, string>> = {},
  ) {}

  /** The token in the cookie. */
  get token(): string {
    return this.#cookie.split('=')[1] ?? '';
  }

  async signIn(login: string): Promise<number> {
    const answer = await this.request('POST', '/auth/sign-in', JSON.stringify({ login, password: 'demo' }));
    if (!answer.ok) return answer.status;
    this.#cookie = answer.headers.get('set-cookie')!.split(';')[0]!;
    this.#csrfToken = ((await answer.json()) as { csrfToken: string }).csrfToken;
    return answer.status;
  }

  async signOut(): Promise<number> {
    return (await this.request('POST', '/auth/sign-out')).status;
  }

  async request(method: string, path: string, body?: string): Promise<Response> {
    return this.app.request(path, {
      method,
      headers: { 'content-type': 'application/json', cookie: this.#cookie, 'x-csrf-token': this.#csrfToken, ...this.headers },
      ...(body === undefined ? {} : { body }),
    });
  }

  /** `signed in`, or how the session ended. */
  async state(): Promise<string> {
    const answer = await this.request('GET', '/auth/session');
    return answer.ok ? 'signed in' : (((await answer.json()) as Problem).ended?.method ?? 'no session');
  }
}
