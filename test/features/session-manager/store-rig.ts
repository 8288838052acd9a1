import type { Ready, SessionManagerState, SessionRow } from '../../../src/features/session-manager/session-manager.state.ts';
import { SessionManagerStore, type SessionServices } from '../../../src/features/session-manager/session-manager.store.ts';
import type { SessionRows } from '../../../src/features/session-manager/session-rows.ts';
import { LicensingError, type LicensingErrorCode } from '../../../src/licensing/errors.ts';
import type { EndBatch } from '../../../src/licensing/session-gateway.ts';
import { FakeTime } from '../../support/fake-time.ts';
import { MemorySessions } from '../../support/memory-sessions.ts';

/** Rows in a map, as a grid's collection without a grid. */
export class PlainRows implements SessionRows {
  readonly all = new Map<string, SessionRow>();
  /** How often rows were changed, and how many at a time. */
  readonly applied: number[] = [];

  get(id: string): SessionRow | undefined {
    return this.all.get(id);
  }

  [Symbol.iterator](): Iterator<SessionRow> {
    return this.all.values();
  }

  apply({ upsert = [], remove = [] }: { readonly upsert?: readonly SessionRow[]; readonly remove?: readonly string[] }): void {
    this.applied.push(upsert.length + remove.length);
    for (const row of upsert) this.all.set(row.id, row);
    for (const id of remove) this.all.delete(id);
  }
}

/** A store on a host in memory. */
export class StoreRig {
  readonly time = new FakeTime();
  readonly rows = new PlainRows();
  readonly host = new MemorySessions();
  readonly states: SessionManagerState[] = [];
  signIns = 0;
  mayEnd = true;
  store!: SessionManagerStore;

  constructor() {
    this.host.now = () => this.time.now;
  }

  /** Starts, and resolves when all sessions are here. */
  async start(services: Partial<SessionServices> = {}): Promise<this> {
    this.begin(services);
    await this.time.pass(1_500);
    return this;
  }

  /** Starts, and nothing more. */
  begin(services: Partial<SessionServices> = {}): void {
    const { time, rows, host: gateway } = this;
    this.store = new SessionManagerStore({
      gateway,
      rows,
      userId: 'me',
      can: async () => this.mayEnd,
      signedOut: () => {
        this.signIns++;
        return undefined;
      },
      now: () => time.now,
      pause: time.pause,
      ...services,
    });
    this.store.state$.subscribe((state) => this.states.push(state));
  }

  get state(): SessionManagerState {
    return this.states.at(-1)!;
  }

  /** A string, so that an assertion on one state does not narrow the type of the next. */
  get kind(): string {
    return this.state.kind;
  }

  get ready(): Ready {
    if (this.state.kind !== 'ready') throw new Error(`the session manager is ${this.state.kind}`);
    return this.state;
  }

  /** Ids and states of the rows, such as `s1 active`. */
  get shown(): string[] {
    return [...this.rows].map(({ id, state }) => `${id} ${state}`).sort();
  }

  row(id: string): SessionRow {
    return this.rows.get(id)!;
  }

  /** Ends sessions, without waiting for what becomes of it. */
  end(ids: readonly string[], reason: string | null = null): Promise<void> {
    return this.store.end(this.store.preview({ kind: 'sessions', ids }), reason);
  }

  /** Ledger lines, such as `s1 applied ended` and `s2 failed server`. */
  get ledger(): string[] {
    return this.store.ledger().map(({ id, outcome, effect, code }) => [id, outcome, effect ?? code].join(' ').trim());
  }

  /** Batches sent from now on, in order. */
  watchBatches(): EndBatch[] {
    const batches: EndBatch[] = [];
    const send = this.host.endSessions.bind(this.host);
    this.host.endSessions = (batch, signal) => {
      batches.push(batch);
      return send(batch, signal);
    };
    return batches;
  }

  /** Holds back the answers of `sessions` calls with this limit, which are made at once: what they say grows old. */
  holdPages(limit: number): () => void {
    const { host } = this;
    const read = host.sessions.bind(host);
    let release = (): void => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    host.sessions = async (query, signal) => {
      const page = await read(query, signal);
      if (query.limit === limit) await held;
      return page;
    };
    return release;
  }

  /** Calls made at the gateway since the last look, such as `endSessions 1`. */
  calls(): string[] {
    return this.host.calls.splice(0);
  }
}

/** A hook of the gateway that fails. */
export const fail = (code: LicensingErrorCode, retryAfter: number | null = null) => (): never => {
  throw new LicensingError(code, '', retryAfter);
};

/** A hook that fails calls of one name. */
export const failing = (name: string, code: LicensingErrorCode) => (call: string): void => {
  if (call.startsWith(name)) throw new LicensingError(code);
};

/** A hook of the gateway that does nothing. */
export const none = (): void => {};
