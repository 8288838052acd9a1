import { HttpError, answer, refusal, send } from '../api/http.ts';
import { Store } from '../ui/store.ts';
import { type SessionEnd, endOf } from './session-end.ts';
import { tellSignIn } from './sign-in-news.ts';

export interface Account {
  readonly user: { readonly id: string; readonly name: string; readonly login: string };
  readonly csrfToken: string;
  /** Names of the operations the account may carry out, such as `CanManageLicUsers`. */
  readonly operations: readonly string[];
}

/**
 * `expired`: the page stays as it is underneath, and goes on once the same person has signed in again. `end`: how the
 * session before ended; null when there was none or the host does not tell.
 */
export type SessionState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'anonymous'; readonly end: SessionEnd | null }
  | { readonly kind: 'signed-in'; readonly account: Account }
  | { readonly kind: 'expired'; readonly account: Account; readonly end: SessionEnd | null };

/** Who is signed in, and what happens when that ends. */
export class Session extends Store<SessionState> {
  readonly #fetch: (request: Request) => Promise<Response>;
  readonly #onOtherUser: () => void;
  /** Asked to sign out: that the session ends is no news then. */
  #leaving = false;
  #expiry: { promise: Promise<void>; resolve: () => void } | null = null;

  /** `onOtherUser`: somebody else has signed in over an open page, which must not go on in their name. */
  constructor(onOtherUser: () => void, fetch: (request: Request) => Promise<Response> = (request) => window.fetch(request)) {
    super({ kind: 'starting' });
    this.#onOtherUser = onOtherUser;
    this.#fetch = fetch;
  }

  get account(): Account | null {
    return this.value.kind === 'signed-in' || this.value.kind === 'expired' ? this.value.account : null;
  }

  get csrfToken(): string {
    return this.account?.csrfToken ?? '';
  }

  can(operation: string): boolean {
    return this.account?.operations.includes(operation) ?? false;
  }

  async load(): Promise<void> {
    this.set({ kind: 'starting' });
    try {
      const { account, end } = await this.#current();
      this.set(account ? { kind: 'signed-in', account } : { kind: 'anonymous', end });
    } catch {
      this.set({ kind: 'unreachable' });
    }
  }

  /** Rejects with an `HttpError`; `forbidden` means that login and password do not match. */
  async signIn(login: string, password: string): Promise<void> {
    const response = await send(this.#fetch, post('/auth/sign-in', { login, password }));
    // 401: they are wrong. 400 and 422: they can't be right, being empty or endless.
    if ([400, 401, 422].includes(response.status)) throw new HttpError('forbidden', (await refusal(response)).detail);
    const account = readAccount(await answer(response));
    const before = this.account;
    tellSignIn();
    if (before && before.user.id !== account.user.id) return this.#onOtherUser();
    this.#resume(account);
  }

  /** Rejects with an `HttpError` when the server could not be told; then the session goes on. */
  async signOut(): Promise<void> {
    const request = post('/auth/sign-out', {});
    request.headers.set('X-CSRF-Token', this.csrfToken);
    this.#leaving = true;
    try {
      const response = await send(this.#fetch, request);
      if (!response.ok && response.status !== 401) throw await refusal(response);
      this.set({ kind: 'anonymous', end: null });
    } finally {
      this.#leaving = false;
    }
  }

  /** Says that the session has ended; resolves when the same person has signed in again. One question, however many ask. */
  expired(end: SessionEnd | null = null): Promise<void> {
    const account = this.account;
    if (!account) return new Promise(() => {});
    if (!this.#expiry) {
      let resolve = (): void => {};
      const promise = new Promise<void>((done) => (resolve = done));
      this.#expiry = { promise, resolve };
    }
    const told = this.value.kind === 'expired' && (this.value.end || !end);
    if (!told && !this.#leaving) this.set({ kind: 'expired', account, end });
    return this.#expiry.promise;
  }

  /**
   * Somebody says that the session has ended, a plugin for one. That may come late, of a session that is replaced by now:
   * then it may go on at once. Resolves when there is a session to go on with.
   */
  async reportedEnded(): Promise<void> {
    if (this.value.kind !== 'signed-in' || this.#leaving) return this.expired();
    const { account, end } = await this.#current().catch(() => nobody);
    if (account?.user.id === this.account?.user.id && account) return this.#resume(account);
    return this.expired(end);
  }

  /**
   * Looks whether this browser has signed in elsewhere meanwhile, in another tab. True when there is a new token,
   * so that a refused write makes sense again.
   */
  async refreshToken(): Promise<boolean> {
    const before = this.account;
    const { account } = await this.#current().catch(() => nobody);
    if (!before || !account) return false;
    if (account.user.id !== before.user.id) {
      this.#onOtherUser();
      return false;
    }
    if (account.csrfToken === before.csrfToken) return false;
    this.#resume(account);
    return true;
  }

  #resume(account: Account): void {
    this.set({ kind: 'signed-in', account });
    this.#expiry?.resolve();
    this.#expiry = null;
  }

  async #current(): Promise<{ readonly account: Account | null; readonly end: SessionEnd | null }> {
    const response = await send(this.#fetch, new Request('/auth/session'));
    if (response.status === 401) return { account: null, end: await endOf(response) };
    return { account: readAccount(await answer(response)), end: null };
  }
}

const nobody = { account: null, end: null } as const;

function post(path: string, body: unknown): Request {
  return new Request(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
}

function readAccount(body: unknown): Account {
  const { user, csrfToken, operations } = (body ?? {}) as Partial<Account>;
  const complete = typeof user?.id === 'string' && typeof user.name === 'string' && typeof csrfToken === 'string';
  if (!complete || !Array.isArray(operations)) throw new HttpError('unexpected');
  return { user, csrfToken, operations };
}
