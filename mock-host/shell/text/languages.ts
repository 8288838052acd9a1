export interface Language {
  readonly code: 'en' | 'de' | 'uk' | 'ar' | 'en-XA';
  /** In its own words, so that everyone finds theirs. */
  readonly name: string;
  /** BCP 47, handed to plugins. */
  readonly locale: string;
  readonly direction: 'ltr' | 'rtl';
}

export const languages: readonly Language[] = [
  { code: 'en', name: 'English', locale: 'en-US', direction: 'ltr' },
  { code: 'de', name: 'Deutsch', locale: 'de-DE', direction: 'ltr' },
  { code: 'uk', name: 'Українська', locale: 'uk-UA', direction: 'ltr' },
  { code: 'ar', name: 'العربية', locale: 'ar', direction: 'rtl' },
  { code: 'en-XA', name: 'Pseudo-locale', locale: 'en-XA', direction: 'ltr' },
];

/** The first of the reader's own languages that we have, else English. */
export function preferredLanguage(wanted: readonly string[]): Language['code'] {
  for (const tag of wanted) {
    const known = languages.find((language) => language.code === tag.split('-')[0]?.toLowerCase());
    if (known) return known.code;
  }
  return 'en';
}
