import type { Assignment, Seats, UserLicenses } from './license.ts';
import type { ItemOutcome } from './outcome.ts';
import type { BatchItem } from './plan.ts';

/** What a host says it can do. What it can't do is absent from the UI, never broken. */
export interface Capabilities {
  /** Pushes changes; without it the plugin polls. */
  readonly events: boolean;
  /** Most items a single batch request may carry. */
  readonly maxBatchItems: number;
}

/** A confirmed operation. Applying the same batch again changes nothing and answers the same. */
export interface Batch {
  /** UUID made by the plugin when the administrator confirms; the idempotency key. */
  readonly id: string;
  readonly items: readonly BatchItem[];
}

/** Something changed at the host. `reload`: more changed than is worth telling one by one. */
export type LicensingEvent =
  | { readonly kind: 'seats'; readonly productId: string; readonly seats: Seats }
  | { readonly kind: 'assignment'; readonly userId: string; readonly productId: string; readonly assignment: Assignment | null }
  | { readonly kind: 'reload' };

/**
 * The port: the only way anything in the plugin asks the host. Every method rejects with a `LicensingError`,
 * or with the signal's reason when the caller aborts.
 */
export interface LicensingGateway {
  capabilities(signal: AbortSignal): Promise<Capabilities>;
  /** A user with one row per product. Rejects `not-found` for an unknown user. */
  userLicenses(userId: string, signal: AbortSignal): Promise<UserLicenses>;
  /**
   * Applies a batch and yields one outcome per item, each key once, in any order. Yields what the host really answered;
   * rejects when the connection breaks, and then items without an outcome are unknown until the batch is sent again.
   */
  applyBatch(batch: Batch, signal: AbortSignal): AsyncIterable<ItemOutcome>;
  /** Changes that concern a user, from now until aborted. Ends or rejects when the host stops telling. */
  events(userId: string, signal: AbortSignal): AsyncIterable<LicensingEvent>;
}
