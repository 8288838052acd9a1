import type { LicenseProduct } from '../../licensing/bulk.ts';
import type { AssignmentSource, LicensedUser, Seats, Term } from '../../licensing/license.ts';
import type { LicenseType } from '../../licensing/license.ts';

/** A license package as bought. */
export interface LicensePackage {
  readonly id: string;
  readonly name: string;
  readonly type: LicenseType;
  /** Only those that are switched on. */
  readonly terms: readonly Term[];
}

/** Who holds a package now. */
export interface Holders {
  readonly package: LicensePackage;
  /** By user id; leftover rows of inactive users included. */
  readonly sources: ReadonlyMap<string, AssignmentSource>;
}

/**
 * What Creatio knows of users and packages, asked in few calls. Totals are the sum of the terms that cover today wherever
 * they are shown, and used are the active users who hold a package: no two screens disagree (CR-8).
 */
export interface Directory {
  /** One call. Terms change when a license file is loaded, seldom, so they are kept for a while unless `fresh`. */
  packages(signal: AbortSignal, fresh?: boolean): Promise<ReadonlyMap<string, LicensePackage>>;
  /** With today's seats, all packages, two calls. */
  products(signal: AbortSignal): Promise<readonly LicenseProduct[]>;
  /** One call. */
  holders(packageId: string, signal: AbortSignal): Promise<Holders>;
  /** Everybody who signs in, active or not; one call for each 20,000. Kept for as long as an operation lasts. */
  users(signal: AbortSignal): Promise<ReadonlyMap<string, LicensedUser>>;
  /** Seats as of a reading of the holders. */
  seats(holders: Holders, users: ReadonlyMap<string, LicensedUser>): Seats;
}
