import type { LicensingErrorCode } from '../../licensing/errors.ts';
import type { SessionCapabilities, SessionCounts, SessionPolicy, SessionSummary } from '../../licensing/session-gateway.ts';
import type { EndEffect, Session, SessionEnd } from '../../licensing/session.ts';

/** A session on screen. Replaced, never changed, when anything about it changes. */
export interface SessionRow extends Session {
  /** `queued`: to be asked for. `asked`: sent, not answered. `ending`: accepted by the host. `ended`: confirmed; the row goes in a moment. */
  readonly state: 'active' | 'queued' | 'asked' | 'ending' | 'ended';
  /** Why its ending failed or was skipped; the session goes on. */
  readonly note: LicensingErrorCode | 'own-session' | null;
  /** Interactive sessions of this user (QT-10); 0 for sessions that do not count. */
  readonly ofUser: number;
}

/** Which sessions to end. The own session is never among them. */
export type EndScope =
  | { readonly kind: 'sessions'; readonly ids: readonly string[] }
  /** All of these users, but for the newest of each when `keepNewest`. */
  | { readonly kind: 'users'; readonly userIds: readonly string[]; readonly keepNewest: boolean }
  /** All others of whoever is signed in. */
  | { readonly kind: 'my-others' };

/** What an ending would do, before anything is sent: for the confirmation. Frozen: what arrives later is not part of it. */
export interface EndPreview {
  readonly ids: readonly string[];
  /** Names of the people concerned, those with most sessions first; at most 100. */
  readonly people: readonly { readonly userId: string; readonly name: string; readonly login: string; readonly count: number }[];
  readonly peopleCount: number;
  readonly counts: SessionCounts;
  /** The own session was in what was asked for, and is left out. */
  readonly leavesOwn: boolean;
}

/** One line of the ledger of an ending. */
export interface EndItem {
  readonly id: string;
  readonly userName: string;
  readonly login: string;
  readonly outcome: 'applied' | 'skipped' | 'failed' | 'not-attempted' | 'unknown';
  readonly effect: EndEffect | null;
  readonly code: LicensingErrorCode | null;
  readonly end: SessionEnd | null;
}

/** An ending under way or done. The sum of the outcomes is `total`, at any moment (`unknown`: sent, not answered). */
export interface EndRun {
  readonly total: number;
  readonly ended: number;
  /** Accepted, not over yet. */
  readonly ending: number;
  readonly skipped: number;
  readonly failed: number;
  readonly notAttempted: number;
  readonly unknown: number;
  readonly running: boolean;
  /** Whether failed ones can be tried again. */
  readonly canRetry: boolean;
  /** What keeps it from going on at this moment. */
  readonly trouble: LicensingErrorCode | null;
}

export interface Ready {
  readonly kind: 'ready';
  readonly capabilities: SessionCapabilities;
  readonly summary: SessionSummary;
  readonly mayEnd: boolean;
  /** Rows arrive in pages: how many are here of how many; null when all are. */
  readonly loading: { readonly here: number; readonly total: number } | null;
  /** More sessions than are held here: the grid asks the host page by page. */
  readonly paged: boolean;
  /** Live changes are held back. `waiting`: how many sessions have changed meanwhile. */
  readonly paused: boolean;
  readonly waiting: number;
  /** The list may be behind: why. */
  readonly trouble: LicensingErrorCode | null;
  readonly run: EndRun | null;
  /** Host's clock minus ours, in milliseconds: what "idle" counts with. */
  readonly clockSkew: number;
}

export type SessionManagerState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly code: LicensingErrorCode }
  /** The host can't tell about sessions. */
  | { readonly kind: 'absent' }
  | Ready;

export type PolicyState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly code: LicensingErrorCode }
  | {
      readonly kind: 'ready';
      readonly policy: SessionPolicy;
      /** How many sessions the minutes last asked about would end now; null = not known (yet). */
      readonly effect: { readonly minutes: number; readonly count: number } | null;
      readonly saving: boolean;
      readonly saved: boolean;
      readonly trouble: LicensingErrorCode | null;
    };
