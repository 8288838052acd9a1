import { createText } from './format.ts';
import type { Text } from './messages.ts';

/** Only the language that is shown is loaded. */
const languages = {
  en: async () => (await import('./en.ts')).en,
  de: async () => (await import('./de.ts')).messages,
  uk: async () => (await import('./uk.ts')).messages,
  ar: async () => (await import('./ar.ts')).messages,
};

/**
 * Texts for a BCP 47 locale (`de-AT` reads German), English for a language we do not have. `en-XA` is the pseudo-locale
 * of tests. Rejects when the language's chunk can't be loaded.
 */
export async function loadText(locale: string): Promise<Text> {
  if (locale === 'en-XA') return createText((await import('./pseudo.ts')).messages, locale);
  const language = locale.split('-')[0]!.toLowerCase();
  const known = Object.hasOwn(languages, language);
  return createText(await languages[known ? (language as keyof typeof languages) : 'en'](), known ? locale : 'en');
}
