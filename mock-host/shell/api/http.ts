import { endOf } from '../session/session-end.ts';
import type { Session } from '../session/session.ts';

/** A refused or failed request, in the shell's words. `detail` is the server's own sentence and may be empty. */
export class HttpError extends Error {
  override readonly name = 'HttpError';

  constructor(
    readonly kind: 'offline' | 'forbidden' | 'not-found' | 'conflict' | 'rate-limited' | 'unexpected' | 'server',
    readonly detail = '',
    /** Seconds; null = the server did not say. */
    readonly retryAfter: number | null = null,
  ) {
    super(detail ? `${kind}: ${detail}` : kind);
  }
}

/** Requests of a signed-in administrator: carries the CSRF token and notices the end of the session. */
export class Http {
  readonly #session: Session;
  readonly #send: (request: Request) => Promise<Response>;

  constructor(session: Session, send: (request: Request) => Promise<Response> = (request) => window.fetch(request)) {
    this.#session = session;
    this.#send = send;
  }

  /** What plugins get: an ordinary `fetch`, apart from the token and from telling the shell about a 401. */
  readonly fetch = async (request: Request): Promise<Response> => {
    // It may have to be sent again, and a body can be read only once.
    const copy = request.clone();
    const { account } = this.#session;
    const response = await this.#send(this.#withToken(request));
    if (response.status === 401) {
      const end = await endOf(response.clone());
      // Refused in the name of a session that has been replaced meanwhile: it says nothing about the present one.
      const replaced = this.#session.value.kind === 'signed-in' && this.#session.account !== account;
      if (replaced) return this.fetch(copy);
      void this.#session.expired(end);
    }
    // A sign-in in another tab of this browser replaces cookie and token; the refused write was not carried out.
    if (response.status === 403 && isWrite(request) && (await this.#session.refreshToken())) return this.#send(this.#withToken(copy));
    return response;
  };

  /** Sends and reads JSON; waits for the sign-in when the session has ended. Rejects with `HttpError` or the abort reason. */
  async json(path: string, options: { method?: string; body?: unknown; signal?: AbortSignal } = {}): Promise<unknown> {
    const { method = 'GET', body, signal } = options;
    for (;;) {
      const request = new Request(path, {
        method,
        headers: body === undefined ? {} : { 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        ...(signal ? { signal } : {}),
      });
      const response = await send(this.fetch, request);
      if (response.status !== 401) return answer(response);
      await this.#session.expired();
      signal?.throwIfAborted();
    }
  }

  #withToken(request: Request): Request {
    if (isWrite(request)) request.headers.set('X-CSRF-Token', this.#session.csrfToken);
    return request;
  }
}

/** Turns a lost connection into an `HttpError`; an abort stays an abort. */
export async function send(fetch: (request: Request) => Promise<Response>, request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    if (request.signal.aborted) throw error;
    throw new HttpError('offline');
  }
}

/** The parsed JSON of a good answer, null when it has no body. Rejects with `HttpError` for every other answer. */
export async function answer(response: Response): Promise<unknown> {
  if (!response.ok) throw await refusal(response);
  if (response.status === 204) return null;
  try {
    return await response.json();
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new HttpError(error instanceof SyntaxError ? 'unexpected' : 'offline');
  }
}

export async function refusal(response: Response): Promise<HttpError> {
  const kinds: Readonly<Record<number, HttpError['kind']>> = {
    403: 'forbidden',
    404: 'not-found',
    409: 'conflict',
    429: 'rate-limited',
  };
  const wait = Number(response.headers.get('retry-after') ?? Number.NaN);
  const detail = await problemText(response);
  return new HttpError(kinds[response.status] ?? 'server', detail, Number.isFinite(wait) ? wait : null);
}

async function problemText(response: Response): Promise<string> {
  try {
    const body: unknown = await response.json();
    if (typeof body !== 'object' || body === null) return '';
    const { title, detail } = body as { title?: unknown; detail?: unknown };
    return [title, detail].filter((part) => typeof part === 'string').join(' ');
  } catch {
    return '';
  }
}

function isWrite(request: Request): boolean {
  return request.method !== 'GET' && request.method !== 'HEAD';
}
