import type { Effect } from '../../../licensing/rules.ts';

/** Effects of many cells are kept as a text with a letter for each: `a` is the first of these. One is added at the end and none is moved. */
const kept = [
  'grant', 'recall', 'role-derived', 'already-held', 'not-held', 'no-seat', 'not-in-term', 'inactive', 'system-account', 'conflict', 'kept',
] as const satisfies readonly Effect[];

/** In place of null. */
const NONE = '-';
const A = 97;

export function toLetters(effects: readonly (Effect | null)[]): string {
  return effects.map((effect) => (effect === null ? NONE : String.fromCharCode(A + kept.indexOf(effect)))).join('');
}

/** What is no letter of an effect is null. */
export function fromLetters(letters: string): (Effect | null)[] {
  return Array.from(letters, (letter) => kept[letter.charCodeAt(0) - A] ?? null);
}
