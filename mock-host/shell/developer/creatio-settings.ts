import { HttpError } from '../api/http.ts';

/** Oddities of the stand-in for Creatio, by the host's names. */
export const quirks = [
  'html-sign-in',
  'nested-json',
  'partial-save',
  'silent-skip',
  'no-inactive-check',
  'late-termination',
  'minus-one',
  'latest-term',
  'no-server-packages',
] as const;
export type Quirk = (typeof quirks)[number];

export const bases = ['/0', ''] as const;
export const versions = ['8.1.3', '8.1.1'] as const;

/** Which Creatio the mock host is, as far as the menu changes it. */
export interface CreatioSettings {
  readonly base: (typeof bases)[number];
  readonly version: (typeof versions)[number];
  readonly adminLicensed: boolean;
  readonly quirks: Readonly<Record<Quirk, boolean>>;
}

/** Some of the settings; those that are not given stay. */
export type CreatioChange = Partial<Omit<CreatioSettings, 'quirks'>> & { readonly quirks?: Partial<CreatioSettings['quirks']> };

/** Takes what the menu knows and leaves the rest. Throws `HttpError` when something of that is missing. */
export function readCreatio(body: unknown): CreatioSettings {
  const told = (body ?? {}) as Readonly<Record<string, unknown>>;
  const on = (told['quirks'] ?? {}) as Readonly<Record<string, unknown>>;
  const base = bases.find((known) => known === told['base']);
  const version = versions.find((known) => known === told['version']);
  const adminLicensed = told['adminLicensed'];
  if (base === undefined || !version || typeof adminLicensed !== 'boolean' || quirks.some((quirk) => typeof on[quirk] !== 'boolean')) throw new HttpError('unexpected');
  return { base, version, adminLicensed, quirks: Object.fromEntries(quirks.map((quirk) => [quirk, on[quirk]])) as Record<Quirk, boolean> };
}

export function changed(settings: CreatioSettings, change: CreatioChange): CreatioSettings {
  return { ...settings, ...change, quirks: { ...settings.quirks, ...change.quirks } };
}
