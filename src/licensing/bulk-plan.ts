import type { BulkRequest, PlannedProduct, ProductChange, SeatOrder } from './bulk.ts';
import type { AssignmentSource, Seats } from './license.ts';
import type { SeatChange } from './plan.ts';
import { type Cell, type Change, type Effect, changes as changesSomething, decide } from './rules.ts';
import { withAssignments } from './seats.ts';

/** What planning asks about the selected, by their place in the selection. */
export interface BulkState {
  readonly count: number;
  user(at: number): Cell['user'];
  held(at: number, productId: string): AssignmentSource | null;
  /** Throws for a product that the caller should have sorted out beforehand. */
  product(productId: string): PlannedProduct;
  /** Places in the order in which they are served; undefined = as they stand. */
  order?(order: SeatOrder): Iterable<number>;
}

/** The cells of one product. */
export interface PlannedColumn {
  readonly productId: string;
  readonly change: Change;
  readonly ifHolds: string | null;
  readonly seats: SeatChange;
  /** By place in the selection. */
  readonly effects: readonly Effect[];
}

/** One column for each product: a swap grants the one before it recalls the other. */
export function columnsOf(changes: readonly ProductChange[]): readonly Pick<PlannedColumn, 'productId' | 'change' | 'ifHolds'>[] {
  return changes.flatMap(({ kind, productId, ...rest }): Pick<PlannedColumn, 'productId' | 'change' | 'ifHolds'>[] => {
    if (kind !== 'swap') return [{ productId, change: kind, ifHolds: null }];
    const { to } = rest as { readonly to: string };
    return [{ productId: to, change: 'grant', ifHolds: productId }, { productId, change: 'recall', ifHolds: to }];
  });
}

/** A product that stands in several changes; undefined = none does. */
export function productTwice(changes: readonly ProductChange[]): string | undefined {
  const seen = new Set<string>();
  return columnsOf(changes).find(({ productId }) => seen.size === seen.add(productId).size)?.productId;
}

/** Plans every cell of a bulk change. */
export function planBulk({ changes, orders }: Pick<BulkRequest, 'changes' | 'orders'>, state: BulkState): PlannedColumn[] {
  const columns = columnsOf(changes).map((column) => {
    const order = orders[column.productId];
    return { ...column, places: (order && state.order?.(order)) ?? places(state.count) };
  });
  return planColumns(columns, state);
}

/** Plans columns one after the other, the cells of each in the order of `places`; elsewhere its `effects` have holes. */
export function planColumns(
  columns: Iterable<Pick<PlannedColumn, 'productId' | 'change' | 'ifHolds'> & { readonly places: Iterable<number> }>,
  state: BulkState,
): PlannedColumn[] {
  const planned: PlannedColumn[] = [];
  const left = new Map<string, Seats>();
  for (const { places, ...column } of columns) {
    const { productId, change, ifHolds } = column;
    const product = state.product(productId);
    const { termState } = product;
    const before = left.get(productId) ?? product.seats;
    const other = planned.find((earlier) => earlier.productId === ifHolds);
    const effects = new Array<Effect>(state.count);
    let seats = before;
    for (const at of places) {
      const user = state.user(at);
      const holdsOther = ifHolds === null ? undefined : other?.effects[at] === 'grant' || state.held(at, ifHolds) !== null;
      const effect = decide(change, { user, held: state.held(at, productId), seats, termState, holdsOther });
      effects[at] = effect;
      // An inactive user's leftover row holds no counted seat, so recalling it frees none (CR-8).
      if (changesSomething(effect) && user.active) seats = withAssignments(seats, change === 'grant' ? 1 : -1);
    }
    left.set(productId, seats);
    planned.push({ ...column, seats: { before, after: seats }, effects });
  }
  return planned;
}

function* places(count: number): Generator<number> {
  for (let at = 0; at < count; at++) yield at;
}
