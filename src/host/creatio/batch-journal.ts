import type { BulkPlan } from '../../licensing/bulk.ts';
import type { AssignmentSource } from '../../licensing/license.ts';
import type { Change, Effect } from '../../licensing/rules.ts';

/** What planning and the batches of this browser know of each other. */

/** An item that a batch has really changed, as far as taking it back goes. */
export interface AppliedItem {
  readonly userId: string;
  readonly productId: string;
  readonly change: Change;
  /** Of a swap, the other product: the item's `ifHolds`, or the product of the items whose `ifHolds` this one's is. Null = no swap. */
  readonly swapped: string | null;
  /** What was held before. */
  readonly was: AssignmentSource | null;
  /** A later batch of this browser has changed the pair. Of others Creatio tells nothing. */
  readonly changedSince: boolean;
}

export interface BatchJournal {
  /** In the order of the items. Rejects `not-found` for a batch that this browser does not know. */
  appliedItems(batchId: string): Promise<readonly AppliedItem[]>;
}

/** A plan as it is kept: its cells are those of the columns, one after the other, each in the order of the people. */
export interface KeptPlan {
  readonly plan: BulkPlan;
  /** Ids. */
  readonly people: readonly string[];
  readonly columns: readonly {
    readonly productId: string;
    readonly change: Change;
    readonly ifHolds: string | null;
    /** By place in `people`; null = no cell. */
    readonly effects: readonly (Effect | null)[];
  }[];
}

/** What batches are made of. */
export interface PlannedWork {
  /** Rejects `not-found` when it is a day old. */
  keptPlan(planId: string): Promise<KeptPlan>;
  /** Ids of the selected, in their order. Rejects `not-found` when it is a day old. */
  selected(selectionId: string): Promise<readonly string[]>;
}
