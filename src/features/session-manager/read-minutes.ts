import { IDLE_MINUTES } from '../../licensing/session.ts';

/** Why something typed can't be the minutes of a policy. */
export type MinutesProblem = 'empty' | 'not-a-number' | 'not-whole' | 'too-small' | 'too-big';

/** Zeros of the digits that people of our languages type: Arabic, and Persian as keyboards of Arabic have it. */
const zeros = [0x660, 0x6f0];
/** What keyboards and paste put around digits in texts of both directions. */
const invisible = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** The minutes that somebody typed in whatever digits, or why these are none. */
export function readMinutes(typed: string): number | MinutesProblem {
  const text = typed.replace(invisible, '').trim().replace(/[\u0660-\u0669\u06f0-\u06f9]/g, toDigit);
  if (!text) return 'empty';
  // A separator before exactly three digits is one of thousands in one language or another, and no part of a minute.
  const [, sign, whole, grouped, fraction] = /^([-\u2212+]?)(?:(\d+)|(\d{1,3}[.,'’\u066c\u00a0\u202f ]\d{3})|\d*[.,\u066b](\d+))$/.exec(text) ?? [];
  const digits = whole ?? grouped?.replace(/\D/g, '');
  if (digits === undefined) return fraction === undefined ? 'not-a-number' : 'not-whole';
  const minutes = sign === '-' || sign === '\u2212' ? -Number(digits) : Number(digits);
  return minutes < IDLE_MINUTES.least ? 'too-small' : minutes > IDLE_MINUTES.most ? 'too-big' : minutes;
}

function toDigit(character: string): string {
  const code = character.charCodeAt(0);
  return String(code - zeros.find((zero) => code >= zero && code <= zero + 9)!);
}
