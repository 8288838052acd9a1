import type { SessionRow } from './session-manager.state.ts';

/**
 * The collection that the grid draws from, as far as the store reads and fills it. The grid and the store share one, so
 * that nothing is held twice.
 */
export interface SessionRows extends Iterable<SessionRow> {
  get(id: string): SessionRow | undefined;
  /** Puts rows, new ones included, and takes others away. */
  apply(change: { readonly upsert?: readonly SessionRow[]; readonly remove?: readonly string[] }): void;
}

/** Those of them that are on screen, where not all are here. */
export type ShownRows = Pick<SessionRows, 'get' | 'apply'>;
