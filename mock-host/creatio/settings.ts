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
  /** A terminated session goes on for a while. */
  'late-termination',
  /** `TerminateSession` refuses now and then what it can't find with -1. */
  'minus-one',
  /** `GetAvailableLicPackages` tells the count of the latest term only. */
  'latest-term',
] as const;

export type Quirk = (typeof quirks)[number];

/** Which Creatio the stand-in is. */
export interface CreatioSettings {
  /** `/0` on .NET Framework, nothing on .NET; the other base answers 404. */
  readonly base: '' | '/0';
  /** 8.1.3 has role-based distribution: it tells the source of a license. */
  readonly version: '8.1.1' | '8.1.3';
  readonly quirks: Readonly<Record<Quirk, boolean>>;
}

/** As found in the wild. */
export const stockSettings: CreatioSettings = {
  base: '/0',
  version: '8.1.3',
  quirks: Object.fromEntries(quirks.map((quirk) => [quirk, true])) as Record<Quirk, boolean>,
};
