import type { Order } from './grid-rows.ts';

/** How somebody has arranged a grid: plain data, so that a host can keep it and hand it back (a saved view). */
export interface GridView extends Order {
  /** Columns in the order shown; those missing here follow in the order declared. */
  readonly columns: readonly string[];
  readonly hidden: readonly string[];
  /** Columns that stay in place; default: those declared so. */
  readonly pinned?: readonly string[];
  /** In em, by column. */
  readonly widths: Readonly<Record<string, number>>;
}
