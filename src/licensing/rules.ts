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
  | 'system-account';

/** Everything the rules look at. */
export interface Cell {
  readonly user: { readonly active: boolean; readonly kind: 'person' | 'system' };
  /** The source of the current assignment; null = not held. */
  readonly held: AssignmentSource | null;
  readonly seats: Seats;
  readonly termState: TermState;
}

/**
 * The one rule engine: who may get or lose what. The tab, the dialog and the server all ask here, so a
 * rule can't be kept on one screen and broken on another.
 */
export function decide(change: Change, { user, held, seats, termState }: Cell): Effect {
  if (change === 'recall') return held === null ? 'not-held' : held === 'role' ? 'role-derived' : 'recall';
  if (held !== null) return 'already-held';
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
