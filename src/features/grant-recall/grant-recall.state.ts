import type { SelectionSource } from '../../licensing/bulk.ts';
import type { BatchSummary } from '../../licensing/bulk-gateway.ts';
import type { LicensingErrorCode } from '../../licensing/errors.ts';
import type { Seats } from '../../licensing/license.ts';
import type { Change } from '../../licensing/rules.ts';

/** What the grant and recall dialog is opened for. */
export type BulkTask =
  /** Products are still to be ticked, unless some are given. `change`: which verb the ticks mean at first. */
  | { readonly kind: 'change'; readonly who: Exclude<SelectionSource, { readonly kind: 'saved' }> | { readonly kind: 'selection'; readonly selectionId: string }; readonly change: Change; readonly productIds: readonly string[] }
  | { readonly kind: 'undo'; readonly batchId: string }
  /** Shows a batch, and goes on with it if it was interrupted. */
  | { readonly kind: 'batch'; readonly batchId: string };

/** Where else in the plugin a view may lead; the host opens it (`HostServices.open`). */
export type OpenView =
  | { readonly name: 'grant-recall'; readonly task: BulkTask }
  | { readonly name: 'batches'; readonly batchId: string | null };

/**
 * How far the applying of a batch is.
 * `settling`: what an interrupted one has left unknown is asked for. `interrupted`: waits to be told to go on.
 * `pausing`, `stopping`: what is under way is being finished. `lost`: asking alone can't help; waits to be told.
 * `elsewhere`: another window or browser goes on with it. `ended`: every item was attempted, or the rest was cancelled.
 */
export type RunPhase = 'settling' | 'interrupted' | 'running' | 'pausing' | 'paused' | 'stopping' | 'lost' | 'elsewhere' | 'ended';

/** Frozen; told at most ten times a second while it runs, and at once when the phase changes. */
export interface RunState {
  readonly phase: RunPhase;
  /** Kept up with what is answered; the sum of its tally is its total, always. Unknown: what was sent and not answered yet. */
  readonly summary: BatchSummary;
  /** Items that were attempted. */
  readonly done: number;
  /** Items a second, lately; null = too early to say. */
  readonly rate: number | null;
  readonly secondsLeft: number | null;
  /** Why nothing comes at the moment, and when it is tried again (ms since the epoch); null = not before somebody says so. */
  readonly trouble: { readonly code: LicensingErrorCode; readonly until: number | null } | null;
  /** By product id, seats as last told. */
  readonly seats: ReadonlyMap<string, Seats>;
}

/** A batch that is being applied. Nothing here rejects. */
export interface BatchRun {
  readonly state$: { subscribe(next: (state: RunState) => void): { unsubscribe(): void } };
  readonly state: RunState;
  /** Applies what is left; also after `interrupted`, `paused`, `lost`, `elsewhere`, and after it was stopped. */
  goOn(): void;
  /** Finishes what is under way, then waits. */
  pause(): void;
  /** Finishes what is under way; the rest is not attempted. */
  cancel(): void;
  /** Attempts again what failed and may do better, and nothing else. */
  retryFailed(): void;
  /** Stops asking. The batch stays as it is at the host. */
  dispose(): void;
}
