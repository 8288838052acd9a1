import type { AssignmentSource, Seats, TermState } from './license.ts';
import { type Cell, type Change, type Effect, changes, decide, withinPlan } from './rules.ts';
import { withAssignments } from './seats.ts';

/** One user × product of a batch. */
export interface BatchItem {
  /** Stable within its batch: the same item sent again is the same item. */
  readonly key: string;
  readonly userId: string;
  readonly productId: string;
  readonly change: Change;
  /** Version of the product's seats the item was planned on. */
  readonly seatVersion: number;
  /** Only for whoever holds this product by then: the other half of a swap (BX-9). */
  readonly ifHolds?: string | null | undefined;
  /** What a preview showed; no more than this is done. Undefined: whatever the rules say. */
  readonly planned?: Effect | null | undefined;
}

export interface PlannedItem extends BatchItem {
  readonly effect: Effect;
}

export interface SeatChange {
  readonly before: Seats;
  readonly after: Seats;
}

/** Preview of a batch: the effect of every item, and each product's seats before and after. */
export interface Plan {
  readonly items: readonly PlannedItem[];
  readonly seats: ReadonlyMap<string, SeatChange>;
}

/** What planning needs to know of users and products. Unknown ids are the caller's to sort out beforehand. */
export interface PlanState {
  user(userId: string): Cell['user'];
  product(productId: string): { readonly seats: Seats; readonly termState: TermState };
  held(userId: string, productId: string): AssignmentSource | null;
}

/** The stable key of a user × product × change within one batch. */
export function itemKey(item: Pick<BatchItem, 'userId' | 'productId' | 'change'>): string {
  return `${item.change}:${item.userId}:${item.productId}`;
}

/**
 * Plans items one after the other, in their order: a recall frees the seat that a later grant takes,
 * and of two grants for the last seat the first wins.
 */
export function planItems(items: readonly BatchItem[], state: PlanState): Plan {
  const seats = new Map<string, { before: Seats; after: Seats }>();
  const held = new Map<string, AssignmentSource | null>();
  const planned = items.map((item) => {
    const user = state.user(item.userId);
    const product = state.product(item.productId);
    const figures = seats.get(item.productId) ?? { before: product.seats, after: product.seats };
    seats.set(item.productId, figures);
    const holds = (productId: string): AssignmentSource | null => {
      const known = held.get(`${item.userId} ${productId}`);
      return known === undefined ? state.held(item.userId, productId) : known;
    };
    const pair = `${item.userId} ${item.productId}`;
    const before = holds(item.productId);
    const holdsOther = item.ifHolds == null ? undefined : holds(item.ifHolds) !== null;
    const now = decide(item.change, { user, held: before, seats: figures.after, termState: product.termState, holdsOther });
    const effect = item.planned == null ? now : withinPlan(item.planned, now);
    held.set(pair, changes(effect) ? (effect === 'grant' ? 'direct' : null) : before);
    // An inactive user's leftover row holds no counted seat, so recalling it frees none (CR-8).
    if (changes(effect) && user.active) figures.after = withAssignments(figures.after, effect === 'grant' ? 1 : -1);
    return { ...item, effect };
  });
  return { items: planned, seats };
}
