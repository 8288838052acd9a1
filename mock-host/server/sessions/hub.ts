import { type Kysely, sql } from 'kysely';
import type { sessionEvent } from '../../../src/host/rest/wire-sessions.ts';
import type { Wire } from '../../../src/host/rest/wire.ts';
import type { Database } from '../database/open.ts';
import type { Tables } from '../database/tables.ts';
import { readCounts } from './counts.ts';
import { readClock } from './list.ts';
import { readPolicy } from './policy.ts';
import { type ActiveRow, type EndRow, activeColumns, endColumns, toWireEnd, toWireSession } from './rows.ts';

export type WireSessionEvent = Wire<typeof sessionEvent>;
type News = Extract<WireSessionEvent, { kind: 'sessions' }>;

export interface SessionSubscriber {
  readonly sessionId: string;
  send(event: WireSessionEvent): void;
  /** Its session has ended. */
  end(): void;
}

/** Shortest time from one event to the next: as often as anybody can read. */
const BEAT_MS = 250;
/** So many changed sessions are worth telling one by one. */
const MOST_TOLD = 2_000;

/**
 * Hears ids of changed sessions from the database and tells what has become of them: few times a second, however many
 * changes there are, and read once for all who listen.
 */
export class SessionHub {
  readonly #subscribers = new Set<SessionSubscriber>();
  #listening: Promise<unknown> | null = null;
  #ids = new Set<string>();
  /** Those who have not been told anything yet. */
  #newcomers = new Set<SessionSubscriber>();
  #policy = false;
  #reload = false;
  #beat: Promise<void> | null = null;

  constructor(
    private readonly database: Database,
    private readonly failure: (error: unknown) => void,
  ) {}

  get size(): number {
    return this.#subscribers.size;
  }

  /**
   * From when the promise resolves nothing is missed, until the returned function is called. The numbers of that moment
   * are told even if nothing changes: only an event proves to a client that it is listening.
   */
  async subscribe(subscriber: SessionSubscriber): Promise<() => void> {
    this.#listening ??= this.database.listen('sessions', (message) => this.#hear(message)).catch((error: unknown) => {
      this.#listening = null;
      throw error;
    });
    await this.#listening;
    this.#subscribers.add(subscriber);
    this.#newcomers.add(subscriber);
    this.#beat ??= this.#beats();
    return () => {
      this.#subscribers.delete(subscriber);
      this.#newcomers.delete(subscriber);
    };
  }

  #hear(message: string): void {
    if (!this.#subscribers.size) return;
    switch (message) {
      case 'policy':
        this.#policy = true;
        break;
      case 'reload':
        this.#reload = true;
        break;
      default:
        for (const id of message.split(' ')) this.#ids.add(id);
    }
    this.#beat ??= this.#beats();
  }

  /** Tells at once what has not been told, and then again after each pause in which something was heard. */
  async #beats(): Promise<void> {
    while (this.#subscribers.size && (this.#ids.size || this.#newcomers.size || this.#policy || this.#reload)) {
      await this.#tell().catch((error: unknown) => {
        this.failure(error);
        this.#sendAll({ kind: 'reload' });
      });
      await new Promise((resolve) => setTimeout(resolve, BEAT_MS));
    }
    this.#beat = null;
  }

  async #tell(): Promise<void> {
    const { db } = this.database;
    const [ids, newcomers] = [this.#ids, this.#newcomers];
    const [policy, reload] = [this.#policy, this.#reload || ids.size > MOST_TOLD];
    this.#ids = new Set();
    this.#newcomers = new Set();
    this.#policy = this.#reload = false;
    if (policy) this.#sendAll({ kind: 'policy', policy: await readPolicy(db) });
    if (reload) {
      for (const subscriber of await this.#signedOut()) subscriber.end();
      this.#sendAll({ kind: 'reload' });
    } else if (ids.size || newcomers.size) {
      const news = await readNews(db, [...ids]);
      for (const subscriber of [...this.#subscribers].filter((each) => ids.size || newcomers.has(each))) {
        if (news.ended.some(({ id }) => id === subscriber.sessionId)) subscriber.end();
        else subscriber.send(seenBy(subscriber, news));
      }
    }
  }

  /** Those whose own session may be among the many that were not told one by one. */
  async #signedOut(): Promise<SessionSubscriber[]> {
    const all = [...this.#subscribers];
    const { rows } = await sql<{ id: string }>`
      select id from session where id = any (${sql.val(all.map(({ sessionId }) => sessionId))}::uuid[]) and ended_at is null`.execute(this.database.db);
    const signedIn = new Set(rows.map(({ id }) => id));
    return all.filter(({ sessionId }) => !signedIn.has(sessionId));
  }

  #sendAll(event: WireSessionEvent): void {
    for (const subscriber of [...this.#subscribers]) subscriber.send(event);
  }
}

async function readNews(db: Kysely<Tables>, ids: readonly string[]): Promise<News> {
  const { rows } = await sql<ActiveRow & EndRow>`
    select ${activeColumns}, ${endColumns} from session s where s.id = any (${sql.val(ids)}::uuid[])`.execute(db);
  const ended: News['ended'] = [];
  const changed: News['changed'] = [];
  for (const row of rows) {
    const end = toWireEnd(row);
    if (end) ended.push({ id: row.id, end });
    else changed.push(toWireSession(row, false));
  }
  return { kind: 'sessions', changed, ended, counts: await readCounts(db), asOf: await readClock(db) };
}

/** The same for everybody but whose session is among them. */
function seenBy({ sessionId }: SessionSubscriber, news: News): News {
  if (!news.changed.some(({ id }) => id === sessionId)) return news;
  return { ...news, changed: news.changed.map((session) => (session.id === sessionId ? { ...session, own: true } : session)) };
}
