import { type Session, countsTowardLimit } from '../../licensing/session.ts';
import type { SessionRow } from './session-manager.state.ts';
import type { SessionRows, ShownRows } from './session-rows.ts';

/** How long a session that has ended is still seen, in milliseconds. */
export const LEAVING = 2_000;
/** How long a session that has ended is remembered, so that news on their way from before don't bring it back. */
const REMEMBERED = 60_000;

/** Most rows that are put at once: more of them wait for the next flush, so that no frame waits for them. */
const MOST_AT_ONCE = 5_000;

/** What we know of a session beyond what the host tells of it. */
interface Mark {
  /** Null: as the host tells. */
  readonly state: 'queued' | 'asked' | 'ending' | 'ended' | null;
  readonly note: SessionRow['note'];
}

/** A read of all sessions under way. */
export interface Reading {
  /** Fills the list for the first time: not a change, so it is never held back. */
  readonly first: boolean;
  readonly seen: Set<string>;
  /** Told of meanwhile: the answers of this read may be older. */
  readonly touched: Set<string>;
}

const facts = ['userId', 'userName', 'login', 'kind', 'address', 'agent', 'startedAt', 'lastRequestAt', 'ending', 'own'] as const;

/**
 * Puts together what the host tells, what is being ended, and what is on screen. Changes wait until `flush`, and those of
 * others longer while `paused`; what the administrator does is seen in spite of that.
 */
export class SessionList {
  paused = false;
  readonly #rows: ShownRows & Partial<SessionRows>;
  /** The collection holds some of the sessions only: what it lacks is not put there. */
  readonly #partial: boolean;
  /** News not yet in the rows; null = ended. */
  readonly #news = new Map<string, Session | null>();
  readonly #marks = new Map<string, Mark>();
  /** Rows to be put anew; with the session where that has changed. */
  readonly #stale = new Map<string, Session | undefined>();
  /** Ended and still seen, with when they go; in that order. */
  readonly #leaving = new Map<string, number>();
  /** Ended, with when; in that order. */
  readonly #ended = new Map<string, number>();
  /** Interactive sessions, by user. */
  readonly #ofUser = new Map<string, string[]>();
  #reading: Reading | undefined;

  constructor(rows: ShownRows & Partial<SessionRows>, partial: boolean) {
    this.#rows = rows;
    this.#partial = partial;
  }

  /** How many sessions have changed since the pause began. */
  get waiting(): number {
    return this.paused ? this.#news.size : 0;
  }

  /** Not all rows are up to date. */
  get behind(): boolean {
    return this.#stale.size > 0 || (!this.paused && this.#news.size > 0);
  }

  /** When the next row has been seen for long enough; undefined = none waits to go. */
  get nextToGo(): number | undefined {
    return this.paused ? undefined : this.#leaving.values().next().value;
  }

  get(id: string): SessionRow | undefined {
    return this.#rows.get(id);
  }

  [Symbol.iterator](): Iterator<SessionRow> {
    return this.#rows[Symbol.iterator]?.() ?? [].values();
  }

  /** Takes in what the host tells by itself. */
  hear(changed: readonly Session[], ended: readonly { readonly id: string }[], now: number): void {
    for (const session of changed) {
      this.#reading?.touched.add(session.id);
      this.#learn(session);
    }
    for (const { id } of ended) {
      this.#reading?.touched.add(id);
      if (this.#marks.get(id)?.state) this.end(id, now);
      else this.#learnEnded(id);
    }
  }

  /** Begins a read of all; the one before, if it is not through, is over. */
  startReading(first: boolean): Reading {
    return (this.#reading = { first, seen: new Set(), touched: new Set() });
  }

  /** Takes in a page of a read. */
  read(reading: Reading, sessions: readonly Session[]): void {
    for (const session of sessions) {
      reading.seen.add(session.id);
      if (reading.touched.has(session.id) || this.#ended.has(session.id)) continue;
      if (reading.first) this.#take(session);
      else this.#learn(session);
    }
  }

  /** All pages are here: what was in none of them has ended. Says whether anything had changed. */
  finish({ first, seen, touched }: Reading): boolean {
    this.#reading = undefined;
    const lacks = (id: string): boolean => !seen.has(id) && !touched.has(id);
    for (const { id } of this) if (lacks(id)) this.#learnEnded(id);
    for (const ids of [this.#stale, this.#news]) for (const id of ids.keys()) if (lacks(id)) this.#learnEnded(id);
    return first || this.#news.size > 0;
  }

  /** Says what becomes of a session that is being ended. */
  mark(id: string, state: Mark['state'], note: Mark['note'] = null): void {
    // An answer may come later than the news of what came of it.
    if (this.#ended.has(id)) return;
    if (state || note) this.#marks.set(id, { state, note });
    else this.#marks.delete(id);
    this.#stale.set(id, this.#stale.get(id));
  }

  /** A session that the administrator asked to end is over. */
  end(id: string, now: number): void {
    this.#reading?.touched.add(id);
    this.#news.delete(id);
    this.#confirm(id, now);
  }

  /** A session as a row, with what is known of it here. */
  rowOf(session: Session): SessionRow {
    const { state, note } = this.#marks.get(session.id) ?? { state: null, note: null };
    const ofUser = countsTowardLimit(session.kind) ? (this.#ofUser.get(session.userId)?.length ?? 0) : 0;
    return { ...session, state: state ?? (session.ending ? 'ending' : 'active'), note, ofUser };
  }

  hasEnded(id: string): boolean {
    return this.#ended.has(id);
  }

  /** Brings rows up to date, in one go, and all of them unless they are very many. */
  flush(now: number): void {
    if (!this.paused) {
      for (const [id, session] of this.#news) {
        if (session) this.#take(session);
        else this.#confirm(id, now);
      }
      this.#news.clear();
    }
    const remove = this.paused ? [] : this.#leave(now);
    const upsert: SessionRow[] = [];
    for (const [id, session] of this.#stale) {
      if (upsert.length === MOST_AT_ONCE) break;
      this.#stale.delete(id);
      const known = this.#rows.get(id);
      if (known || (session && !this.#partial)) upsert.push(this.rowOf(session ?? known!));
    }
    this.#forget(now);
    if (upsert.length || remove.length) this.#rows.apply({ upsert, remove });
  }

  #learn(session: Session): void {
    const { id } = session;
    // What has ended never comes back.
    if (this.#ended.has(id) || this.#news.get(id) === null) return;
    const known = this.#news.get(id) ?? this.#stale.get(id) ?? this.#rows.get(id);
    if (known && facts.every((fact) => known[fact] === session[fact])) return;
    if (known || !this.#partial) this.#news.set(id, session);
  }

  #learnEnded(id: string): void {
    if (this.#ended.has(id)) return;
    if (this.#rows.get(id) || this.#stale.has(id)) this.#news.set(id, null);
    // Came and went while changes are held back.
    else this.#news.delete(id);
  }

  #take(session: Session): void {
    // Of a part, no number is known.
    if (countsTowardLimit(session.kind) && !this.#partial) {
      const ids = this.#ofUser.get(session.userId) ?? [];
      if (!ids.includes(session.id)) {
        ids.push(session.id);
        this.#ofUser.set(session.userId, ids);
        this.#recount(ids);
      }
    }
    this.#stale.set(session.id, session);
  }

  #confirm(id: string, now: number): void {
    if (this.#ended.has(id)) return;
    this.#ended.set(id, now);
    this.#marks.set(id, { state: 'ended', note: null });
    this.#leaving.set(id, now + LEAVING);
    const session = this.#stale.get(id) ?? this.#rows.get(id);
    this.#stale.set(id, session);
    const ids = session && this.#ofUser.get(session.userId);
    if (!ids?.includes(id)) return;
    ids.splice(ids.indexOf(id), 1);
    if (!ids.length) this.#ofUser.delete(session!.userId);
    this.#recount(ids);
  }

  /** The others of a user show the number too. */
  #recount(ids: readonly string[]): void {
    for (const id of ids) this.#stale.set(id, this.#stale.get(id));
  }

  #leave(now: number): string[] {
    const removed: string[] = [];
    for (const [id, due] of this.#leaving) {
      if (due > now) break;
      this.#leaving.delete(id);
      this.#marks.delete(id);
      this.#stale.delete(id);
      if (this.#rows.get(id)) removed.push(id);
    }
    return removed;
  }

  #forget(now: number): void {
    for (const [id, at] of this.#ended) {
      if (at > now - REMEMBERED) break;
      // While changes are held back its row is still there.
      if (!this.#leaving.has(id)) this.#ended.delete(id);
    }
  }
}
