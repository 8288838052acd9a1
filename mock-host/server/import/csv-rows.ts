import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';

/** One record of a CSV file. */
export interface CsvRow {
  /** Where it starts, counted from 1. */
  readonly line: number;
  readonly fields: readonly string[];
}

/** The file can't be read on: what follows `line` has not been looked at. */
export class CsvUnreadable extends Error {
  override readonly name = 'CsvUnreadable';

  constructor(
    readonly line: number | null,
    reason: string,
  ) {
    super(reason);
  }
}

/**
 * The records of a CSV file, the header first, read as a stream. Byte order mark, Windows and old Mac line ends,
 * semicolons and tabs are taken as they come; lines without any value are passed over. Bytes that are not UTF-8 arrive
 * as U+FFFD. Throws `CsvUnreadable` when quotes don't match or the file is no text.
 */
export async function* readCsv(path: string): AsyncGenerator<CsvRow, void, undefined> {
  const head = await readHead(path);
  const { delimiter, skipLines } = dialect(head);
  const source = Readable.from(lines(path));
  const parser = source.pipe(
    parse({
      delimiter,
      from_line: skipLines + 1,
      info: true,
      max_record_size: 1_000_000,
      record_delimiter: '\n',
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      trim: true,
    }),
  );
  source.once('error', (error) => parser.destroy(error));
  let lastLine = skipLines;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      lastLine = info.lines;
      yield { line: info.lines - breaksWithin(record), fields: record };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // An open quote swallows everything to the end; what helps is where it was opened.
    const open = error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE';
    const line = open ? lastLine + 1 : Number('lines' in error ? error.lines : lastLine + 1);
    throw new CsvUnreadable(line, unreadable[error.code] ?? `can't be read (${error.code}).`);
  }
}

const unreadable: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'a quoted value is never closed.',
  INVALID_OPENING_QUOTE: 'a quote stands inside a value; quote the whole value and double the quote.',
  CSV_INVALID_CLOSING_QUOTE: 'text follows a closing quote; double a quote that belongs to the value.',
  CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE: 'text follows a closing quote; double a quote that belongs to the value.',
  CSV_MAX_RECORD_SIZE: 'the record is larger than 1 MB; is a quoted value not closed?',
};

/** The text with every line end made `\n`: a quoted value may hold one, and lines are counted by them. */
async function* lines(path: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8');
  let held = '';
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>) {
    let text = held + decoder.decode(chunk, { stream: true });
    // A carriage return at the very end may have its line feed in the next chunk.
    held = text.endsWith('\r') ? '\r' : '';
    if (held) text = text.slice(0, -1);
    yield text.replace(/\r\n?/g, '\n');
  }
  yield (held + decoder.decode()).replace(/\r\n?/g, '\n');
}

async function readHead(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(64 * 1024), 0, 64 * 1024, 0);
    const bytes = buffer.subarray(0, bytesRead);
    const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
    if (utf16 || bytes.includes(0)) throw new CsvUnreadable(null, 'is not UTF-8 text; save it as "CSV UTF-8".');
    return new TextDecoder('utf-8').decode(bytes);
  } finally {
    await file.close();
  }
}

/** How the header is separated. Spreadsheets may say so in a first line `sep=;`. */
function dialect(head: string): { delimiter: string; skipLines: number } {
  const declared = /^sep=(.)\r?(?:\n|$)/i.exec(head);
  if (declared) return { delimiter: declared[1]!, skipLines: 1 };
  const header = head.trimStart().replace(/"(?:[^"]|"")*"/g, '').split(/[\r\n]/, 1)[0]!;
  const counts = [',', ';', '\t'].map((delimiter) => ({ delimiter, times: header.split(delimiter).length }));
  counts.sort((a, b) => b.times - a.times);
  return { delimiter: counts[0]!.delimiter, skipLines: 0 };
}

function breaksWithin(record: readonly string[]): number {
  let breaks = 0;
  for (const field of record) for (let at = field.indexOf('\n'); at >= 0; at = field.indexOf('\n', at + 1)) breaks++;
  return breaks;
}
