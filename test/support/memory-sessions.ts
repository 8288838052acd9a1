import { LicensingError, type LicensingErrorCode } from '../../src/licensing/errors.ts';
import type {
  EndBatch, EndOutcome, EndedSort, Page, PageQuery, SessionCapabilities, SessionCounts, SessionEvent, SessionGateway, SessionPolicy,
  SessionQuery, SessionSort, SessionStatus, SessionSummary,
} from '../../src/licensing/session-gateway.ts';
import { type EndMethod, type EndedSession, type Session, type SessionEnd, decideEnd } from '../../src/licensing/session.ts';

const minute = 60_000;

/** Sort keys as texts and numbers; ids decide ties. */
const keys: Readonly<Record<string, (session: Session) => string | number>> = {
  lastRequest: (session) => session.lastRequestAt ?? 0,
  started: (session) => session.startedAt,
  login: (session) => session.login.toLowerCase(),
  name: (session) => session.userName.toLowerCase(),
  kind: (session) => session.kind,
  address: (session) => session.address ?? '',
};

/** A host's sessions in memory: the real rule over plain maps, with a door for tests to delay, fail or cut any call. */
export class MemorySessions implements SessionGateway {
  readonly active = new Map<string, Session>();
  readonly over = new Map<string, EndedSession>();
  /** Ids in the order in which they ended; each stands there once. */
  readonly endings: string[] = [];
  /** Calls made, in order, such as `endSessions 3`. */
  readonly calls: string[] = [];
  /** Who asks, as `end.by` names them. */
  administrator = 'Supervisor';
  /** The host's clock. */
  now = (): number => Date.now();
  capable: SessionCapabilities | null = { events: true, limit: 3, maxEnd: 1000, activity: true, ownExact: true, reasons: true, ended: true, policy: true, trend: true };
  trend: SessionSummary['trend'] = [];
  state: SessionPolicy = { idleMinutes: null, changedAt: null, changedBy: null, version: 0 };
  /** A host that takes its time: `settle` ends what it has accepted. */
  late = false;
  /** Runs before a call is carried out; throw to refuse it, await to delay it. */
  before: (call: string) => Promise<void> | void = () => {};
  /** Runs before each outcome is told; throw to cut the answer after the session was ended. */
  beforeOutcome: (outcome: EndOutcome, index: number) => Promise<void> | void = () => {};
  /** Makes a session's ending fail: return the code, or null. */
  fail: (session: Session) => 'forbidden' | 'conflict' | 'rejected' | 'server' | null = () => null;

  readonly #batches = new Map<string, { readonly content: string; readonly outcomes: readonly EndOutcome[] }>();
  readonly #accepted = new Map<string, Pick<SessionEnd, 'by' | 'reason'>>();
  readonly #listeners = new Set<(event: SessionEvent) => void>();
  #named = 0;

  /** Somebody signs in. Without names given they are made up. */
  add(session: Partial<Session> = {}): Session {
    const number = ++this.#named;
    const userId = session.userId ?? `u${number}`;
    const added: Session = {
      id: `s${number}`, userId, userName: `User ${userId}`, login: `${userId}@example.com`, kind: 'web', address: '198.51.100.1',
      agent: null, startedAt: this.now() - 60 * minute, lastRequestAt: this.now() - minute, ending: false, own: false, ...session,
    };
    this.active.set(added.id, added);
    this.#tell({ changed: [added] });
    return added;
  }

  /** The client of a session asks for something, or anything else about it changes. */
  change(id: string, change: Partial<Session> = { lastRequestAt: this.now() }): void {
    const changed = { ...this.active.get(id)!, ...change };
    this.active.set(id, changed);
    this.#tell({ changed: [changed] });
  }

  /** A session ends without our doing. */
  end(id: string, method: EndMethod = 'log-out', more: Partial<SessionEnd> = {}): void {
    const session = this.active.get(id);
    if (!session) return;
    const end: SessionEnd = { at: this.now(), method, by: null, reason: null, ...more };
    const { ending: _ending, own: _own, ...about } = session;
    this.active.delete(id);
    this.over.set(id, { ...about, end });
    this.endings.push(id);
    this.#tell({ ended: [{ id, end }] });
  }

  /** A late host gets to what it has accepted: ends all of it, or gives it up. */
  settle(how: 'end' | 'give-up' = 'end'): void {
    for (const [id, asked] of this.#accepted) {
      if (how === 'end') this.end(id, 'terminated', asked);
      else if (this.active.has(id)) this.change(id, { ending: false });
    }
    this.#accepted.clear();
  }

  emit(event: SessionEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  /** How many event streams are open. */
  get listening(): number {
    return this.#listeners.size;
  }

  get counts(): SessionCounts {
    const counts = { web: 0, api: 0, mobile: 0 };
    for (const { kind } of this.active.values()) counts[kind]++;
    return counts;
  }

  async capabilities(signal: AbortSignal): Promise<SessionCapabilities | null> {
    await this.#enter('capabilities', signal);
    return this.capable;
  }

  async sessions(query: SessionQuery, signal: AbortSignal): Promise<Page<Session>> {
    await this.#enter(`sessions ${query.limit}`, signal);
    const matching = [...this.active.values()].filter((session) => (!query.kind || session.kind === query.kind) && matches(session, query.search));
    return this.#page(sorted(matching, query.sort), query);
  }

  async summary(signal: AbortSignal): Promise<SessionSummary> {
    await this.#enter('summary', signal);
    const peak = this.trend.reduce<SessionSummary['peak']>((most, one) => (most && most.count >= one.count ? most : one), null);
    return { counts: this.counts, asOf: this.now(), trend: this.trend, peak };
  }

  async lookup(ids: readonly string[], signal: AbortSignal): Promise<readonly SessionStatus[]> {
    await this.#enter(`lookup ${ids.length}`, signal);
    return ids.map((id): SessionStatus => {
      const active = this.active.get(id);
      const over = this.over.get(id);
      if (active) return { id, state: active.ending ? 'ending' : 'active', end: null };
      return over ? { id, state: 'ended', end: over.end } : { id, state: 'unknown', end: null };
    });
  }

  async *endSessions(batch: EndBatch, signal: AbortSignal, by = this.administrator): AsyncGenerator<EndOutcome> {
    await this.#enter(`endSessions ${batch.sessionIds.length}`, signal);
    if (batch.sessionIds.length > (this.capable?.maxEnd ?? 0)) throw new LicensingError('rejected', 'too many sessions');
    const content = JSON.stringify([batch.sessionIds, batch.reason]);
    const known = this.#batches.get(batch.id);
    if (known && known.content !== content) throw new LicensingError('conflict', 'this batch was sent with other sessions');
    const outcomes = known?.outcomes ?? batch.sessionIds.map((id) => this.#carryOut(id, { by, reason: batch.reason }));
    this.#batches.set(batch.id, { content, outcomes });
    for (const [index, outcome] of outcomes.entries()) {
      await this.beforeOutcome(outcome, index);
      signal.throwIfAborted();
      yield outcome;
    }
  }

  async endedSessions(query: PageQuery<EndedSort>, signal: AbortSignal): Promise<Page<EndedSession>> {
    await this.#enter(`endedSessions ${query.limit}`, signal);
    const matching = [...this.over.values()].filter((session) => matches(session, query.search));
    const order = query.sort === 'ended' ? 1 : -1;
    return this.#page(matching.sort((a, b) => order * (a.end.at - b.end.at || (a.id < b.id ? -1 : 1))), query);
  }

  async policy(signal: AbortSignal): Promise<SessionPolicy> {
    await this.#enter('policy', signal);
    return this.state;
  }

  async policyEffect(idleMinutes: number, signal: AbortSignal): Promise<number> {
    await this.#enter(`policyEffect ${idleMinutes}`, signal);
    return [...this.active.values()].filter(({ lastRequestAt }) => lastRequestAt! <= this.now() - idleMinutes * minute).length;
  }

  async savePolicy({ idleMinutes, version }: { idleMinutes: number | null; version: number }, signal: AbortSignal): Promise<SessionPolicy> {
    await this.#enter(`savePolicy ${idleMinutes}`, signal);
    if (version !== this.state.version) throw new LicensingError('conflict', 'somebody else changed the policy');
    this.setPolicy(idleMinutes, this.administrator);
    return this.state;
  }

  /** The policy changes, whoever does it; the host ends nothing of it here. */
  setPolicy(idleMinutes: number | null, by: string): void {
    this.state = { idleMinutes, changedAt: this.now(), changedBy: by, version: this.state.version + 1 };
    this.emit({ kind: 'policy', policy: this.state });
  }

  async *sessionEvents(signal: AbortSignal): AsyncGenerator<SessionEvent> {
    await this.#enter('sessionEvents', signal);
    const queue: SessionEvent[] = [];
    let wake = (): void => {};
    const listener = (event: SessionEvent): void => (queue.push(event), wake());
    const onAbort = (): void => wake();
    this.#listeners.add(listener);
    signal.addEventListener('abort', onAbort);
    try {
      for (;;) {
        signal.throwIfAborted();
        const event = queue.shift();
        if (event) yield event;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    } finally {
      signal.removeEventListener('abort', onAbort);
      this.#listeners.delete(listener);
    }
  }

  #carryOut(sessionId: string, asked: Pick<SessionEnd, 'by' | 'reason'>): EndOutcome {
    const nothing = { sessionId, effect: null, code: null, retryable: false, end: null };
    const session = this.active.get(sessionId);
    const over = this.over.get(sessionId);
    const failed = (code: LicensingErrorCode): EndOutcome => ({ ...nothing, outcome: 'failed', code, retryable: code === 'server' || code === 'conflict' });
    if (!session && !over) return failed('not-found');
    const decided = decideEnd({ ended: !session, own: !!session?.own });
    if (decided !== 'end') return { ...nothing, outcome: 'skipped', effect: decided, end: over?.end ?? null };
    const code = this.fail(session!);
    if (code) return failed(code);
    if (this.late) {
      if (!session!.ending) this.#accepted.set(sessionId, asked);
      this.change(sessionId, { ending: true });
      return { ...nothing, outcome: 'applied', effect: 'ending' };
    }
    this.end(sessionId, 'terminated', asked);
    return { ...nothing, outcome: 'applied', effect: 'ended', end: this.over.get(sessionId)!.end };
  }

  #page<T extends { readonly id: string }>(matching: readonly T[], { cursor, limit }: PageQuery<string>): Page<T> {
    const from = cursor === null ? 0 : matching.findIndex(({ id }) => id === cursor) + 1;
    const items = matching.slice(from, from + limit);
    const next = from + limit < matching.length ? items.at(-1)!.id : null;
    return { items, total: { count: matching.length, exact: true }, next, asOf: this.now() };
  }

  #tell({ changed = [], ended = [] }: { readonly changed?: readonly Session[]; readonly ended?: readonly { readonly id: string; readonly end: SessionEnd }[] }): void {
    if (this.#listeners.size) this.emit({ kind: 'sessions', changed, ended, counts: this.counts, asOf: this.now() });
  }

  async #enter(call: string, signal: AbortSignal): Promise<void> {
    this.calls.push(call);
    await this.before(call);
    signal.throwIfAborted();
  }
}

function matches({ login, userName }: { readonly login: string; readonly userName: string }, search: string): boolean {
  const part = search.trim().toLowerCase();
  return login.toLowerCase().includes(part) || userName.toLowerCase().includes(part);
}

function sorted(sessions: Session[], sort: SessionSort): Session[] {
  const key = keys[sort.replace('-', '')]!;
  const order = sort.startsWith('-') ? -1 : 1;
  const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);
  return sessions.sort((a, b) => order * (compare(key(a), key(b)) || compare(a.id, b.id)));
}
