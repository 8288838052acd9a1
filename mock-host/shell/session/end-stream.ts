import { readSessionEnd } from './session-end.ts';
import type { Session } from './session.ts';

/** Pauses between attempts, in milliseconds: twice as long each time. */
const PAUSE = { first: 1_000, longest: 30_000 } as const;

/** What a stream needs of the browser. */
export interface Surroundings {
  fetch(request: Request): Promise<Response>;
  readonly page: Pick<Document, 'hidden' | 'addEventListener' | 'removeEventListener'>;
  /** Resolves after so many milliseconds, or at once when the signal says so. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/**
 * Listens for the end of this browser's session while one is signed in, so that its user is told at once and not at the
 * next click. Only while the page can be seen: browsers grant a host a handful of connections, shared by all tabs, and a
 * page learns what it has missed when it is looked at again.
 */
export class EndStream {
  readonly #session: Session;
  readonly #around: Surroundings;
  /** The account it listens for. */
  #account: unknown = null;
  #abort = new AbortController();
  #failures = 0;
  #unsubscribe = (): void => {};

  constructor(session: Session, around: Surroundings = { fetch: (request) => window.fetch(request), page: document, wait }) {
    this.#session = session;
    this.#around = around;
  }

  start(): void {
    this.#unsubscribe = this.#session.subscribe(this.#update);
    this.#around.page.addEventListener('visibilitychange', this.#onVisibility);
    this.#update();
  }

  stop(): void {
    this.#unsubscribe();
    this.#around.page.removeEventListener('visibilitychange', this.#onVisibility);
    this.#listenFor(null);
  }

  readonly #onVisibility = (): void => {
    this.#failures = 0;
    this.#update();
  };

  readonly #update = (): void => {
    const { value } = this.#session;
    // Another account, or the same with another token, is another session: it needs a stream of its own.
    this.#listenFor(value.kind === 'signed-in' && !this.#around.page.hidden ? value.account : null);
  };

  #listenFor(account: unknown): void {
    if (account === this.#account) return;
    this.#account = account;
    this.#abort.abort();
    this.#abort = new AbortController();
    if (account) void this.#listen(this.#abort.signal);
  }

  async #listen(signal: AbortSignal): Promise<void> {
    for (;;) {
      if (this.#failures > 0) await this.#around.wait(Math.min(PAUSE.longest, PAUSE.first * 2 ** (this.#failures - 1)), signal);
      if (signal.aborted) return;
      const over = await this.#hear(signal).catch(() => false);
      if (signal.aborted) return;
      // Also when it is over: a host that refuses the stream and knows the session would be asked without pause.
      this.#failures += 1;
      if (over) return void this.#session.reportedEnded();
    }
  }

  /** Resolves true when the session is over, false when the connection is. */
  async #hear(signal: AbortSignal): Promise<boolean> {
    const response = await this.#around.fetch(new Request('/auth/events', { headers: { accept: 'text/event-stream' }, signal }));
    if (response.status === 401) return true;
    if (!response.ok || !response.body) return false;
    this.#failures = 0;
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return false;
      const lines = (rest + value).split('\n');
      rest = lines.pop() ?? '';
      if (lines.some(tellsEnd)) {
        void reader.cancel();
        return true;
      }
    }
  }
}

/** Only whether: how it ended is asked for then, since a sign-in in another tab may have followed already. */
function tellsEnd(line: string): boolean {
  if (!line.startsWith('data:')) return false;
  try {
    return readSessionEnd(JSON.parse(line.slice('data:'.length))) !== null;
  } catch {
    return false;
  }
}

function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    }, { once: true });
  });
}
