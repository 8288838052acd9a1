import type { LicensingErrorCode } from '../../licensing/errors.ts';
import { newId } from '../../licensing/new-id.ts';
import type { Recovery } from '../../licensing/recovery.ts';
import type { EndOutcome, SessionGateway, SessionStatus } from '../../licensing/session-gateway.ts';
import type { SessionEnd } from '../../licensing/session.ts';
import { untilSettled } from '../../licensing/until-settled.ts';
import { EndLedger } from './end-ledger.ts';
import { Endings } from './endings.ts';
import type { EndItem, EndRun, SessionRow } from './session-manager.state.ts';

/** Attempts that follow by themselves before the administrator has to say so. */
const RETRIES = 5;

/** What ending sessions does to the rows. */
export interface Marks {
  mark(id: string, state: 'queued' | 'asked' | 'ending' | null, note?: SessionRow['note']): void;
  /** The host has confirmed it. */
  end(id: string): void;
}

export interface EndServices {
  readonly gateway: Pick<SessionGateway, 'endSessions' | 'lookup'>;
  readonly recovery: Recovery;
  readonly signal: AbortSignal;
  readonly marks: Marks;
  /** Most sessions a request may end. */
  most(): number;
  changed(): void;
}

/**
 * Ends sessions, a page of them a request, each page under one id until every one of its sessions has an outcome. What is
 * asked for while others are being ended joins them, so that there is one ledger, and no two requests for one session.
 */
export class SessionEndings {
  readonly #services: EndServices;
  readonly #later: Endings;
  #ledger: EndLedger | undefined;
  readonly #queue = new Set<string>();
  #work: Promise<void> | undefined;
  #page: AbortController | undefined;
  #trouble: LicensingErrorCode | null = null;

  constructor(services: EndServices) {
    this.#services = services;
    const { gateway, recovery, signal, most } = services;
    this.#later = new Endings({ gateway, recovery, signal, most, told: (status) => this.#told(status) });
  }

  get run(): EndRun | null {
    return this.#ledger?.run(!!this.#work, this.#trouble) ?? null;
  }

  ledger(): readonly EndItem[] {
    return this.#ledger?.items() ?? [];
  }

  /** Resolves when every one of them has an outcome; never rejects. */
  end(sessions: readonly Pick<SessionRow, 'id' | 'userName' | 'login'>[], reason: string | null): Promise<void> {
    const ledger = this.#work ? this.#ledger! : new EndLedger();
    // What is on its way is not sent twice.
    const fresh = sessions.filter(({ id }) => ledger.get(id)?.outcome !== 'unknown');
    if (!fresh.length) return this.#work ?? Promise.resolve();
    this.#ledger = ledger;
    for (const session of fresh) ledger.add(session, reason);
    return this.#send(fresh.map(({ id }) => id));
  }

  /** Sends those again that failed and may do better, and no others. */
  retryFailed(): Promise<void> {
    const failed = this.#work ? [] : (this.#ledger?.failed() ?? []);
    if (!failed.length) return this.#work ?? Promise.resolve();
    for (const line of failed) this.#ledger!.add(line, line.reason);
    return this.#send(failed.map(({ id }) => id));
  }

  /** Finishes what was sent; when its answer can't be had at the moment, what became of it is looked up later. */
  stop(): void {
    for (const id of this.#queue) this.#services.marks.mark(id, null);
    this.#queue.clear();
    if (this.#trouble) this.#page?.abort();
    this.#services.changed();
  }

  /** Puts the ledger away. */
  dismiss(): void {
    if (this.#work) return;
    this.#ledger = undefined;
    this.#services.changed();
  }

  /** A session is over, whoever ended it. */
  heard(id: string, end: SessionEnd | null): void {
    this.#later.drop(id);
    // Once stopped, what was not attempted stays so.
    if (!this.#queue.delete(id) && this.#ledger?.get(id)?.outcome === 'not-attempted') return;
    if (this.#ledger?.settle(id, end)) this.#services.changed();
  }

  #send(ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      this.#queue.add(id);
      this.#services.marks.mark(id, 'queued');
    }
    this.#work ??= this.#sendAll().finally(() => {
      this.#work = undefined;
      this.#services.changed();
    });
    this.#services.changed();
    return this.#work;
  }

  async #sendAll(): Promise<void> {
    const { signal, most } = this.#services;
    // What is asked for in the same moment goes along.
    await Promise.resolve();
    while (this.#queue.size && !signal.aborted) {
      const page: string[] = [];
      let reason: string | null | undefined;
      for (const id of this.#queue) {
        const line = this.#ledger!.get(id)!;
        // A request carries one reason.
        if (page.length === most() || (reason !== undefined && line.reason !== reason)) break;
        reason = line.reason;
        page.push(id);
      }
      for (const id of page) this.#queue.delete(id);
      await this.#sendPage(page, reason ?? null);
    }
  }

  async #sendPage(sessionIds: readonly string[], reason: string | null): Promise<void> {
    const { gateway, recovery, marks, changed } = this.#services;
    const ledger = this.#ledger!;
    this.#page = new AbortController();
    const signal = AbortSignal.any([this.#services.signal, this.#page.signal]);
    const batch = { id: newId(), sessionIds, reason };
    const open = new Map(sessionIds.map((id) => [id, id]));
    for (const id of sessionIds) {
      ledger.set(id, { outcome: 'unknown' });
      marks.mark(id, 'asked');
    }
    changed();
    let lost: LicensingErrorCode = 'server';
    await untilSettled<string, EndOutcome>(
      {
        open,
        ask: () => gateway.endSessions(batch, signal),
        keyOf: ({ sessionId }) => sessionId,
        ended: (_, outcome) => this.#settle(outcome),
        refused: (id, code) => this.#fail(id, code, code === 'conflict'),
        lost: async (_, error, attempt) => {
          this.#trouble = lost = error.code;
          changed();
          // Ends with the page, too: who stops does not wait for a host that is away.
          await Promise.race([recovery.after(error, attempt, RETRIES), aborted(signal)]);
        },
      },
      signal,
    );
    this.#trouble = null;
    for (const id of open.keys()) {
      ledger.set(id, { outcome: 'unknown', givenUp: lost });
      this.#later.add(id);
    }
    changed();
  }

  #settle({ sessionId: id, outcome, effect, code, retryable, end }: EndOutcome): void {
    const { marks, changed } = this.#services;
    this.#trouble = null;
    if (outcome === 'failed') return this.#fail(id, code ?? 'server', retryable);
    this.#ledger!.set(id, { outcome, effect, end });
    if (effect === 'ended' || effect === 'already-ended') marks.end(id);
    else if (outcome === 'applied') {
      marks.mark(id, 'ending');
      this.#later.add(id);
    } else marks.mark(id, null, effect === 'own-session' ? effect : null);
    changed();
  }

  #fail(id: string, code: LicensingErrorCode, retryable: boolean): void {
    this.#ledger!.set(id, { outcome: 'failed', code, retryable });
    this.#services.marks.mark(id, null, code);
    this.#services.changed();
  }

  #told({ id, state, end }: SessionStatus): void {
    const { marks, changed } = this.#services;
    if (state === 'active') {
      this.#ledger?.giveBack(id);
      const line = this.#ledger?.get(id);
      marks.mark(id, null, line?.code ?? 'server');
    } else {
      this.#ledger?.settle(id, end);
      marks.end(id);
    }
    changed();
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
