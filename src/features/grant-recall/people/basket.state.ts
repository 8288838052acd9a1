import type { BasketEntry, Bucket, SortedEntry } from '../../../licensing/basket.ts';
import type { SavedSet } from '../../../licensing/bulk.ts';
import type { BulkCapabilities } from '../../../licensing/bulk-gateway.ts';
import type { LicensingErrorCode } from '../../../licensing/errors.ts';

export interface GivenEntry extends BasketEntry {
  /** Name of the file or saved set it is from; null = pasted or picked. */
  readonly source: string | null;
}

export type BasketRow = SortedEntry<GivenEntry>;

/** What became of the last thing given; each is said in a sentence. */
export type Told =
  | { readonly kind: 'read'; readonly source: string | null; readonly count: number; readonly headings: readonly number[]; readonly aside: number }
  | { readonly kind: 'not-text' | 'too-large' | 'unreadable'; readonly source: string }
  | { readonly kind: 'too-many'; readonly count: number; readonly most: number }
  | { readonly kind: 'saved' | 'loaded'; readonly set: SavedSet }
  /** More people than the host hands over; they can be granted and recalled as they are. */
  | { readonly kind: 'set-too-large'; readonly set: SavedSet }
  | { readonly kind: 'gone'; readonly count: number }
  | { readonly kind: 'failed'; readonly code: LicensingErrorCode };

/** People gathered from wherever, sorted into buckets. */
export interface BasketReady {
  readonly kind: 'ready';
  readonly capabilities: BulkCapabilities;
  /** In the order given. What is not looked up yet is not among them. */
  readonly rows: readonly BasketRow[];
  readonly counts: Readonly<Record<Bucket, number>>;
  /** Looking up: how many entries are done, of how many. Null = all are. */
  readonly looking: { readonly done: number; readonly total: number } | null;
  /** Why looking up does not go on; it does by itself where that can help. */
  readonly trouble: LicensingErrorCode | null;
  /** Inactive people are recalled from, too. */
  readonly keepInactive: boolean;
  /** Null = not read yet, or the host keeps none. */
  readonly sets: readonly SavedSet[] | null;
  readonly setsTrouble: LicensingErrorCode | null;
  readonly told: Told | null;
  /** Something is under way at the host that must not be asked for twice. */
  readonly busy: boolean;
  /** Something was gathered that is neither saved nor put to use. */
  readonly dirty: boolean;
}

export type BasketState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly code: LicensingErrorCode }
  | { readonly kind: 'absent' }
  | { readonly kind: 'read-only' }
  | BasketReady;
