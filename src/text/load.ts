import { createText } from './format.ts';
import type { Messages, Text } from './messages.ts';

type Words = Messages<Record<string, string>>;
/** English is what the others are translated from, and called by its name. */
interface Language {
  readonly en?: Words;
  readonly messages?: Words;
}

/** How a view's languages are loaded, by their names. */
type Languages = Readonly<Record<string, () => Promise<Language>>>;

const bulk = {
  en: () => import('./grant-recall/en.ts'),
  de: () => import('./grant-recall/de.ts'),
  uk: () => import('./grant-recall/uk.ts'),
  ar: () => import('./grant-recall/ar.ts'),
};

/** Only the language that is shown is loaded, and of it only what the view says: one file, which holds all of it. */
export const tables = {
  'licenses-tab': {
    en: () => import('./licenses-tab/en.ts'),
    de: () => import('./licenses-tab/de.ts'),
    uk: () => import('./licenses-tab/uk.ts'),
    ar: () => import('./licenses-tab/ar.ts'),
  },
  'session-manager': {
    en: () => import('./session-manager/en.ts'),
    de: () => import('./session-manager/de.ts'),
    uk: () => import('./session-manager/uk.ts'),
    ar: () => import('./session-manager/ar.ts'),
  },
  'grant-recall': bulk,
  'selection-basket': bulk,
  'license-list': bulk,
  batches: bulk,
};

/**
 * Makes what loads the texts of a view for a BCP 47 locale (`de-AT` reads German), English for a language we do not have.
 * `en-XA` is the pseudo-locale of tests. It rejects when the language's file can't be loaded.
 */
export const textLoader =
  <Name extends string>(views: Readonly<Record<Name, Languages>>) =>
  async (locale: string, view: Name): Promise<Text<string>> => {
    const languages = views[view];
    const language = locale.split('-')[0]!.toLowerCase();
    const known = Object.hasOwn(languages, language);
    const { en, messages = en! } = await languages[known ? language : 'en']!();
    if (locale === 'en-XA') return createText((await import('./pseudo.ts')).pseudoMessages(messages), locale);
    return createText(messages, known ? locale : 'en');
  };

/** Texts of the views that every host shows. */
export const loadText = textLoader(tables);
