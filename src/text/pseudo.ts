import type { Messages } from './messages.ts';

const accents: Readonly<Record<string, string>> = {
  a: 'á', b: 'ƀ', c: 'ç', d: 'đ', e: 'é', f: 'ƒ', g: 'ĝ', h: 'ĥ', i: 'í', j: 'ĵ', k: 'ķ', l: 'ļ', m: 'ɱ',
  n: 'ñ', o: 'ó', p: 'þ', q: 'ǫ', r: 'ŕ', s: 'š', t: 'ţ', u: 'ú', v: 'ṽ', w: 'ŵ', x: 'ẋ', y: 'ý', z: 'ž',
};

/**
 * A message as the pseudo-locale shows it: accented, some 40 % longer and in brackets, so that a literal, a cut text or a
 * glued sentence is seen at a glance. Arguments and plural categories stay as they are.
 */
export function pseudo(message: string): string {
  let out = '';
  /** One entry a brace: whether we are inside it in text (a plural's branch) or in syntax. */
  const inText = [true];
  for (let at = 0; at < message.length; at++) {
    const char = message[at]!;
    if (char === '{') inText.push(!inText.at(-1));
    if (char === '}') inText.pop();
    const accent = inText.at(-1) ? accents[char.toLowerCase()] : undefined;
    out += accent ? (char === char.toLowerCase() ? accent : accent.toUpperCase()) : char;
  }
  const letters = message.replace(/\{\w+[^{}]*\}/g, '').length;
  return `[${out}${' one two three four five six seven'.repeat(9).slice(0, Math.ceil(letters * 0.4))}]`;
}

/** English through the looking glass. */
export function pseudoMessages(english: Messages<Record<string, string>>): Messages<Record<string, string>> {
  return Object.fromEntries(Object.entries(english).map(([key, message]) => [key, pseudo(message)]));
}
