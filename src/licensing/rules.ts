import type { AssignmentSource, Seats, TermState } from './license.ts';
import { available } from './seats.ts';

export type Change = 'grant' | 'recall';

/**
 * What a change does to one user × product.
 * `grant`, `recall` and `role-derived` (a recall that the role gives back, CR-9) change the assignment; the rest change nothing.
 */
export type Effect =
  | 'grant'
  | 'recall'
  | 'role-derived'
  | 'already-held'
  | 'not-held'
  | 'no-seat'
  | 'not-in-term'
  | 'inactive'
  | 'system-account'
  /** Somebody else changed it since: more would happen than the plan showed, or an undo would undo what is not ours. */
  | 'conflict'
  /** Of a swap: the other product could not be had, so this one stays. */
  | 'kept';

/** Everything the rules look at. */
export interface Cell {
  readonly user: { readonly active: boolean; readonly kind: 'person' | 'system' };
  /** The source of the current assignment; null = not held. */
  readonly held: AssignmentSource | null;
  readonly seats: Seats;
  readonly termState: TermState;
  /** Of one half of a swap: whether the user holds the other product now; undefined = this is no swap. */
  readonly holdsOther?: boolean | undefined;
}

/**
 * The one rule engine: who may get or lose what. The tab, the dialog and the server all ask here, so a
 * rule can't be kept on one screen and broken on another.
 */
export function decide(change: Change, { user, held, seats, termState, holdsOther }: Cell): Effect {
  if (change === 'recall') {
    if (held === null) return 'not-held';
    // Make before break (BX-9): nobody ends up with neither.
    if (holdsOther === false) return 'kept';
    return held === 'role' ? 'role-derived' : 'recall';
  }
  if (held !== null) return 'already-held';
  // Of a swap: there is nothing to be replaced.
  if (holdsOther === false) return 'not-held';
  if (user.kind === 'system') return 'system-account';
  if (!user.active) return 'inactive';
  if (termState !== 'current') return 'not-in-term';
  // Assignees of a concurrent license may exceed the count: it limits simultaneous sessions (CR-8).
  if (seats.type === 'named' && available(seats) === 0) return 'no-seat';
  return 'grant';
}

/** Whether an effect changes the assignment. */
export function changes(effect: Effect): boolean {
  return effect === 'grant' || effect === 'recall' || effect === 'role-derived';
}

/** What is done of a planned effect when the rules now say `now`: the same or less, never more and never something else. */
export function withinPlan(planned: Effect, now: Effect): Effect {
  return changes(now) && now !== planned ? 'conflict' : now;
}
