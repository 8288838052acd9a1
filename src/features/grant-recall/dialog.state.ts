import type { Population, SeatOrder } from '../../licensing/bulk.ts';
import type { BatchSummary } from '../../licensing/bulk-gateway.ts';
import type { LicensingErrorCode } from '../../licensing/errors.ts';
import type { Change } from '../../licensing/rules.ts';
import type { BatchRun } from './grant-recall.state.ts';
import type { Preview } from './plan/local-plan.ts';
import type { Choices } from './products/choices.ts';

/** How far a plan is. `stale`: the one shown is of before the latest choice. */
export interface Planning {
  /** Null: nothing is asked for, or none is here yet. */
  readonly preview: Preview | null;
  readonly stale: boolean;
  /** Why the host has not planned; it is asked again by itself where that can help. */
  readonly trouble: LicensingErrorCode | null;
  /**
   * The batch is being made known to the host. `lost`: no answer; the same is sent again, by itself unless `givenUp`.
   * `refused`: nothing was done; it can be confirmed anew.
   */
  readonly sending: null | { readonly kind: 'asked' } | { readonly kind: 'lost'; readonly code: LicensingErrorCode; readonly givenUp: boolean } | { readonly kind: 'refused'; readonly code: LicensingErrorCode };
}

/** Products are being chosen, or their plan is being looked at. */
export interface Choosing extends Planning {
  readonly kind: 'choosing';
  readonly step: 'products' | 'plan';
  readonly population: Population;
  /** Who was active when is known. */
  readonly activity: boolean;
  /** Ids that are nobody's. */
  readonly unknown: readonly string[];
  /** What a tick means. */
  readonly verb: Change;
  readonly choices: Choices;
  /** By product id. */
  readonly orders: Readonly<Record<string, SeatOrder>>;
}

/** The plan of taking a batch back is being looked at. */
export interface Undoing extends Planning {
  readonly kind: 'undoing';
  readonly of: BatchSummary;
  readonly preview: Preview;
}

/** A batch is being carried out, or was. */
export interface Batched {
  readonly kind: 'batch';
  /** As first told. */
  readonly summary: BatchSummary;
  /** Null: it is somebody else's. */
  readonly run: BatchRun | null;
}

export type DialogState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly code: LicensingErrorCode }
  /** The host can't change many users at once. */
  | { readonly kind: 'absent' }
  /** The administrator may not. */
  | { readonly kind: 'read-only' }
  | Choosing
  | Undoing
  | Batched;
