import type { LicensingErrorCode } from './errors.ts';
import type { EndEffect, EndedSession, Session, SessionEnd, SessionKind } from './session.ts';

/** What a host says it can do about sessions. What it can't do is absent from the UI, never broken. */
export interface SessionCapabilities {
  /** Pushes changes; without it the plugin polls. */
  readonly events: boolean;
  /** Most interactive sessions of a user at once; null = no limit. */
  readonly limit: number | null;
  /** Most sessions a single request may end. */
  readonly maxEnd: number;
  /** Notes when a client last asked for something; without it nobody is known to idle. */
  readonly activity: boolean;
  /** Tells which session is the asker's own; without it each that may be counts as own. */
  readonly ownExact: boolean;
  /** Passes a reason on to the user, and keeps it with who gave it. */
  readonly reasons: boolean;
  /** Keeps ended sessions. */
  readonly ended: boolean;
  /** Ends idle sessions by itself and lets the minutes be set. */
  readonly policy: boolean;
  /** Remembers how many sessions there were. */
  readonly trend: boolean;
}

/** `-` = descending. Ties are in the order of ids. */
export type SessionSort =
  | 'lastRequest' | '-lastRequest' | 'started' | '-started' | 'login' | '-login' | 'name' | '-name' | 'kind' | '-kind' | 'address' | '-address';
export type EndedSort = 'ended' | '-ended';

export interface PageQuery<S> {
  /** Part of login, e-mail or name, in any case; empty = all. */
  readonly search: string;
  readonly sort: S;
  /** Of the page before; null = the first page. */
  readonly cursor: string | null;
  readonly limit: number;
}

export interface SessionQuery extends PageQuery<SessionSort> {
  readonly kind: SessionKind | null;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** How many match, on whatever page. `exact` false = more than that. */
  readonly total: { readonly count: number; readonly exact: boolean };
  readonly next: string | null;
  /** The host's clock when it answered: what "idle" counts from. */
  readonly asOf: number;
}

export type SessionCounts = Readonly<Record<SessionKind, number>>;

export interface SessionSummary {
  readonly counts: SessionCounts;
  readonly asOf: number;
  /** All sessions at moments of the last 24 hours, oldest first, evenly apart; empty where the host doesn't remember. */
  readonly trend: readonly { readonly at: number; readonly count: number }[];
  /** The most there were in those 24 hours; null where the host doesn't remember. */
  readonly peak: { readonly at: number; readonly count: number } | null;
}

/** A confirmed ending of sessions. The same again changes nothing and answers the same. */
export interface EndBatch {
  /** UUID made by the plugin when the administrator confirms; the idempotency key. */
  readonly id: string;
  /** Each once. */
  readonly sessionIds: readonly string[];
  readonly reason: string | null;
}

/** How ending one session went; see `Outcome`. Never tells more than the host really answered. */
export interface EndOutcome {
  readonly sessionId: string;
  readonly outcome: 'applied' | 'skipped' | 'failed';
  /** `ended`, `ending` when applied; `already-ended`, `own-session` when skipped; null when failed. */
  readonly effect: EndEffect | null;
  /** Why it failed; null otherwise. */
  readonly code: LicensingErrorCode | null;
  /** Whether sending it again can help. */
  readonly retryable: boolean;
  /** With `ended` and `already-ended`, as far as the host knows. */
  readonly end: SessionEnd | null;
}

/** What became of a session. `unknown`: the host has no such session, or keeps it no more. */
export interface SessionStatus {
  readonly id: string;
  readonly state: 'active' | 'ending' | 'ended' | 'unknown';
  readonly end: SessionEnd | null;
}

export interface SessionPolicy {
  /** Sessions expire after so many minutes without a request; null = never. */
  readonly idleMinutes: number | null;
  readonly changedAt: number | null;
  /** Name of who changed it last. */
  readonly changedBy: string | null;
  /** Grows with each change. */
  readonly version: number;
}

/** Something changed at the host. `reload`: more changed than is worth telling one by one. */
export type SessionEvent =
  | {
      readonly kind: 'sessions';
      /** New ones and those that changed. */
      readonly changed: readonly Session[];
      readonly ended: readonly { readonly id: string; readonly end: SessionEnd }[];
      readonly counts: SessionCounts;
      readonly asOf: number;
    }
  | { readonly kind: 'policy'; readonly policy: SessionPolicy }
  | { readonly kind: 'reload' };

/**
 * The part of the port that is about sessions. Every method rejects with a `LicensingError`, or with the signal's reason
 * when the caller aborts.
 */
export interface SessionGateway {
  /** Null: this host can't tell about sessions at all. */
  capabilities(signal: AbortSignal): Promise<SessionCapabilities | null>;
  /** A page of active sessions, explorer sessions left out. */
  sessions(query: SessionQuery, signal: AbortSignal): Promise<Page<Session>>;
  summary(signal: AbortSignal): Promise<SessionSummary>;
  /** What became of sessions, one answer each, in any order. At most `maxEnd` at once. */
  lookup(ids: readonly string[], signal: AbortSignal): Promise<readonly SessionStatus[]>;
  /**
   * Ends sessions and yields one outcome each, in any order. Rejects when the connection breaks, and then sessions
   * without an outcome are unknown until the batch is sent again.
   */
  endSessions(batch: EndBatch, signal: AbortSignal): AsyncIterable<EndOutcome>;
  endedSessions(query: PageQuery<EndedSort>, signal: AbortSignal): Promise<Page<EndedSession>>;
  policy(signal: AbortSignal): Promise<SessionPolicy>;
  /** How many sessions would expire at once if the policy were so. */
  policyEffect(idleMinutes: number, signal: AbortSignal): Promise<number>;
  /** Rejects `conflict` when somebody else changed it since `version`. */
  savePolicy(change: { readonly idleMinutes: number | null; readonly version: number }, signal: AbortSignal): Promise<SessionPolicy>;
  /** Changes from now until aborted. Ends or rejects when the host stops telling. */
  sessionEvents(signal: AbortSignal): AsyncIterable<SessionEvent>;
}
