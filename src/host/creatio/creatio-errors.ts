import { LicensingError, type LicensingErrorCode } from '../../licensing/errors.ts';
import { MOST_SAID } from '../../licensing/outcome.ts';

/** Most that is told of what a host said, in characters: never a whole answer. */
const LONGEST = 99;
/** Creatio tells the reason of a refusal by the name of what was thrown, in any version. The message is in somebody's language. */
const codes: readonly (readonly [RegExp, LicensingErrorCode])[] = [
  [/security|permission|rights|access|forbidden/i, 'forbidden'],
  [/authenti|unauthorized/i, 'signed-out'],
];

/** A refusal in so many words. */
export class Refusal extends LicensingError {
  constructor(
    code: LicensingErrorCode,
    detail: string,
    /** Creatio's own words for people, as `ownWords` has them. */
    readonly said: string,
  ) {
    super(code, detail);
  }
}

/** `text` as one short line. */
export const inShort = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, LONGEST);

/**
 * What Creatio says, as people are shown it: one line, with a sign that there was more, and without what would turn the
 * direction of what stands around it. What looks like HTML stays text.
 */
export function ownWords(text: string): string {
  const line = text.replace(/[\s\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim();
  // Half a character is none.
  return line.length > MOST_SAID ? `${line.slice(0, MOST_SAID - 1).replace(/[\ud800-\udbff]$/, '')}…` : line;
}

/** A page: where JSON was asked for, and with a status that says that all is well, it is the one to sign in on. */
export const isPage = (text: string): boolean => text.startsWith('<') && /<(!doctype html|html|head|body|form|script)\b/i.test(text.slice(0, 2_000));

/** What was asked for and refused with an answer that says so itself, whatever its status; null = it says no such thing. */
export function refusalIn(value: unknown): Refusal | null {
  if (!isRecord(value)) return null;
  const { success, errorInfo, responseStatus } = value;
  const [code, message] = [...said(errorInfo, 'errorCode', 'message'), ...said(responseStatus, 'ErrorCode', 'Message')];
  if (success === true || (success === undefined && code === undefined)) return null;
  const words = [code, message].filter(Boolean).join(': ');
  return new Refusal(codes.find(([pattern]) => pattern.test(code ?? ''))?.[1] ?? 'rejected', inShort(words), ownWords(message || (code ?? '')));
}

/** Nothing, or a code and a message. */
function said(info: unknown, code: string, message: string): string[] {
  if (!isRecord(info)) return [];
  const words = [info[code], info[message]].map((word) => (typeof word === 'string' ? word : ''));
  return words.some(Boolean) ? words : [];
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;
