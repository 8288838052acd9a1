import type { LicensingErrorCode } from './errors.ts';
import type { Seats } from './license.ts';
import { type Effect, changes } from './rules.ts';

/** How an item ended; exactly one. `unknown`: the answer was lost, and asking again with the same key settles it. */
export type Outcome = 'applied' | 'skipped' | 'failed' | 'not-attempted' | 'unknown';

/** Most characters of a host's own words that are passed on. */
export const MOST_SAID = 300;

/** Result of one item of a batch. */
export interface ItemOutcome {
  readonly key: string;
  readonly outcome: Outcome;
  /** The effect the rules decided on; null when nothing was decided (failed, not attempted, unknown). */
  readonly effect: Effect | null;
  /** Why an attempted item was refused; null unless `failed`. */
  readonly code: LicensingErrorCode | null;
  /**
   * What the host said, in its own words: a line of plain text, at most `MOST_SAID` characters. Hosts that answer once for all
   * that was sent together said it of all of that, and may have meant another item. Absent unless `failed`, and where a host
   * said nothing.
   */
  readonly said?: string;
  /** Whether sending it again can help. */
  readonly retryable: boolean;
  /** The product's seats after the item; null when the host did not say. */
  readonly seats: Seats | null;
}

/** The outcome an effect leads to when the host carries it out. */
export function outcomeOf(effect: Effect): 'applied' | 'skipped' {
  return changes(effect) ? 'applied' : 'skipped';
}

export type Tally = Readonly<Record<Outcome, number>>;

/** Counts outcomes; the sum equals the number of items (BX-5). */
export function tally(outcomes: Iterable<{ readonly outcome: Outcome }>): Tally {
  const counts = { applied: 0, skipped: 0, failed: 0, 'not-attempted': 0, unknown: 0 };
  for (const { outcome } of outcomes) counts[outcome]++;
  return counts;
}
