import { BehaviorSubject, type Observable, Subject } from 'rxjs';
import { LARGEST_PAGE, everyPage } from '../../licensing/every-page.ts';
import { type Patience, Recovery } from '../../licensing/recovery.ts';
import type { EndedSort, Page, PageQuery, SessionGateway, SessionPolicy, SessionQuery } from '../../licensing/session-gateway.ts';
import type { EndedSession } from '../../licensing/session.ts';
import { EndPreviews } from './end-preview.ts';
import { SessionEndings } from './end-run.ts';
import { SessionFeed } from './session-feed.ts';
import type { EndItem, EndPreview, EndScope, SessionManagerState, SessionRow } from './session-manager.state.ts';
import type { SessionManagerVerbs } from './session-manager.verbs.ts';
import type { SessionRows, ShownRows } from './session-rows.ts';
import { Soon } from './soon.ts';

/** What the store asks of its surroundings. */
export interface SessionServices extends Patience {
  readonly gateway: SessionGateway;
  /** Filled by the store; whoever draws only reads. */
  readonly rows: SessionRows;
  /** Who is signed in. */
  readonly userId: string;
  /** Whether sessions may be ended. */
  can(): Promise<boolean>;
  /** Milliseconds since the epoch. */
  now(): number;
}

/** How often rows and state are brought up to date, in milliseconds, however often something changes. */
const ROWS_EVERY = 100;
const STATE_EVERY = 250;
/**
 * The sessions there are, followed live, and the ending of some.
 *
 * A row leaves only when the host has confirmed that its session is over. An ending is sent under one id until every session's
 * outcome is known, however often the answer is lost on the way. The own session is never part of one.
 */
export class SessionManagerStore implements SessionManagerVerbs {
  readonly #subject = new BehaviorSubject<SessionManagerState>(Object.freeze({ kind: 'loading' }));
  /** Frozen states, the current one first. */
  readonly state$: Observable<SessionManagerState> = this.#subject;
  readonly #policy = new Subject<SessionPolicy>();
  /** The policy as the host tells it when somebody changes it. */
  readonly policy$: Observable<SessionPolicy> = this.#policy;

  readonly #services: SessionServices;
  readonly #stop = new AbortController();
  readonly #feed: SessionFeed;
  readonly #endings: SessionEndings;
  readonly #previews = new EndPreviews();
  readonly #flushSoon: Soon;
  readonly #emitSoon: Soon;
  readonly #leaveSoon: Soon;

  constructor(services: SessionServices) {
    this.#services = services;
    const { gateway, rows, can, now, pause } = services;
    const { signal } = this.#stop;
    const recovery = new Recovery(services, signal);
    this.#flushSoon = new Soon(() => pause(ROWS_EVERY, signal), signal, () => this.#flush());
    this.#emitSoon = new Soon(() => pause(STATE_EVERY, signal), signal, () => this.#emit());
    this.#leaveSoon = new Soon(() => pause(Math.max(this.#feed.list.nextToGo! - now(), ROWS_EVERY), signal), signal, () => this.#flush());
    this.#endings = new SessionEndings({
      gateway, recovery, signal,
      marks: {
        mark: (id, state, note) => this.#feed.list.mark(id, state, note),
        end: (id) => this.#feed.list.end(id, now()),
      },
      most: () => this.#feed.known!.capabilities.maxEnd,
      changed: () => this.#changed(),
    });
    this.#feed = new SessionFeed({
      gateway, rows, recovery, signal, can, now,
      changed: () => this.#changed(),
      happened: () => {
        this.#flush();
        this.#emit();
      },
      ended: (id, end) => this.#endings.heard(id, end),
      policy: (policy) => this.#policy.next(policy),
    });
  }

  retry(): void {
    this.#feed.retry();
  }

  reload(): void {
    this.#feed.reload();
  }

  pause(on: boolean): void {
    // What came before the pause is still let in, what came during it is let in now.
    this.#feed.list.paused = false;
    this.#flush();
    this.#feed.list.paused = on;
    this.#emit();
  }

  preview(scope: EndScope): EndPreview {
    return this.#previews.of(scope, this.#feed.list, this.#services.userId);
  }

  /**
   * What ending all sessions that match would do, as they are now, where they are not all here.
   * @param query with `userId`: of those only that user's
   * @throws {LicensingError}
   */
  async previewMatching(
    { userId, ...query }: Pick<SessionQuery, 'search' | 'kind'> & { readonly userId?: string },
    signal: AbortSignal,
  ): Promise<EndPreview> {
    // What moves to another page meanwhile counts once.
    const rows = new Map<string, SessionRow>();
    const pages = everyPage((cursor) => this.page({ ...query, sort: '-started', cursor, limit: LARGEST_PAGE }, signal));
    for await (const { items } of pages) {
      for (const row of items) if (userId === undefined || row.userId === userId) rows.set(row.id, row);
    }
    return this.#previews.all([...rows.values()]);
  }

  async end(preview: EndPreview, reason: string | null): Promise<void> {
    const sessions = this.#previews.sessionsOf(preview);
    if (!sessions.length || !this.#feed.known?.mayEnd) return;
    const done = this.#endings.end(sessions, this.#feed.known.capabilities.reasons ? reason : null);
    this.#emit();
    await done;
    this.#emit();
  }

  async retryFailed(): Promise<void> {
    const done = this.#endings.retryFailed();
    this.#emit();
    await done;
    this.#emit();
  }

  stop(): void {
    this.#endings.stop();
    this.#emit();
  }

  dismiss(): void {
    this.#endings.dismiss();
    this.#emit();
  }

  ledger(): readonly EndItem[] {
    return this.#endings.ledger();
  }

  ended(query: PageQuery<EndedSort>, signal: AbortSignal): Promise<Page<EndedSession>> {
    return this.#services.gateway.endedSessions(query, AbortSignal.any([signal, this.#stop.signal]));
  }

  /**
   * A page of sessions as rows, where they are not all here.
   * @throws {LicensingError}
   */
  async page(query: SessionQuery, signal: AbortSignal): Promise<Page<SessionRow>> {
    const page = await this.#services.gateway.sessions(query, AbortSignal.any([signal, this.#stop.signal]));
    return { ...page, items: page.items.filter(({ id }) => !this.#feed.list.hasEnded(id)).map((session) => this.#feed.list.rowOf(session)) };
  }

  /** Ends everything; the store is of no use afterwards. */
  dispose(): void {
    this.#stop.abort();
    this.#subject.complete();
    this.#policy.complete();
  }

  /** Where sessions are not all here: keeps up to date what the grid holds of them, from now on. */
  show(rows: ShownRows): void {
    this.#feed.show(rows);
  }

  #changed(): void {
    this.#flushSoon.ask();
    this.#emitSoon.ask();
  }

  #flush(): void {
    const { list } = this.#feed;
    list.flush(this.#services.now());
    if (list.behind) this.#flushSoon.ask();
    if (list.nextToGo !== undefined) this.#leaveSoon.ask();
  }

  #emit(): void {
    if (!this.#stop.signal.aborted) this.#subject.next(Object.freeze(this.#state()));
  }

  #state(): SessionManagerState {
    const { known, failure, list } = this.#feed;
    if (known === null) return { kind: 'absent' };
    if (known === undefined) return failure ? { kind: 'failed', code: failure } : { kind: 'loading' };
    return { kind: 'ready', ...known, paused: list.paused, waiting: list.waiting, run: this.#endings.run };
  }
}
