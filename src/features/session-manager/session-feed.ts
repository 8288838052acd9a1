import type { LicensingErrorCode } from '../../licensing/errors.ts';
import { LARGEST_PAGE, everyPage } from '../../licensing/every-page.ts';
import type { Recovery } from '../../licensing/recovery.ts';
import type {
  Page, SessionCapabilities, SessionEvent, SessionGateway, SessionPolicy,
} from '../../licensing/session-gateway.ts';
import type { Session, SessionEnd } from '../../licensing/session.ts';
import { RETRY_FIRST, asLicensingError } from '../../licensing/trouble.ts';
import { SessionList } from './session-list.ts';
import type { Ready } from './session-manager.state.ts';
import type { SessionRows, ShownRows } from './session-rows.ts';
import { Soon } from './soon.ts';
import { readAfter, totalOf, withCounts } from './summary.ts';

/** More sessions than this stay at the host, and are asked for page by page. */
export const MOST_HERE = 200_000;
/** The first page: what is soon on screen. */
const FIRST_PAGE = 100;
/** Waits between two reads where the host pushes nothing, in milliseconds: doubling while nothing changes. */
const POLL_FIRST = 10_000;
const POLL_LAST = 300_000;
/** A read that took long is not repeated before so many times as long have passed. */
const REST = 5;
/** How long a host may take to tell its first event before we read, in milliseconds. */
const OPENING = 1_000;
/** How often the trend is read where changes are pushed, in milliseconds. */
const TREND_EVERY = 300_000;
/** How far the host's clock may seem to wander, in milliseconds, before "idle" counts anew. */
const CLOCK_STEP = 2_000;

export interface FeedServices {
  readonly gateway: SessionGateway;
  readonly rows: SessionRows;
  readonly recovery: Recovery;
  readonly signal: AbortSignal;
  can(): Promise<boolean>;
  now(): number;
  /** The list, or a figure, has changed; told often. */
  changed(): void;
  /** Something has happened that is worth seeing at once. */
  happened(): void;
  ended(id: string, end: SessionEnd): void;
  policy(policy: SessionPolicy): void;
}

/** What is known of the host's sessions beside the sessions. */
export interface Known extends Pick<Ready, 'summary' | 'mayEnd' | 'loading' | 'paged' | 'trouble' | 'clockSkew'> {
  readonly capabilities: SessionCapabilities;
}

/** Fills a list with the sessions there are: a first page at once, then all, then what changes, as pushed or by asking. */
export class SessionFeed {
  list: SessionList;
  /** Undefined: nothing is known yet; null: the host can't tell about sessions. */
  known: Known | null | undefined;
  /** What keeps the first read from going on. */
  failure: LicensingErrorCode | null = null;
  readonly #services: FeedServices;
  readonly #reloadSoon: Soon;
  #turn: AbortController | undefined;
  #reading: Promise<boolean> | undefined;
  #again = false;
  /** When the next read may begin that nobody is waiting for. */
  #restedAt = 0;
  /** All sessions have been here once: what is read from now on are changes. */
  #filled = false;
  #trend: Promise<void> | undefined;

  constructor(services: FeedServices) {
    this.#services = services;
    const { rows, recovery, signal, now } = services;
    this.list = new SessionList(rows, false);
    this.#reloadSoon = new Soon(() => recovery.nap(Math.max(0, this.#restedAt - now())), signal, () => this.reload());
    void this.#run();
  }

  /** Asks again at once whatever waits to be asked again. */
  retry(): void {
    this.failure = null;
    this.#services.recovery.wake();
    this.#services.happened();
  }

  /** Reads all anew. */
  reload(): void {
    if (!this.known) return this.retry();
    this.#readAgain().catch(() => {
      // Over to `#run`, which knows how to go on.
      this.#turn?.abort();
      this.#services.recovery.wake();
    });
  }

  /** From now on these are kept up to date: what a grid holds of sessions that are not all here. */
  show(rows: ShownRows): void {
    const { paused } = this.list;
    this.list = new SessionList(rows, true);
    this.list.paused = paused;
  }

  /** Reads, then follows what others change, until disposed. */
  async #run(): Promise<void> {
    const { signal, recovery, now } = this.#services;
    let attempt = 0;
    let wait = POLL_FIRST;
    while (!signal.aborted) {
      const turn = (this.#turn = new AbortController());
      const during = AbortSignal.any([signal, turn.signal]);
      try {
        this.known ??= await this.#begin(during);
        if (!this.known) return turn.abort();
        const { events, trend } = this.known.capabilities;
        if (events && trend) this.#trend ??= this.#followTrend();
        const following = events ? await this.#follow(during) : undefined;
        const began = now();
        // Listening already, we read what changed before we did.
        const changed = await this.#readAgain();
        attempt = 0;
        const took = now() - began;
        await following?.over;
        wait = changed ? POLL_FIRST : Math.min(wait * 2, POLL_LAST);
        await recovery.nap(events ? RETRY_FIRST : Math.max(wait, took * REST), true);
      } catch (error) {
        turn.abort();
        this.#trip(error);
        await recovery.after(error, attempt++);
      }
    }
  }

  /** Puts a first page on screen; null: the host can't tell about sessions. */
  async #begin(signal: AbortSignal): Promise<Known | null> {
    const { gateway, rows, now, can, happened } = this.#services;
    const first = Promise.all([
      gateway.summary(signal),
      gateway.sessions({ search: '', kind: null, sort: '-started', cursor: null, limit: FIRST_PAGE }, signal),
      can(),
    ]);
    // A host without sessions may have none of these.
    first.catch(() => {});
    const capabilities = await gateway.capabilities(signal);
    if (!capabilities) {
      this.known = null;
      happened();
      return null;
    }
    const [summary, page, mayEnd] = await first;
    signal.throwIfAborted();
    const total = totalOf(summary);
    const paged = total > MOST_HERE;
    this.list = new SessionList(rows, paged);
    if (!paged) this.list.read(this.list.startReading(true), page.items);
    const loading = paged || page.next === null ? null : { here: page.items.length, total };
    this.known = { capabilities, summary, mayEnd, loading, paged, trouble: null, clockSkew: summary.asOf - now() };
    happened();
    return this.known;
  }

  /** Hears what the host tells until it stops telling; resolves as soon as nothing is missed any more. */
  async #follow(signal: AbortSignal): Promise<{ readonly over: Promise<void> }> {
    let opened = (): void => {};
    const open = new Promise<void>((resolve) => (opened = resolve));
    const listen = async (): Promise<void> => {
      try {
        for await (const event of this.#services.gateway.sessionEvents(signal)) {
          opened();
          this.#hear(event);
        }
      } catch {
        // Whether anything is really wrong shows when we read next.
      }
      opened();
    };
    const over = listen();
    // Only its first event proves that a stream is open; a host may have nothing to tell.
    await Promise.race([this.#services.recovery.nap(OPENING), open]);
    return { over };
  }

  /** Reads all anew, one read at a time; says whether anything had changed. */
  #readAgain(): Promise<boolean> {
    this.#again = true;
    this.#reading ??= this.#readWhileAsked().finally(() => (this.#reading = undefined));
    return this.#reading;
  }

  async #readWhileAsked(): Promise<boolean> {
    const { now, recovery, signal } = this.#services;
    let changed = false;
    while (this.#again && !signal.aborted) {
      this.#again = false;
      const began = now();
      changed = (await this.#read()) || changed;
      const rest = Math.max(RETRY_FIRST, (now() - began) * REST);
      this.#restedAt = now() + rest;
      if (this.#again) await recovery.nap(rest);
    }
    return changed;
  }

  async #read(): Promise<boolean> {
    const { gateway, signal, can, changed } = this.#services;
    const { list } = this;
    const { paged, loading } = this.known!;
    const reading = list.startReading(!this.#filled);
    const others = Promise.all([gateway.summary(signal), can()]);
    // Asked for at once, and looked at when all pages are here.
    others.catch(() => {});
    const ask = (cursor: string | null): Promise<Page<Session>> =>
      gateway.sessions({ search: '', kind: null, sort: '-started', cursor, limit: LARGEST_PAGE }, signal);
    if (!paged) {
      for await (const { items, total } of everyPage(ask, (error, attempt) => this.#lost(error, attempt))) {
        list.read(reading, items);
        const here = reading.seen.size;
        this.#know({ trouble: null, ...(loading && { loading: { here, total: Math.max(total.count, here) } }) });
        changed();
      }
    }
    const [summary, mayEnd] = await others;
    signal.throwIfAborted();
    const moved = paged || list.finish(reading);
    this.#filled = true;
    this.#know({ summary: readAfter(this.known!.summary, summary), mayEnd, loading: null, trouble: null });
    this.#setClock(summary.asOf);
    changed();
    return moved;
  }

  /** Waits until a page makes sense to be asked for again; rejects when it doesn't without a new start. */
  async #lost(thrown: unknown, attempt: number): Promise<void> {
    const { recovery, signal } = this.#services;
    const error = asLicensingError(thrown);
    if (!error.retryable) throw error;
    this.#trip(error);
    await recovery.after(error, attempt);
    signal.throwIfAborted();
  }

  /** Changes are pushed with how many there are now, but without how many there were. */
  async #followTrend(): Promise<void> {
    const { gateway, recovery, signal, changed } = this.#services;
    while (!signal.aborted) {
      await recovery.nap(TREND_EVERY, true);
      if (signal.aborted) return;
      try {
        const summary = await gateway.summary(signal);
        this.#know({ summary: readAfter(this.known!.summary, summary) });
        changed();
      } catch {
        // The former trend stands until the next time.
      }
    }
  }

  #hear(event: SessionEvent): void {
    const { now, changed, policy, ended } = this.#services;
    switch (event.kind) {
      case 'policy':
        return policy(event.policy);
      case 'reload':
        return this.#reloadSoon.ask();
      case 'sessions': {
        this.list.hear(event.changed, event.ended, now());
        for (const { id, end } of event.ended) ended(id, end);
        this.#know({ summary: withCounts(this.known!.summary, event) });
        this.#setClock(event.asOf);
        changed();
      }
    }
  }

  #know(more: Partial<Known>): void {
    this.known = { ...this.known!, ...more };
  }

  #setClock(asOf: number): void {
    const clockSkew = asOf - this.#services.now();
    if (Math.abs(clockSkew - this.known!.clockSkew) > CLOCK_STEP) this.#know({ clockSkew });
  }

  #trip(error: unknown): void {
    const { signal, happened } = this.#services;
    if (signal.aborted) return;
    const { code } = asLicensingError(error);
    if (this.known) this.#know({ trouble: code });
    else this.failure = code;
    happened();
  }
}
