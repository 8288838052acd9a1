/** What a session is signed in with. Explorer sessions exist at hosts but are never told (QT-6). */
export type SessionKind = 'web' | 'api' | 'mobile';

/** How a session ended. `limit`: the user signed in once more than allowed. */
export type EndMethod = 'log-out' | 'terminated' | 'expired' | 'limit' | 'deactivated';

/** How, when, by whom and why a session ended. */
export interface SessionEnd {
  /** Milliseconds since the epoch, as all instants of sessions. */
  readonly at: number;
  /** `unknown`: the host knows that it is over, and no more. */
  readonly method: EndMethod | 'unknown';
  /** Name of who ended it; null unless `terminated`, or when the host doesn't know. */
  readonly by: string | null;
  readonly reason: string | null;
}

/** One authenticated client: a browser profile with all its tabs, or an API client. */
export interface Session {
  readonly id: string;
  readonly userId: string;
  readonly userName: string;
  /** What the user signs in with; mostly an e-mail. */
  readonly login: string;
  readonly kind: SessionKind;
  readonly address: string | null;
  /** The client's own description (`User-Agent`), unparsed. */
  readonly agent: string | null;
  readonly startedAt: number;
  /** The client's last request. A stream that is open is none (QT-9). Null: the host does not note it. */
  readonly lastRequestAt: number | null;
  /** Accepted to be ended, not ended yet. */
  readonly ending: boolean;
  /** The session of whoever asks, or one that may be (`SessionCapabilities.ownExact`). */
  readonly own: boolean;
}

export interface EndedSession extends Omit<Session, 'ending' | 'own'> {
  readonly end: SessionEnd;
}

/** Whether a session counts toward the most a user may have at once (QT-10). */
export function countsTowardLimit(kind: SessionKind | 'explorer'): boolean {
  return kind === 'web' || kind === 'mobile';
}

/** Longest reason an administrator may give, in characters. */
export const LONGEST_REASON = 200;
/** Minutes a client may idle before its session expires. */
export const IDLE_MINUTES = { least: 1, most: 1440 } as const;

export function isIdleMinutes(minutes: number): boolean {
  return Number.isInteger(minutes) && minutes >= IDLE_MINUTES.least && minutes <= IDLE_MINUTES.most;
}

/**
 * What ending a session leads to. `ended`: it is over. `ending`: accepted, and over later. `already-ended`: it was over
 * before. `own-session`: whoever asks is signed in with it, so it stays (BX-12).
 */
export type EndEffect = 'ended' | 'ending' | 'already-ended' | 'own-session';

/** The rule of ending a session: the same in the browser's preview and at the host. */
export function decideEnd({ ended, own }: { readonly ended: boolean; readonly own: boolean }): 'end' | 'already-ended' | 'own-session' {
  // Own first: an administrator must never be told that this may have worked.
  return own ? 'own-session' : ended ? 'already-ended' : 'end';
}
