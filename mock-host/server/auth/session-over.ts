import type { EndMethod } from '../../../src/licensing/session.ts';
import { HttpProblem } from '../http/problem.ts';

/** A session that has ended. */
export interface SessionOver {
  readonly ended: {
    readonly method: EndMethod;
    readonly reason: string | null;
    /** Whole minutes since its last request when it ended. */
    readonly idleMinutes: number;
  };
}

/** What whoever was signed in is told, by the refusal of a request and by an event. */
export interface ToldEnd {
  readonly method: EndMethod;
  readonly reason: string | null;
  /**
   * Always null here: an administrator acts for the company, and other administrators see who it was. Whoever wants to be
   * known signs the reason.
   */
  readonly by: string | null;
}

export function tellEnd({ method, reason }: Pick<SessionOver['ended'], 'method' | 'reason'>): ToldEnd {
  // Somebody may have asked for its end and given a reason before it ended in another way.
  return { method, reason: method === 'terminated' ? reason : null, by: null };
}

/** The answer to a request with an ended session: 401 with an extension member `ended`. */
export function refuseEnded({ ended }: SessionOver, headers: Readonly<Record<string, string>> = {}): HttpProblem {
  const told = tellEnd(ended);
  return new HttpProblem(401, 'signed-out', sentence(ended), told.reason ?? undefined, headers, { ended: told });
}

function sentence({ method, idleMinutes }: SessionOver['ended']): string {
  switch (method) {
    case 'terminated':
      return 'An administrator ended this session.';
    case 'expired':
      return `This session expired after ${idleMinutes} ${idleMinutes === 1 ? 'minute' : 'minutes'} without a request.`;
    case 'limit':
      return 'This session ended because its user signed in with more clients than allowed at once; it was the oldest.';
    case 'deactivated':
      return 'This session ended because its user was deactivated.';
    case 'log-out':
      return 'This session was logged out.';
  }
}
