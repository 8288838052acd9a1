const END = 0;
const END_OF_LETTERS = 1;
const LOWER = 2;
const UPPER = 3;
const FIRST = 4;
/** Longest number told by its length. Longer ones are no matter for this. */
const LONGEST_NUMBER = 60;
const LONGEST_TEXT = 1_000;

/**
 * Turns printable ASCII text into bytes that compare as a collator compares the text: about ten times as fast, and a radix
 * sort can work on them. A key: a weight for each character (a number: its length, then its digits), then where capitals
 * are, which decide only between what is otherwise equal, then four zeros.
 */
export class AsciiKeys {
  static readonly #known = new WeakMap<Intl.Collator, AsciiKeys | null>();
  readonly #weights = new Uint8Array(128);
  readonly #numberWeight: number;

  /** Null: in this language ASCII text doesn't sort by its characters one by one (`ch` after `h`, punctuation passed over …). */
  static of(collator: Intl.Collator): AsciiKeys | null {
    let keys = this.#known.get(collator);
    if (keys === undefined) {
      keys = new AsciiKeys(collator);
      if (!keys.#agrees(collator)) keys = null;
      this.#known.set(collator, keys);
    }
    return keys;
  }

  private constructor(collator: Intl.Collator) {
    const symbols = printable.filter((one) => !/[0-9a-z]/i.test(one)).sort(collator.compare);
    symbols.forEach((symbol, at) => (this.#weights[symbol.charCodeAt(0)] = FIRST + at));
    this.#numberWeight = FIRST + symbols.length;
    const letters = printable.filter((one) => /[a-z]/.test(one)).sort(collator.compare);
    letters.forEach((letter, at) => {
      this.#weights[letter.charCodeAt(0)] = this.#weights[letter.toUpperCase().charCodeAt(0)] = this.#numberWeight + LONGEST_NUMBER + 1 + at;
    });
  }

  /** Most bytes a text's key takes. */
  static room(text: string): number {
    return 3 * text.length + 8;
  }

  /** Writes a key; answers where it ends, or −1 when the text has none. */
  write(text: string, bytes: Uint8Array, from: number): number {
    const weights = this.#weights;
    const { length } = text;
    if (length > LONGEST_TEXT) return -1;
    let to = from;
    let lastCapital = -1;
    for (let at = 0; at < length; at++) {
      const code = text.charCodeAt(at);
      if (code >= 48 && code <= 57) {
        let end = at + 1;
        while (end < length && isDigit(text.charCodeAt(end))) end++;
        while (at < end - 1 && text.charCodeAt(at) === 48) at++;
        if (end - at > LONGEST_NUMBER) return -1;
        bytes[to++] = this.#numberWeight + end - at;
        for (; at < end; at++) bytes[to++] = FIRST + text.charCodeAt(at) - 48;
        at--;
        continue;
      }
      const weight = code < 128 ? weights[code]! : 0;
      if (weight === 0) return -1;
      bytes[to++] = weight;
      if (code >= 65 && code <= 90) lastCapital = at;
    }
    bytes[to++] = END_OF_LETTERS;
    for (let at = 0; at <= lastCapital; at++) {
      const code = text.charCodeAt(at);
      if (!isDigit(code)) bytes[to++] = code >= 65 && code <= 90 ? UPPER : LOWER;
    }
    for (let zero = 0; zero < 4; zero++) bytes[to++] = END;
    return to;
  }

  /** Asks the collator about every character, alone and after each letter. */
  #agrees(collator: Intl.Collator): boolean {
    const alike = (a: string, b: string): boolean => Math.sign(collator.compare(a, b)) === Math.sign(this.#compare(a, b));
    const inOrder = [...printable].sort((a, b) => this.#compare(a, b));
    const follow = (before: string): boolean => inOrder.every((one, at) => at === 0 || alike(before + inOrder[at - 1]!, before + one));
    return alike('', inOrder[0]!) && follow('') && inOrder.every((one) => !/[a-z]/.test(one) || follow(one)) && alike('aB', 'Ab') && alike('a9', 'a10');
  }

  #compare(a: string, b: string): number {
    const [left, right] = [a, b].map((text) => {
      const bytes = new Uint8Array(AsciiKeys.room(text));
      this.write(text, bytes, 0);
      return bytes;
    });
    const at = left!.findIndex((byte, place) => byte !== (right![place] ?? 0));
    return at < 0 ? 0 : left![at]! - (right![at] ?? 0);
  }
}

const printable = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at));

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
