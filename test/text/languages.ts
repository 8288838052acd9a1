import { messages as ar } from '../../src/text/ar.ts';
import { messages as de } from '../../src/text/de.ts';
import { en } from '../../src/text/en.ts';
import type { MessageKey, Messages } from '../../src/text/messages.ts';
import { messages as pseudo } from '../../src/text/pseudo.ts';
import { messages as uk } from '../../src/text/uk.ts';

export const languages: Readonly<Record<string, Messages>> = { en, de, uk, ar, 'en-XA': pseudo };
export const keys = Object.keys(en) as MessageKey[];

/** Arguments of a message: name → kind (`number`, `plural` or empty), sorted. */
export function argumentsOf(message: string): [name: string, kind: string][] {
  const found = [...message.matchAll(/\{(\w+)(?:, (\w+))?[,}]/g)].map(([, name, kind]): [string, string] => [name!, kind ?? '']);
  return [...new Map(found)].sort(([a], [b]) => (a < b ? -1 : 1));
}
