import type { Effect } from '../../../src/licensing/rules.ts';

/**
 * The effects of a plan's column are kept as a text with a letter for each person: `a` is the first of these. Migration
 * 0013 has the same list, so an effect is added at the end and never moved.
 */
export const storedEffects = [
  'grant', 'recall', 'role-derived', 'already-held', 'not-held', 'no-seat', 'not-in-term', 'inactive', 'system-account', 'conflict', 'kept',
] as const satisfies readonly Effect[];

/** In place of an effect: this person has no cell in the column, as in the undo of a batch that changed nothing here. */
export const NO_CELL = '-';

const letters = new Map<Effect, string>(storedEffects.map((effect, index) => [effect, String.fromCharCode(97 + index)]));

export function letterOf(effect: Effect): string {
  return letters.get(effect)!;
}

/** Null = no cell. */
export function effectOf(letter: string): Effect | null {
  return storedEffects[letter.charCodeAt(0) - 97] ?? null;
}
