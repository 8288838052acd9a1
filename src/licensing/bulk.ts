import type { AssignmentSource, LicensedUser, Seats, TermState, UserLicense } from './license.ts';
import type { SeatChange } from './plan.ts';
import type { Change, Effect } from './rules.ts';

/** Words for changing the licenses of many users at once. Instants are milliseconds since the epoch. */

/** A license product as lists show it. */
export interface LicenseProduct extends Pick<UserLicense, 'sku' | 'name' | 'vendor' | 'seats' | 'term'> {
  readonly id: string;
}

/**
 * People, fixed by the host at one moment and in one order: whoever matches later is not concerned (BX-14).
 * Each once.
 */
export interface Selection {
  readonly id: string;
  readonly count: number;
  readonly at: number;
}

/** What a selection is made of. `holders`: who holds a product. `saved`: a set kept for later. */
export type SelectionSource =
  | { readonly kind: 'users'; readonly userIds: readonly string[] }
  | { readonly kind: 'matching'; readonly search: string; readonly filters: readonly string[] }
  | { readonly kind: 'holders'; readonly productId: string }
  | { readonly kind: 'saved'; readonly setId: string };

/** A set of people that an administrator keeps under a name. */
export interface SavedSet {
  readonly id: string;
  readonly name: string;
  readonly count: number;
  readonly savedAt: number;
}

/** One of the selected, as far as planning goes. */
export interface Person extends LicensedUser {
  /** Null = never, or the host does not say. */
  readonly lastActivity: number | null;
  /** Ids of roles. */
  readonly roles: readonly string[];
  /** Active sessions, explorer sessions left out; 0 also when the host does not say. */
  readonly sessions: number;
  /** By product id, what this person holds, leftover rows of inactive users included. */
  readonly held: Readonly<Record<string, AssignmentSource>>;
}

/** What planning needs to know of a selection, as of one moment. */
export interface Population {
  readonly selection: Selection;
  /** In the order of the selection; null: there are too many, and the host plans. */
  readonly people: readonly Person[] | null;
  /** By product id, how many of the selected hold it; a product that nobody holds may be missing. */
  readonly heldBy: Readonly<Record<string, number>>;
  /** Roles that some of the selected are in. */
  readonly roles: readonly { readonly id: string; readonly name: string; readonly members: number }[];
  readonly products: readonly LicenseProduct[];
}

/** What is to be done with a product for all of the selected. `swap`: grants `to`, then recalls the product (BX-9). */
export type ProductChange =
  | { readonly kind: Change; readonly productId: string }
  | { readonly kind: 'swap'; readonly productId: string; readonly to: string };

/**
 * Who is served first where seats are short (BX-7): the order of the selection, the latest activity first, the members of a
 * role first, or the ones picked by hand first. Who is not told apart keeps the order of the selection.
 */
export type SeatOrder =
  | { readonly by: 'list' }
  | { readonly by: 'last-activity' }
  | { readonly by: 'role'; readonly roleId: string }
  | { readonly by: 'hand'; readonly userIds: readonly string[] };

export interface BulkRequest {
  readonly selectionId: string;
  /** No product twice, the `to` of a swap included. In this order they are carried out. */
  readonly changes: readonly ProductChange[];
  /** By product id; none = `list`. */
  readonly orders: Readonly<Record<string, SeatOrder>>;
}

/** How many cells have each effect; zeroes are left out. */
export type EffectCounts = Readonly<Partial<Record<Effect, number>>>;

/** What a batch does with one product. */
export interface ProductPlan {
  readonly productId: string;
  readonly change: Change;
  /** Only for those who hold this product by then: the other half of a swap. */
  readonly ifHolds: string | null;
  readonly seats: SeatChange;
  readonly counts: EffectCounts;
}

/** Preview of a batch (BX-1). A product per entry, in the order in which they are carried out. */
export interface BulkPlan {
  /** The host keeps it under this id for a day; null = it was made here. */
  readonly id: string | null;
  readonly at: number;
  /** How many cells: user × product. */
  readonly items: number;
  readonly people: number;
  readonly products: readonly ProductPlan[];
  /** Active sessions of those who lose a license; null = the host does not say. */
  readonly sessions: number | null;
  /** The batch that this one would undo. */
  readonly undoes: string | null;
}

/** A cell of a plan. */
export interface PlannedRow {
  readonly user: LicensedUser;
  readonly productId: string;
  readonly change: Change;
  readonly effect: Effect;
}

/** What the rules need to know of a product. */
export interface PlannedProduct {
  readonly seats: Seats;
  readonly termState: TermState;
}

const problems: ReadonlySet<Effect> = new Set<Effect>([
  'no-seat', 'not-in-term', 'inactive', 'system-account', 'role-derived', 'conflict', 'kept',
]);

/** Whether an administrator should look at it before it is done: who misses out, and what will come back. */
export function isProblem(effect: Effect): boolean {
  return problems.has(effect);
}

/** How many seats to buy so that nobody misses out. */
export function seatsShort({ counts }: Pick<ProductPlan, 'counts'>): number {
  return counts['no-seat'] ?? 0;
}
