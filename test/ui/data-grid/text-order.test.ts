import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { AsciiKeys } from '../../../src/ui/data-grid/ascii-keys.ts';
import { orderTexts } from '../../../src/ui/data-grid/text-order.ts';

const collator = (locale: string): Intl.Collator => new Intl.Collator(locale, { numeric: true });

function drain<T>(work: Generator<void, T>): { readonly result: T; readonly steps: number } {
  for (let steps = 1; ; steps++) {
    const { done, value } = work.next();
    if (done) return { result: value, steps };
  }
}

const printable = fc.string({ unit: fc.integer({ min: 32, max: 126 }).map((code) => String.fromCharCode(code)), maxLength: 8 });
const cases = fc.string({ unit: fc.constantFrom('a', 'A', 'b', 'B', '0', '1', '-', '.', ' '), maxLength: 8 });
const login = fc.tuple(fc.constantFrom('ann', 'Ann', 'bob', 'o-neil'), fc.nat(300), fc.constantFrom('@example.com', '@example.org', '')).map((parts) => parts.join(''));

describe('AsciiKeys', () => {
  test('QT-7 keys compare as the collator compares the text', () => {
    const reference = collator('en');
    const keys = AsciiKeys.of(reference)!;
    const key = (text: string): Buffer => {
      const bytes = Buffer.alloc(AsciiKeys.room(text));
      return bytes.subarray(0, keys.write(text, bytes, 0));
    };
    const alike = (a: string, b: string): void => assert.equal(Buffer.compare(key(a), key(b)), Math.sign(reference.compare(a, b)), JSON.stringify([a, b]));
    fc.assert(fc.property(fc.oneof(printable, cases, login), fc.oneof(printable, cases, login), alike), { numRuns: 20_000 });
    for (const [a, b] of [['007', '7'], ['a01b', 'a1B'], ['10.0.0.9', '10.0.0.10'], ['aBc', 'Abc'], ['', ' ']] as const) alike(a, b);
  });

  test('QT-7 a key has no zero but the four at its end; other text has none', () => {
    const keys = AsciiKeys.of(collator('en'))!;
    const bytes = new Uint8Array(4_000);
    fc.assert(
      fc.property(printable, fc.nat(9), (text, from) => {
        const key = [...bytes.subarray(from, keys.write(text, bytes, from))];
        assert.equal(key.indexOf(0), key.length - 4);
        assert.deepEqual(key.slice(-4), [0, 0, 0, 0]);
        assert.ok(key.length <= AsciiKeys.room(text));
      }),
    );
    for (const text of ['é', 'a\u0000', '\t', '1'.repeat(61), 'a'.repeat(1_001)]) assert.equal(keys.write(text, bytes, 0), -1);
  });

  test('QT-7 a language that sorts some letters together, or passes punctuation over, has no keys', () => {
    for (const locale of ['en', 'de', 'uk', 'ar', 'fr']) assert.ok(AsciiKeys.of(collator(locale)), locale);
    for (const locale of ['cs', 'da', 'hu', 'th']) assert.equal(AsciiKeys.of(collator(locale)), null, locale);
    assert.equal(AsciiKeys.of(new Intl.Collator('en', { numeric: true, caseFirst: 'upper' })), null);
    assert.equal(AsciiKeys.of(new Intl.Collator('en')), null, 'numbers by their digits');
  });
});

describe('orderTexts', () => {
  test('QT-7 thousands of texts of any kind sort as by the collator, and it is told which are alike', () => {
    const anyText = fc.oneof(login, cases, printable, fc.constantFrom('Ann', 'Änn', 'ann', 'Олена', 'a\u00adb', 'ab'), fc.string({ unit: 'grapheme', maxLength: 3 }));
    fc.assert(
      fc.property(fc.array(anyText, { minLength: 20, maxLength: 60 }), fc.integer({ min: 18, max: 900 }), fc.constantFrom('en', 'uk', 'cs'), (some, times, locale) => {
        // Long alike beginnings, many that are the same, and enough for each way of sorting.
        const texts = Array.from({ length: some.length * times }, (_, at) => `${at % 3 ? 'customer-service' : ''}${some[at % some.length]}${at % 7 ? (at * 31) % 5_000 : ''}`);
        const reference = collator(locale);
        const { index, differs } = drain(orderTexts(texts, reference)).result;
        assert.equal(new Set(index).size, texts.length);
        for (let at = 1; at < index.length; at++) {
          const order = reference.compare(texts[index[at - 1]!]!, texts[index[at]!]!);
          assert.ok(order <= 0, `${texts[index[at - 1]!]} before ${texts[index[at]!]}`);
          assert.equal(differs[at], order < 0 ? 1 : 0);
        }
        assert.equal(differs[0], 0);
      }),
      { numRuns: 12 },
    );
  });

  test('QT-7 the very first texts are told apart, too', () => {
    const texts = ['aaaa2', 'aaaa1', ...Array.from({ length: 2_000 }, (_, at) => `x${at}`)];
    const { index, differs } = drain(orderTexts(texts, collator('en'))).result;
    assert.deepEqual([...index.subarray(0, 3)], [1, 0, 2]);
    assert.deepEqual([...differs.subarray(0, 3)], [0, 1, 1]);
  });

  test('QT-7 the work on many texts comes in many small steps, and asks the collator for none that are ASCII', () => {
    const texts = Array.from({ length: 100_000 }, (_, at) => `customer-service.${(at * 7_919) % 100_000}@example.com`);
    let compared = 0;
    const counting = new Proxy(collator('en'), {
      get: (target, key) => (key === 'compare' ? (a: string, b: string) => (compared++, target.compare(a, b)) : (Reflect.get(target, key) as unknown)),
    });
    const { steps } = drain(orderTexts(texts, counting));
    assert.ok(compared < 5_000, `${compared} comparisons`);
    assert.ok(steps > 400, `${steps} steps`);
  });
});
