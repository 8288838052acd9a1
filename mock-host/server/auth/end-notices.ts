import { sql } from 'kysely';
import type { EndMethod } from '../../../src/licensing/session.ts';
import type { Database } from '../database/open.ts';
import type { EventWriter } from '../http/event-stream.ts';
import { tellEnd } from './session-over.ts';

/** Tells clients that their own session has ended, in whatever server process that happened, as soon as it is so. */
export class EndNotices {
  readonly #watchers = new Map<string, Set<EventWriter>>();
  #listening: Promise<unknown> | null = null;

  constructor(
    private readonly database: Database,
    private readonly failure: (error: unknown) => void,
  ) {}

  /** Sessions that are watched. */
  get size(): number {
    return this.#watchers.size;
  }

  /** Writes an event and ends the stream once the session has ended, also if it has already, until the returned function is called. */
  async watch(sessionId: string, writer: EventWriter): Promise<() => void> {
    this.#listening ??= this.database.listen('licensing', (message) => this.#hear(message)).catch((error: unknown) => {
      this.#listening = null;
      throw error;
    });
    await this.#listening;
    const watchers = this.#watchers.get(sessionId) ?? new Set();
    this.#watchers.set(sessionId, watchers.add(writer));
    const leave = () => {
      watchers.delete(writer);
      if (!watchers.size && this.#watchers.get(sessionId) === watchers) this.#watchers.delete(sessionId);
    };
    try {
      await this.#look([sessionId]);
    } catch (error) {
      leave();
      throw error;
    }
    return leave;
  }

  #hear(message: string): void {
    const [kind, id = ''] = message.split(' ');
    // `reload`: something may have been missed.
    const ids = kind === 'session' ? [id].filter((ended) => this.#watchers.has(ended)) : kind === 'reload' ? [...this.#watchers.keys()] : [];
    if (!ids.length) return;
    this.#look(ids).catch((error: unknown) => {
      this.failure(error);
      // They come back, and learn it from the refusal.
      for (const ended of ids) for (const writer of [...(this.#watchers.get(ended) ?? [])]) writer.end();
    });
  }

  async #look(ids: readonly string[]): Promise<void> {
    const { rows } = await sql<{ id: string; method: EndMethod; reason: string | null }>`
      select id, end_method as method, end_reason as reason from session
      where id = any (${sql.val(ids)}::uuid[]) and ended_at is not null`.execute(this.database.db);
    for (const { id, ...end } of rows) {
      for (const writer of [...(this.#watchers.get(id) ?? [])]) {
        writer.send({ kind: 'ended', ...tellEnd(end) });
        writer.end();
      }
    }
  }
}
