import { IntlMessageFormat } from 'intl-messageformat';
import { messages as bulkAr } from '../../src/text/grant-recall/ar.ts';
import { messages as bulkDe } from '../../src/text/grant-recall/de.ts';
import { en as bulkEn } from '../../src/text/grant-recall/en.ts';
import { messages as bulkUk } from '../../src/text/grant-recall/uk.ts';
import { messages as tabAr } from '../../src/text/licenses-tab/ar.ts';
import { messages as tabDe } from '../../src/text/licenses-tab/de.ts';
import { en as tabEn } from '../../src/text/licenses-tab/en.ts';
import { messages as tabUk } from '../../src/text/licenses-tab/uk.ts';
import type { Messages } from '../../src/text/messages.ts';
import { pseudoMessages } from '../../src/text/pseudo.ts';
import { messages as selfTestAr } from '../../src/text/self-test/ar.ts';
import { messages as selfTestDe } from '../../src/text/self-test/de.ts';
import { en as selfTestEn } from '../../src/text/self-test/en.ts';
import { messages as selfTestUk } from '../../src/text/self-test/uk.ts';
import { messages as sessionsAr } from '../../src/text/session-manager/ar.ts';
import { messages as sessionsDe } from '../../src/text/session-manager/de.ts';
import { en as sessionsEn } from '../../src/text/session-manager/en.ts';
import { messages as sessionsUk } from '../../src/text/session-manager/uk.ts';

/** Every message of a view in a language, those of what it is made of included. */
export interface Table {
  readonly view: string;
  readonly language: string;
  readonly messages: Messages<Record<string, string>>;
  readonly english: Messages<Record<string, string>>;
}

const views = {
  'grant-recall': { en: bulkEn, de: bulkDe, uk: bulkUk, ar: bulkAr, 'en-XA': pseudoMessages(bulkEn) },
  'licenses-tab': { en: tabEn, de: tabDe, uk: tabUk, ar: tabAr, 'en-XA': pseudoMessages(tabEn) },
  'self-test': { en: selfTestEn, de: selfTestDe, uk: selfTestUk, ar: selfTestAr, 'en-XA': pseudoMessages(selfTestEn) },
  'session-manager': { en: sessionsEn, de: sessionsDe, uk: sessionsUk, ar: sessionsAr, 'en-XA': pseudoMessages(sessionsEn) },
};

export const tables: readonly Table[] = Object.entries(views).flatMap(([view, languages]) =>
  Object.entries(languages).map(([language, messages]) => ({ view, language, messages, english: languages.en })),
);

const kinds: Readonly<Record<number, string>> = { 1: '', 2: 'number', 6: 'plural' };

/** Arguments of a message: name → kind (`number`, `plural` or empty), sorted. */
export function argumentsOf(message: string): [name: string, kind: string][] {
  const found = new Map<string, string>();
  const walk = (parts: ReturnType<IntlMessageFormat['getAst']>): void => {
    for (const part of parts) {
      if (part.type in kinds) found.set((part as { value: string }).value, kinds[part.type]!);
      if ('options' in part) for (const { value } of Object.values(part.options)) walk(value);
    }
  };
  walk(new IntlMessageFormat(message, 'en').getAst());
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1));
}
