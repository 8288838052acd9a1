import { planItems } from '../../../licensing/plan.ts';
import type { LicensedUser, Seats, TermState } from '../../../licensing/license.ts';
import type { Change, Effect } from '../../../licensing/rules.ts';
import type { Holders } from '../directory.ts';
import type { Item } from './kept-batch.ts';

/** What deciding looks at. */
export interface Scene {
  readonly productId: string;
  readonly change: Change;
  readonly ifHolds: string | null;
  readonly users: ReadonlyMap<string, LicensedUser>;
  readonly holders: Holders;
  /** Of the other product of a swap; null = there is none, or nobody holds it. */
  readonly others: Holders | null;
  readonly seats: Seats;
  readonly termState: TermState;
  /** Of an undo: when this browser has last changed products, by `user product`. */
  readonly lastChanged: ReadonlyMap<string, number>;
}

/** What is to be done with items, one after the other; null = the user is not there. */
export function decideItems(items: readonly Item[], scene: Scene): readonly (Effect | null)[] {
  const { productId, change, ifHolds, users, holders, others, seats, termState } = scene;
  const asked = items.flatMap(({ userId, planned }, at) =>
    users.has(userId) && !isOvertaken(items[at]!, scene) ? [{ key: String(at), userId, productId, change, ifHolds, planned, seatVersion: 0 }] : []);
  const { items: planned } = planItems(asked, {
    user: (id) => users.get(id)!,
    product: () => ({ seats, termState }),
    held: (userId, of) => (of === productId ? holders : others)?.sources.get(userId) ?? null,
  });
  const effects = new Map(planned.map(({ key, effect }) => [key, effect]));
  return items.map(({ userId }, at) => effects.get(String(at)) ?? (users.has(userId) ? 'conflict' : null));
}

/**
 * What was to be a conflict stays one. What is taken back has to be as it was left: Creatio tells no history, so what
 * somebody else has taken and given again in between looks untouched.
 */
function isOvertaken({ userId, planned, expects }: Item, { productId, change, holders, lastChanged }: Scene): boolean {
  if (planned === 'conflict') return true;
  if (expects === null) return false;
  return (change === 'recall') !== holders.sources.has(userId) || (lastChanged.get(`${userId} ${productId}`) ?? 0) > expects;
}
