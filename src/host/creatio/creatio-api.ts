import type * as z from 'zod/mini';
import type { SelectQuery } from './select-query.ts';

export type Shape = z.core.$ZodType & { safeParse(value: unknown): z.core.util.SafeParseResult<unknown> };

/** `DeleteLicenses` is not here and never will be: it wipes all. */
export type LicenseMethod =
  | 'GetLicenses' | 'GetLicenseData' | 'AddUsersPackages' | 'DeleteUsersPackages' | 'SaveLicenseData';
export type AdministrationMethod = 'GetAvailableLicPackages' | 'UpdateLicenseInfo' | 'TerminateSession';

/**
 * Asks Creatio's services and parses what they answer. Finds out by itself under which base they answer, unwraps results, and
 * tells a sign-in page from an answer. A read is asked once more when the host stumbles; a write is sent once. Rejects with a
 * `LicensingError`, or with the signal's reason.
 */
export interface CreatioApi {
  /** `LicenseService.svc`, or its twin for an administrator without a license. `body` is sent as JSON whatever it is. */
  license<S extends Shape>(method: LicenseMethod, body: unknown, shape: S, signal: AbortSignal): Promise<z.output<S>>;
  /** Whether writes go to the twin, which has `SaveLicenseData` only. Known once anything was asked of `license`. */
  readonly byTwin: boolean;
  administration<S extends Shape>(method: AdministrationMethod, body: unknown, shape: S, signal: AbortSignal): Promise<z.output<S>>;
  /** Rows, each parsed. */
  select<S extends Shape>(query: SelectQuery, row: S, signal: AbortSignal): Promise<readonly z.output<S>[]>;
  /** The base that has answered, such as `https://crm.example.com/0`; null = none yet. */
  readonly base: string | null;
}
