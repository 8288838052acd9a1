import { createText } from './format.ts';
import type { Messages, Text } from './messages.ts';

const bulk = {
  en: async () => (await import('./grant-recall/en.ts')).en,
  de: async () => (await import('./grant-recall/de.ts')).messages,
  uk: async () => (await import('./grant-recall/uk.ts')).messages,
  ar: async () => (await import('./grant-recall/ar.ts')).messages,
};

/** Only the language that is shown is loaded, and of it only what the view says: one file, which holds all of it. */
const tables = {
  'licenses-tab': {
    en: async () => (await import('./licenses-tab/en.ts')).en,
    de: async () => (await import('./licenses-tab/de.ts')).messages,
    uk: async () => (await import('./licenses-tab/uk.ts')).messages,
    ar: async () => (await import('./licenses-tab/ar.ts')).messages,
  },
  'session-manager': {
    en: async () => (await import('./session-manager/en.ts')).en,
    de: async () => (await import('./session-manager/de.ts')).messages,
    uk: async () => (await import('./session-manager/uk.ts')).messages,
    ar: async () => (await import('./session-manager/ar.ts')).messages,
  },
  'grant-recall': bulk,
  'selection-basket': bulk,
  'license-list': bulk,
  batches: bulk,
};

/**
 * Texts of a view for a BCP 47 locale (`de-AT` reads German), English for a language we do not have. `en-XA` is the
 * pseudo-locale of tests. Rejects when the language's file can't be loaded.
 */
export async function loadText(locale: string, view: keyof typeof tables): Promise<Text<string>> {
  const languages: Readonly<Record<string, () => Promise<Messages<Record<string, string>>>>> = tables[view];
  const language = locale.split('-')[0]!.toLowerCase();
  const known = Object.hasOwn(languages, language);
  const messages = languages[known ? language : 'en']!();
  if (locale === 'en-XA') return createText((await import('./pseudo.ts')).pseudoMessages(await messages), locale);
  return createText(await messages, known ? locale : 'en');
}
