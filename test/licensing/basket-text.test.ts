import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { canBeLookedUp, decodeList, parseList } from '../../src/licensing/basket-text.ts';

const terms = (text: string): string[] => parseList(text).entries.map(({ term }) => term);
const places = (text: string): [number, string][] => parseList(text).entries.map(({ line, term }) => [line, term]);

describe('BX-14 reading a list', () => {
  const rows: [what: string, text: string, terms: string[]][] = [
    ['one a line', 'ann@x.com\nben@x.com', ['ann@x.com', 'ben@x.com']],
    ['Windows and old Mac line ends', 'ann@x.com\r\nben@x.com\rcem@x.com\r\n', ['ann@x.com', 'ben@x.com', 'cem@x.com']],
    ['semicolons, commas and tabs', 'ann@x.com; ben@x.com,cem@x.com\tdan@x.com', ['ann@x.com', 'ben@x.com', 'cem@x.com', 'dan@x.com']],
    ['logins', 'adoe\nCORP\\bob, cem.k;Andrew Baker', ['adoe', 'CORP\\bob', 'cem.k', 'Andrew Baker']],
    ['space around, and lines without anything', '  ann@x.com  \n\n \t \n;;;\n""\n ben@x.com', ['ann@x.com', 'ben@x.com']],
    ['a byte order mark, and other characters that nobody sees', '\ufeffann@x.com\n\u200ebe\u200bn@x.com\u200f\n\u00a0cem@x.com\u00a0', ['ann@x.com', 'ben@x.com', 'cem@x.com']],
    ['case is kept', 'Ann@X.com\nADOE', ['Ann@X.com', 'ADOE']],
    ['mailto:', 'mailto:ann@x.com\nMAILTO: ben@x.com\nmailto:cem@x.com?subject=Hi', ['ann@x.com', 'ben@x.com', 'cem@x.com']],
    ['names before an address', 'Ann Doe <ann@x.com>\n"Doe, Ben" <ben@x.com>\nDoe, Cem <cem@x.com>', ['ann@x.com', 'ben@x.com', 'cem@x.com']],
    ['as a mail program lists them', '"Doe, Ann" <ann@x.com>; Ben <ben@x.com>, <cem@x.com>; \'dan@x.com\'', ['ann@x.com', 'ben@x.com', 'cem@x.com', 'dan@x.com']],
    ['a name with a comma beside an e-mail', 'Doe, John;john@x.com\nCher;cher@x.com', ['john@x.com', 'cher@x.com']],
    ['the same without another separator', 'Doe, John, john@x.com\nCher, cher@x.com', ['john@x.com', 'cher@x.com']],
    ['the same in quotes', '"Doe, John",john@x.com\n"Cher",cher@x.com', ['john@x.com', 'cher@x.com']],
    ['quotes within quotes', '"Doe, ""Johnny"" John",john@x.com\n"""Cher""",cher@x.com', ['john@x.com', 'cher@x.com']],
    ['quoted e-mails', '"ann@x.com"\n"ben@x.com";"Ben"', ['ann@x.com', 'ben@x.com']],
    ['quoted logins', '"adoe"\n"Baker, Andrew"', ['adoe', 'Baker, Andrew']],
    ['several e-mails in a cell', 'Ann;"ann@x.com, a.doe@x.com"', ['ann@x.com', 'a.doe@x.com']],
    ['a heading', 'Name;E-mail;Department\nDoe, John;john@x.com;Sales', ['john@x.com']],
    ['a heading of one column', 'E-Mail-Adresse\nann@x.com', ['ann@x.com']],
    ['a heading in Ukrainian', 'Ім’я;Електронна пошта\nАнна;ann@x.com', ['ann@x.com']],
    ['a heading in Arabic', 'الاسم,البريد الإلكتروني\nآن,ann@x.com', ['ann@x.com']],
    ['a heading that names two columns with e-mails', "Manager's e-mail,E-mail,Name\nboss@x.com,ann@x.com,Ann", ['ann@x.com']],
    ['logins where the e-mail is missing', 'Login,E-mail\nadoe,\nbdoe,ben@x.com', ['adoe', 'ben@x.com']],
    ['logins under a heading', 'Name,User name\n"Doe, Ann",adoe\nBen,bdoe', ['adoe', 'bdoe']],
    ['a name with a comma and no quotes under a heading', 'Name,E-mail\nDoe, John,john@x.com\nCher,cher@x.com', ['john@x.com', 'cher@x.com']],
    ['what a spreadsheet writes first', 'sep=;\nName;E-mail\nAnn;ann@x.com', ['ann@x.com']],
    ['logins in the column of e-mails', 'Ann;ann@x.com\nBen;bdoe', ['ann@x.com', 'bdoe']],
    ['nothing', '', []],
    ['a single login that could be a heading', 'user', ['user']],
    ['what only looks like an e-mail', 'ann@\n@ben\nann at x.com', ['ann@', '@ben', 'ann at x.com']],
    ['letters put together of two', 'jose\u0301@x.com', ['jos\u00e9@x.com']],
  ];
  for (const [what, text, expected] of rows) test(`BX-14 ${what}`, () => assert.deepEqual(terms(text), expected));

  test('BX-14 lines are those of the file, headings, empty lines and quoted line ends counted', () => {
    const text = 'Name,E-mail\r\n\r\n"Doe,\r\nAnn",ann@x.com\r\nBen,ben@x.com\r\n';
    assert.deepEqual(places(text), [[3, 'ann@x.com'], [5, 'ben@x.com']]);
    assert.deepEqual(parseList(text).headings, [1]);
  });

  test('BX-14 a row without a login or e-mail is told with what it says, and nobody is looked up by a name', () => {
    const { entries, aside } = parseList('Name;E-mail\nDoe, John;\nCher;cher@x.com');
    assert.deepEqual(entries, [{ line: 2, text: 'Doe, John;', term: '' }, { line: 3, text: 'Cher;cher@x.com', term: 'cher@x.com' }]);
    assert.equal(aside, 2);
  });

  test('BX-14 a quote that nobody closes swallows nothing', () => {
    assert.deepEqual(places('"Doe, John <john@x.com>\nann@x.com\n12" ruler;ben@x.com\n"Cem" <cem@x.com>'), [
      [1, 'john@x.com'], [2, 'ann@x.com'], [3, 'ben@x.com'], [4, 'cem@x.com'],
    ]);
  });

  test('BX-14 what stands beside and is not looked up is counted', () => {
    assert.equal(parseList('Doe, John, john@x.com\nCher, cher@x.com').aside, 3);
    assert.equal(parseList('ann@x.com\nben@x.com, cem@x.com').aside, 0);
  });

  // Looked through anew from each of its characters, it would take hours.
  test('BX-14 a line of a million characters is read', () => {
    assert.equal(terms('x'.repeat(1_000_000)).length, 1);
    assert.deepEqual(terms(`ann@x.com ${'x'.repeat(1_000_000)}`), ['ann@x.com']);
  });
  // Each quote looked through to the end of the text would take hours.
  test('BX-14 half a million quotes are read', () => {
    assert.deepEqual(terms('"'.repeat(500_000)), []);
    assert.equal(terms('"a,'.repeat(100_000)).length, 100_000);
  });
});

describe('BX-14 whatever a list is written like, it reads the same', () => {
  const word = fc.stringMatching(/^[a-z][a-z0-9._-]{0,8}[a-z0-9]$/);
  const mail = fc.tuple(word, word).map(([name, domain]) => `${name}@${domain}.com`);
  const name = fc.stringMatching(/^[A-Z][a-z]{1,6}(, | )[A-Z][a-z"]{1,5}[a-z]$/);
  const quote = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
  const end = fc.constantFrom('\n', '\r\n', '\r');
  const gap = fc.constantFrom('', ' ', '  ');
  const cased = (text: string, upper: boolean): string => (upper ? text.toUpperCase() : text);

  test('BX-14 a table, with or without a heading', () => {
    const row = fc.record({ mail, name, upper: fc.boolean(), gap, quoted: fc.boolean() });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 12 }), fc.constantFrom(';', ',', '\t'), fc.boolean(), end, (all, separator, head, eol) => {
        const lines = all.map((each) => {
          const shown = cased(each.mail, each.upper);
          return `${quote(each.name)}${separator}${each.gap}${each.quoted ? quote(shown) : shown}${each.gap}`;
        });
        const text = [...(head ? [`Name${separator}E-mail`] : []), ...lines].join(eol);
        assert.deepEqual(places(text), all.map((each, at) => [at + (head ? 2 : 1), cased(each.mail, each.upper)]));
      }),
    );
  });

  test('BX-14 a list of e-mails, names before them or not', () => {
    const one = fc.record({ mail, name: fc.option(name), gap });
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 12 }), fc.constantFrom(';', ',', '\t', '\n', '\r\n'), (all, separator) => {
        const text = all.map((each) => `${each.gap}${each.name ? `${quote(each.name)} <${each.mail}>` : each.mail}`).join(separator);
        assert.deepEqual(terms(text), all.map((each) => each.mail));
      }),
    );
  });

  test('BX-14 a line of brackets or of a scheme alone is told of, too', () => {
    for (const text of ['<>', 'a@b.c\n<>', 'mailto:', 'mailto: <>']) assert.equal(parseList(text).entries.at(-1)?.term, '', text);
  });

  test('BX-14 of any text: no line is lost, none comes twice out of order, and nothing throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('"', ';', ',', '\n', '\r', '\t', '<', '>', '@', 'a', 'b.c', ' ', '=', '\ud800', '\0'), maxLength: 60 }), (text) => {
        const { entries, headings } = parseList(text);
        const found = entries.map(({ line }) => line);
        assert.deepEqual(found, [...found].sort((a, b) => a - b));
        // A letter outside quotes stands on a line that is told of.
        if (!text.includes('"')) {
          const filled = text.split(/\r\n?|\n/).flatMap((line, at) => (/[^\s;,]/.test(line) ? [at + 1] : []));
          assert.deepEqual([...new Set([...found, ...headings])].sort((a, b) => a - b), filled);
        }
      }),
    );
  });
});

describe('BX-14 what a file is written in', () => {
  const bytes = (...all: number[]): Uint8Array => Uint8Array.from(all);
  const utf16 = (text: string, little: boolean): Uint8Array =>
    Uint8Array.from([...`\ufeff${text}`].flatMap((one) => (little ? [one.charCodeAt(0) & 255, one.charCodeAt(0) >> 8] : [one.charCodeAt(0) >> 8, one.charCodeAt(0) & 255])));

  test('UTF-8, with or without a byte order mark', () => {
    const text = 'Jörg;jörg@x.com';
    assert.equal(decodeList(new TextEncoder().encode(text)), text);
    assert.equal(decodeList(new TextEncoder().encode(`\ufeff${text}`)), text);
  });
  test('UTF-16 of either order', () => {
    for (const little of [true, false]) assert.equal(decodeList(utf16('Анна;ann@x.com', little)), 'Анна;ann@x.com');
  });
  test('what Windows writes in the West', () => assert.equal(decodeList(bytes(0x4a, 0xf6, 0x72, 0x67)), 'Jörg'));
  test('nothing at all', () => assert.equal(decodeList(bytes()), ''));
  test('a workbook is no text', () => assert.equal(decodeList(bytes(0x50, 0x4b, 3, 4, 0, 0, 8)), null));
});

test('BX-14 a host is not asked about what it could not know', () => {
  assert.deepEqual(['', 'a', 'x'.repeat(320), 'x'.repeat(321), 'a\0b', 'a\ud800'].map(canBeLookedUp), [false, true, true, false, false, false]);
});
