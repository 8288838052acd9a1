import { type Tally, outcomeOf } from '../../../src/licensing/outcome.ts';
import type { Effect } from '../../../src/licensing/rules.ts';
import type { Journal } from './journal.ts';

/** How the items of a batch ended; the sum is their number. `unknown`: how many of those that did not were asked for. */
export function tallyOf({ item_count, effects, codes }: Pick<Journal, 'item_count' | 'effects' | 'codes'>, unknown: number): Tally {
  const ended = { applied: 0, skipped: 0, failed: 0 };
  for (const [effect, number] of Object.entries(effects)) ended[outcomeOf(effect as Effect)] += number;
  for (const number of Object.values(codes)) ended.failed += number;
  return { ...ended, 'not-attempted': item_count - ended.applied - ended.skipped - ended.failed - unknown, unknown };
}
