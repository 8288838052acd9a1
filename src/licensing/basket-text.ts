/** Reads who is meant from text that somebody pastes, or from a CSV or text file: one entry for each login or e-mail. */

export interface ListEntry {
  /** From 1. */
  readonly line: number;
  /** The line as it stands; where several are meant on it, the one. */
  readonly text: string;
  /** What is to be looked up; empty = the line has nothing where the others have a login or an e-mail. */
  readonly term: string;
}

export interface ParsedList {
  readonly entries: readonly ListEntry[];
  /** Lines that were read as headings. */
  readonly headings: readonly number[];
  /** How many values are on these lines besides, such as names: nobody is looked up by them. */
  readonly aside: number;
}

/** Most characters of a login or e-mail that a host is asked about. */
const LONGEST = 320;
/** Most characters that are kept of a line, to be shown. */
const SHOWN = 200;

const separators = ['\t', ';', ','];
/** A quote that does not end its cell is a character like others, so that none can swallow the rest of a file. */
const quoted = '(?<![^\\s;,])"(?:[^"]|""){0,2000}"(?=[ \\u00a0]*(?:[;,\\t\\r\\n<]|$))';
const lines = new RegExp(`${quoted}|\\r\\n?|\\n|[^"\\r\\n]+|"`, 'g');
const pieces = new RegExp(`${quoted}|[^";,\\t]+|[^]`, 'g');
/** Looked for where a word begins, and nowhere else: a line may be as long as a file. */
const address = /(?<![^\s;,<>()"[\]:?|])[^\s;,<>()"[\]:?|]+@[^\s;,<>()"[\]:?|@]+/g;
/** What text copied from pages and messages carries along unseen. */
const unseen = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]/g;

const mailHead = /e-?mail|^mail([\s-]?add?ress\w*)?$|пошт|почт|بريد/i;
const loginHead =
  /^(user|account|upn|user ?principal ?name|konto|користувач)$|(^|[\s_-])(login|logon)([\s_-]?name)?([\s_-]|$)|^(user|account|benutzer|anmelde)[\s_-]?name$|логін|логин|користувача|пользователя|المستخدم/i;

interface Line {
  readonly line: number;
  readonly text: string;
}

/** Where in a line the login or e-mail stands. */
interface Table {
  readonly separator: string;
  /** The first of these that is not empty counts. */
  readonly columns: readonly number[];
  /** How many a line has; null = that varies. */
  readonly width: number | null;
}

/**
 * The text of a file: UTF-16 or UTF-8 where it says so, else UTF-8, else what Windows writes in the West. Null: this is no
 * text, such as a workbook.
 */
export function decodeList(bytes: Uint8Array): string | null {
  const [first, second] = bytes;
  const utf16 = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : null;
  const text = utf16 ? new TextDecoder(utf16).decode(bytes) : decode(bytes);
  return text.includes('\0') ? null : text;
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

export function parseList(text: string): ParsedList {
  const headings: number[] = [];
  const all = linesOf(text.normalize().replace(unseen, ''));
  if (/^sep=.$/i.test(all[0]?.text ?? '')) headings.push(all.shift()!.line);
  const head = all.length > 1 ? headOf(all[0]!.text) : null;
  if (head) headings.push(all.shift()!.line);
  const table = head?.columns.length ? head : tableOf(all);
  const entries: ListEntry[] = [];
  let aside = 0;
  for (const { line, text: whole } of all) {
    const read = table ? readRow(whole, table) : readLine(whole);
    aside += read.aside;
    for (const term of read.terms) {
      entries.push({ line, text: (read.terms.length > 1 ? term : whole).slice(0, SHOWN), term });
    }
  }
  return { entries, headings, aside };
}

/** Whether a host can be asked about it at all. */
export function canBeLookedUp(term: string): boolean {
  return term !== '' && term.length <= LONGEST && !/[\p{Cc}\p{Surrogate}]/u.test(term);
}

/** Lines that are not empty. A quoted cell may go over several. */
function linesOf(text: string): Line[] {
  const found: Line[] = [];
  let from = 0;
  let line = 1;
  let here = 1;
  const end = (to: number): void => {
    const whole = text.slice(from, to).trim();
    if (/[^\s;,"]/.test(whole)) found.push({ line, text: whole });
  };
  for (const { 0: piece, index } of text.matchAll(lines)) {
    if (piece[0] === '"') here += piece.match(/\r\n?|\n/g)?.length ?? 0;
    else if (/[\r\n]/.test(piece)) {
      end(index);
      from = index + piece.length;
      line = ++here;
    }
  }
  end(text.length);
  return found;
}

function cellsOf(line: string, between: string): string[] {
  const cells = [''];
  for (const [piece] of line.matchAll(pieces)) {
    if (between.includes(piece)) cells.push('');
    else cells[cells.length - 1] += piece;
  }
  return cells.map(clean);
}

function clean(cell: string): string {
  const bare = cell.trim().replace(/\s+/g, ' ');
  const inside = /^"(.*)"$/.exec(bare)?.[1]?.replaceAll('""', '"').trim() ?? bare;
  return inside.replace(/^mailto:\s*/i, '').replace(/^<(.*)>$/, '$1');
}

function addressesIn(text: string): string[] {
  return Array.from(text.matchAll(address), ([found]) => found.replace(/^['‘’]+|['‘’.!]+$/g, ''));
}

/** A heading has no e-mail, and names a column that has some, or logins. */
function headOf(line: string): Table | null {
  if (line.includes('@')) return null;
  const [separator, cells] = separators
    .map((each) => [each, cellsOf(line, each)] as const)
    .reduce((most, one) => (one[1].length > most[1].length ? one : most));
  const columns = [mailHead, loginHead].map((head) => namedBy(cells, head)).filter((at) => at >= 0);
  if (!columns.length) return null;
  return { separator, columns: cells.length > 1 ? columns : [], width: cells.length };
}

/** The shortest name that says so: `E-mail` rather than `Manager's e-mail`. */
function namedBy(cells: readonly string[], head: RegExp): number {
  return cells.reduce((best, cell, at) => (head.test(cell) && !(cell.length >= (cells[best]?.length ?? Infinity)) ? at : best), -1);
}

/** Without a heading: lines that have one e-mail each, all in the same place, and something beside it. */
function tableOf(all: readonly Line[]): Table | null {
  for (const separator of separators) {
    let column = -1;
    let beside = false;
    const same = all.every(({ text }) => {
      if (!text.includes('@')) return true;
      const cells = cellsOf(text, separator);
      const at = cells.flatMap((cell, index) => addressesIn(cell).map(() => index));
      if (!at.length) return true;
      beside ||= cells.filter(Boolean).length > 1;
      if (column < 0) column = at[0]!;
      return at.length === 1 && at[0] === column;
    });
    if (same && beside) return { separator, columns: [column], width: null };
  }
  return null;
}

function readRow(line: string, { separator, columns, width }: Table): { readonly terms: readonly string[]; readonly aside: number } {
  const cells = cellsOf(line, separator);
  // A name with a comma in it, and no quotes: whatever has moved, an e-mail is one.
  if (width !== null && cells.length > width && addressesIn(line).length) return readLine(line);
  const cell = columns.map((at) => cells[at] ?? '').find(Boolean) ?? '';
  const addresses = addressesIn(cell);
  return { terms: addresses.length ? addresses : [cell], aside: cells.filter(Boolean).length - (cell ? 1 : 0) };
}

/** All e-mails of a line; without one, all it has, and be it nothing that anybody could be looked up by. */
function readLine(line: string): { readonly terms: readonly string[]; readonly aside: number } {
  const cells = cellsOf(line, separators.join('')).filter(Boolean);
  const terms = addressesIn(line);
  return terms.length ? { terms, aside: cells.filter((cell) => !addressesIn(cell).length).length } : { terms: cells.length ? cells : [''], aside: 0 };
}
