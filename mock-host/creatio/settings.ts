import * as z from 'zod/mini';

/** Oddities of Creatio that the stand-in has; each can be switched off. */
export const quirks = [
  /** A session that is over is answered with the sign-in page and status 200 instead of 401. */
  'html-sign-in',
  /** `…Result` members hold JSON as text. */
  'nested-json',
  /** `UpdateLicenseInfo` answers an error text with status 200 although the other items were saved. */
  'partial-save',
  /** `AddUsersPackages` leaves out whoever finds no seat, and says that all is well. */
  'silent-skip',
  /** `AddUsersPackages` for more than 2,000 users gives inactive ones a row too. */
  'no-inactive-check',
  /** A terminated session goes on for a while. */
  'late-termination',
  /** `TerminateSession` refuses now and then what it can't find with -1. */
  'minus-one',
  /** `GetAvailableLicPackages` tells the count of the latest term only. */
  'latest-term',
  /** `GetAvailableLicPackages` leaves server licenses out. Not as a rule: the stock tab says how many of unlimited are issued (CR-3). */
  'no-server-packages',
] as const;

export type Quirk = (typeof quirks)[number];

/** Which Creatio the stand-in is. */
export interface CreatioSettings {
  /** `/0` on .NET Framework, nothing on .NET; the other base answers 404. */
  readonly base: '' | '/0';
  /** 8.1.3 has role-based distribution: it tells the source of a license. */
  readonly version: '8.1.1' | '8.1.3';
  /** Without a license an administrator reaches the twin of `LicenseService` only. */
  readonly adminLicensed: boolean;
  /** Of users' profiles: instants are told as clocks there show them, and nothing is said of it. Default: this machine's, as its browsers'. */
  readonly timeZone?: string;
  readonly quirks: Readonly<Record<Quirk, boolean>>;
}

/** As found in the wild. */
export const stockSettings: CreatioSettings = {
  base: '/0',
  version: '8.1.3',
  adminLicensed: true,
  quirks: Object.fromEntries(quirks.map((quirk) => [quirk, quirk !== 'no-server-packages'])) as Record<Quirk, boolean>,
};

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

/** Some of the settings; those that are not given stay. Nothing else is taken. */
export const settingsChange = z.partial(
  z.strictObject({
    base: z.enum(['', '/0']),
    version: z.enum(['8.1.1', '8.1.3']),
    adminLicensed: z.boolean(),
    timeZone: z.string().check(z.refine(isTimeZone, 'Invalid time zone')),
    quirks: z.partial(z.strictObject(Object.fromEntries(quirks.map((quirk) => [quirk, z.boolean()])) as Record<Quirk, z.ZodMiniBoolean>)),
  }),
);

export function changed(settings: CreatioSettings, { quirks, ...rest }: z.output<typeof settingsChange>): CreatioSettings {
  return { ...settings, ...rest, quirks: { ...settings.quirks, ...quirks } };
}
