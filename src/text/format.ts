import type { MessageArguments, Text } from './messages.ts';

/**
 * Texts of one language. Understands the part of ICU MessageFormat that our messages use: `{name}`, `{n, number}`,
 * `{n, plural, =0 {…} one {…} other {# …}}` and quotes (`''` is an apostrophe, `'{'` a brace). An argument that was not
 * given reads as empty.
 */
export function createText<K extends string>(messages: Readonly<Record<K, string>>, locale: string): Text<K> {
  const numbers = new Intl.NumberFormat(locale);
  const plurals = new Intl.PluralRules(locale);

  return (key, args = {}) => fill(messages[key], args);

  function fill(message: string, args: MessageArguments): string {
    let at = 0;
    return read();

    /** Reads up to the brace that closes this level; `count` is what `#` stands for. */
    function read(count?: number): string {
      let out = '';
      for (; at < message.length && message[at] !== '}'; at++) {
        const char = message[at]!;
        const next = message[at + 1]!;
        if (char === '{') out += readArgument();
        else if (char === '#' && count !== undefined) out += numbers.format(count);
        else if (char !== "'") out += char;
        else if (next === "'") out += message[++at];
        else if (next === '{' || next === '}' || (next === '#' && count !== undefined)) out += readQuoted();
        else out += char;
      }
      return out;
    }

    function readQuoted(): string {
      let out = '';
      while (++at < message.length) {
        if (message[at] === "'" && message[++at] !== "'") break;
        out += message[at];
      }
      at--;
      return out;
    }

    function readArgument(): string {
      const [head, name, kind] = /^\{\s*(\w+)\s*,?\s*(\w*)\s*,?\s*/.exec(message.slice(at))!;
      at += head.length;
      const value = args[name!] ?? '';
      if (kind !== 'plural') return kind ? numbers.format(+value) : `${value}`;
      const branches: Record<string, string> = {};
      for (let found; (found = /^\s*([=\w]+)\s*\{/.exec(message.slice(at))); at++) {
        at += found[0].length;
        branches[found[1]!] = read(+value);
      }
      at += /^\s*/.exec(message.slice(at))![0].length;
      return branches[`=${value}`] ?? branches[plurals.select(+value)] ?? branches['other']!;
    }
  }
}
