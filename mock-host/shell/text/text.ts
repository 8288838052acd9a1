import { en } from './en.ts';
import { type Language, languages } from './languages.ts';

export type TextKey = keyof typeof en;
export type Messages = Readonly<Record<TextKey, string>>;

/** Looks up a text and fills in `{name}` arguments; numbers are written the language's way. */
export interface Text {
  (key: TextKey, args?: Readonly<Record<string, string | number>>): string;
  number(value: number): string;
  readonly language: Language;
}

export function createText(messages: Messages, language: Language): Text {
  const numbers = new Intl.NumberFormat(language.locale);
  const text = (key: TextKey, args: Readonly<Record<string, string | number>> = {}): string =>
    messages[key].replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = args[name];
      return value === undefined ? whole : typeof value === 'number' ? numbers.format(value) : value;
    });
  return Object.assign(text, { language, number: (value: number) => numbers.format(value) });
}

/** Only the language asked for is downloaded; English is always at hand. */
export async function loadText(code: Language['code']): Promise<Text> {
  const language = languages.find((known) => known.code === code)!;
  return createText(await messagesOf(code), language);
}

async function messagesOf(code: Language['code']): Promise<Messages> {
  switch (code) {
    case 'en':
      return en;
    case 'de':
      return (await import('./de.ts')).de;
    case 'uk':
      return (await import('./uk.ts')).uk;
    case 'ar':
      return (await import('./ar.ts')).ar;
    case 'en-XA':
      return (await import('./pseudo.ts')).pseudo(en);
  }
}
