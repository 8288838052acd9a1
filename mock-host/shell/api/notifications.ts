import { Store } from '../ui/store.ts';
import type { Http } from './http.ts';

/** How many items of a batch ended how, in the order in which it is told. */
export const outcomes = ['applied', 'skipped', 'failed', 'not-attempted', 'unknown'] as const;
export type Tally = Readonly<Record<(typeof outcomes)[number], number>>;

/** Says that a batch has ended. */
export interface Notification {
  readonly id: string;
  readonly batchId: string;
  readonly tally: Tally;
  /** ISO instant. */
  readonly createdAt: string;
  readonly unread: boolean;
}

/** `failed`: the last reading did; what was known before stays. */
export interface Notifications {
  readonly items: readonly Notification[];
  readonly unread: number;
  readonly failed: boolean;
}

/** How often they are read while the page is in sight. */
const EVERY_MS = 60_000;

/** What the host has to tell whoever is signed in. */
export class NotificationStore extends Store<Notifications> {
  readonly #http: Pick<Http, 'json'>;
  #abort = new AbortController();
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(http: Pick<Http, 'json'>) {
    super({ items: [], unread: 0, failed: false });
    this.#http = http;
  }

  start(): void {
    void this.read();
    this.#timer = setInterval(() => document.hidden || void this.read(), EVERY_MS);
    document.addEventListener('visibilitychange', this.#onVisible);
  }

  stop(): void {
    clearInterval(this.#timer);
    document.removeEventListener('visibilitychange', this.#onVisible);
    this.#abort.abort();
    // They are nobody else's business.
    this.set({ items: [], unread: 0, failed: false });
  }

  read(): Promise<void> {
    return this.#ask('/crm/v1/notifications', 'GET');
  }

  markRead(): Promise<void> {
    return this.#ask('/crm/v1/notifications/read', 'POST');
  }

  /** Only the last question's answer counts. */
  async #ask(path: string, method: string): Promise<void> {
    this.#abort.abort();
    const { signal } = (this.#abort = new AbortController());
    try {
      const answer = await this.#http.json(path, { method, signal });
      if (!signal.aborted) this.set(readNotifications(answer));
    } catch {
      if (!signal.aborted) this.set({ ...this.value, failed: true });
    }
  }

  readonly #onVisible = (): void => {
    if (!document.hidden) void this.read();
  };
}

/** Reads the host's answer; kinds that this shell does not know are left out. Throws for what is no answer. */
export function readNotifications(answer: unknown): Notifications {
  const { items } = answer as { readonly items: readonly Readonly<Record<string, unknown>>[] };
  const known = items.filter(({ kind }) => kind === 'batch').map(readOne);
  return { items: known, unread: known.filter(({ unread }) => unread).length, failed: false };
}

function readOne({ id, batchId, detail, createdAt, readAt }: Readonly<Record<string, unknown>>): Notification {
  const counts = (detail ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof batchId !== 'string' || Number.isNaN(Date.parse(String(createdAt)))) throw new TypeError('not a notification');
  const tally = Object.fromEntries(outcomes.map((outcome) => [outcome, Number(counts[outcome]) || 0])) as Tally;
  return { id: String(id), batchId, tally, createdAt: String(createdAt), unread: readAt === null };
}
