import type { LicensingErrorCode } from '../../licensing/errors.ts';
import type { LicensedUser, Seats, UserLicense } from '../../licensing/license.ts';
import type { Tally } from '../../licensing/outcome.ts';
import type { Change, Effect } from '../../licensing/rules.ts';

/** A product as the tab shows it. */
export interface Row {
  /** As the host last told it. */
  readonly license: UserLicense;
  /** The tick that Save will send; null = as it is. */
  readonly pending: Change | null;
  /** What the pending change, or else a tick, would come to by what is known now; null = nothing to say. */
  readonly effect: Effect | null;
  /** The seats after the pending change. */
  readonly after: Seats;
  /** How the last Save ended here: why it was skipped or failed, `unknown` while the answer is lost; null = nothing to say. */
  readonly note: Effect | LicensingErrorCode | 'unknown' | null;
  /** What the host said of a failed Save, in its own words; see `ItemOutcome`. */
  readonly said: string | undefined;
}

/** How the last Save ended for a product. */
export type Note = readonly [note: NonNullable<Row['note']>, said?: string | undefined];

export interface Ready {
  readonly kind: 'ready';
  readonly user: LicensedUser;
  /** In the host's order. */
  readonly rows: readonly Row[];
  readonly mayChange: boolean;
  /** How many changes are not saved. */
  readonly pending: number;
  readonly saving: boolean;
  /** Why nothing goes on at the moment; it is tried again by itself where that can help. */
  readonly trouble: LicensingErrorCode | null;
  /** How the last Save ended, until the next tick. */
  readonly summary: Tally | null;
}

export type TabState = { readonly kind: 'loading' } | { readonly kind: 'failed'; readonly code: LicensingErrorCode } | Ready;
