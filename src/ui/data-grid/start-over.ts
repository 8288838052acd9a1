import type { Order } from './grid-rows.ts';

/** Whether the same rows match, in whatever order. */
export function sameRows(a: Order, b: Order): boolean {
  return JSON.stringify([a.search, a.filters]) === JSON.stringify([b.search, b.filters]);
}

/** The first page of another order, under way. Whoever waits for one that was superseded waits for the one that came after. */
export class Start {
  readonly order: Order;
  readonly asked = new AbortController();
  readonly done: Promise<void>;
  readonly succeed: () => void;
  failure: { readonly reason: unknown } | null = null;

  constructor(order: Order, former: Start | null) {
    this.order = order;
    let succeed = (): void => {};
    this.done = former?.done ?? new Promise((resolve) => (succeed = resolve));
    this.succeed = former?.succeed ?? succeed;
  }
}
