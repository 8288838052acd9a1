import * as z from 'zod/mini';

/**
 * Shapes of Creatio's licensing and administration services, as far as they are used. The plugin parses answers with them and
 * the stand-in speaks them. Beside what stands here hosts may send more; it is dropped. Never bound: `DeleteLicenses`.
 */

/** In lower case whoever wrote it, so that ids from several answers are compared as text. */
export const guid = z.guid().check(z.toLowerCase());
const count = z.int();
const errorInfo = z.nullish(z.object({ errorCode: z.nullish(z.string()), message: z.nullish(z.string()) }));

/** `LicenseService.svc/AddUsersPackages`, `DeleteUsersPackages`: nothing is said of single pairs. */
export const usersPackagesRequest = z.object({ userIds: z.array(guid), packageIds: z.array(guid) });
/** `SaveLicenseData`; `source` 1 = by hand. */
export const saveLicenseRequest = z.object({ packageId: guid, addedUsers: z.array(guid), deletedUsers: z.array(guid), source: z.literal(1) });
export const written = z.object({ success: z.boolean(), errorInfo });

/** 0 = of a person, 1 = concurrent, 2 = server. */
export const licenseType = z.union([z.literal(0), z.literal(1), z.literal(2)]);
/** A term: a package has as many rows as it was bought times. Days or instants; null = open. */
export const licenseRow = z.object({
  id: guid,
  packageId: guid,
  packageName: z.string(),
  type: licenseType,
  startDate: z.nullish(z.string()),
  dueDate: z.nullish(z.string()),
  isActive: z.boolean(),
  count,
});
/** `GetLicenses`, asked with null. */
export const licenses = z.object({ success: z.boolean(), errorInfo, licenses: z.nullish(z.array(licenseRow)) });
/** `GetLicenseData`, asked with the package's id as a bare JSON text. `source` since role-based distribution: 1 = by hand, others = by a role. */
export const licenseData = z.object({
  success: z.optional(z.boolean()),
  errorInfo,
  licenses: z.nullish(z.array(licenseRow)),
  users: z.nullish(
    z.array(
      z.object({
        sysAdminUnit: z.object({ value: guid, displayValue: z.nullish(z.string()) }),
        email: z.nullish(z.string()),
        jobTitle: z.nullish(z.string()),
        source: z.nullish(count),
      }),
    ),
  ),
});

/** `GetUsersPackages`, asked with a bare array of ids of users: the packages that any of them holds. */
export const usersPackages = z.object({ packageIds: z.nullish(z.array(guid)), errorInfo });

/**
 * `AdministrationService/GetAvailableLicPackages`, after unwrapping: what a user's Licenses tab is made of. Packages that have
 * a term today only, by name; server packages on some installations only. `Checked`: the user is active and holds it.
 * `Enabled`: the user is active, who asks may change it, and it is held, unlimited or has a seat left.
 */
export const availablePackages = z.array(
  z.object({
    Id: guid,
    Type: licenseType,
    Caption: z.string(),
    Enabled: z.boolean(),
    Checked: z.boolean(),
    AvailableCount: count,
    PaidCount: count,
    UsedCount: count,
    /**
     * Where it came from, as a caption in the administrator's language, such as `Manually`; empty without role-based
     * distribution. Some versions may tell the number that `GetLicenseData` does.
     */
    SysLicSource: z.nullish(z.union([z.string(), count])),
  }),
);
/** `UpdateLicenseInfo`: empty = everything was saved, else the error of what was not. */
export const updateResult = z.string();
/** `TerminateSession`: 1 = accepted, -1 = not. */
export const terminated = z.union([z.literal(1), z.literal(-1)]);

/** DataService. Rows are parsed by whoever asks. */
export const selectAnswer = z.object({
  success: z.boolean(),
  errorInfo,
  rows: z.nullish(z.array(z.record(z.string(), z.unknown()))),
});
export const lookupValue = z.object({ value: guid, displayValue: z.string() });
