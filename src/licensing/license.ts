/** Our words for what a host licenses and who holds it. Plain data; the wire and the screens are built from these. */

/** named: a seat belongs to one person. concurrent: assignees share, simultaneous use is limited. server: unlimited users. */
export type LicenseType = 'named' | 'concurrent' | 'server';

/** A purchased period. Dates are ISO days (`2026-11-21`), both ends inclusive; null = open. */
export interface Term {
  readonly start: string | null;
  readonly due: string | null;
  /** Seats bought with this term; ignored for server licenses. */
  readonly count: number;
}

/** Whether a product may be used today: any term covers today, all are over, the first is yet to come, or none was bought. */
export type TermState = 'current' | 'expired' | 'future' | 'none';

/**
 * Seats of a product, in seats. `paid` counts only terms that cover today; null = unlimited.
 * Always: used + available = paid + overage.
 */
export interface Seats {
  readonly type: LicenseType;
  readonly paid: number | null;
  /** named and server: active users who hold it. concurrent: seats in use at this moment. */
  readonly used: number;
  /** Active users who hold it. Differs from `used` for concurrent licenses only. */
  readonly assigned: number;
  /** Grows with every change of any figure above; a plan made on another version may have drifted. */
  readonly version: number;
}

export type AssignmentSource = 'direct' | 'role';

/** Record that a user holds a seat. */
export interface Assignment {
  /** ISO instant; null when the host does not say. */
  readonly since: string | null;
  /** Display name of who granted it; null when the host does not say. */
  readonly by: string | null;
  readonly source: AssignmentSource;
  /** Name of the role it was inherited from; null when direct, or when the host does not say. */
  readonly role: string | null;
}

export interface LicensedUser {
  readonly id: string;
  readonly name: string;
  readonly login: string;
  readonly email: string | null;
  readonly active: boolean;
  /** System accounts can't be assigned (SB-5). */
  readonly kind: 'person' | 'system';
}

/** One row of the Licenses tab: a product as one user sees it. */
export interface UserLicense {
  readonly productId: string;
  readonly sku: string;
  readonly name: string;
  readonly vendor: string | null;
  readonly seats: Seats;
  readonly term: { readonly state: TermState; readonly start: string | null; readonly due: string | null };
  /** The user's current assignment, also when the user is inactive and it no longer counts; null = not held. */
  readonly assignment: Assignment | null;
}

export interface UserLicenses {
  readonly user: LicensedUser;
  readonly licenses: readonly UserLicense[];
}
