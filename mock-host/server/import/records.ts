import { type Columns, type Values, layOut } from './columns.ts';
import { CsvUnreadable, readCsv } from './csv-rows.ts';
import type { ImportProblems } from './problems.ts';

/** A line that has been read. When `bad`, only what is not null could be read, and the problems say why. */
export interface ImportRecord<C extends Columns> {
  readonly line: number;
  readonly bad: boolean;
  readonly values: { readonly [K in keyof C]: Values<C>[K] | null };
}

export interface RecordsOptions<C extends Columns> {
  /** As it is called in messages. */
  readonly file: string;
  readonly path: string;
  readonly columns: C;
  readonly problems: ImportProblems;
  /** Told of columns that are not known. */
  notice(sentence: string): void;
  /** What only a whole record can have wrong: column and reason. */
  check?(values: Values<C>): { readonly column: keyof C & string; readonly reason: string } | null;
}

/** What is known of a file once it has been read. */
export interface FileFacts<C extends Columns> {
  /** What the file calls its columns, for messages about what is found wrong later. */
  headings: { [K in keyof C]?: string };
  /** The columns it has. */
  present: Set<keyof C & string>;
  /** False when there is more in the file than could be read: then what it lacks says nothing. */
  complete: boolean;
}

export function noFacts<C extends Columns>(): FileFacts<C> {
  return { headings: {}, present: new Set(), complete: false };
}

/** The records of an import file. What is wrong goes to `problems`; reading goes on as far as it can. */
export async function* readRecords<C extends Columns>(
  options: RecordsOptions<C>,
  facts: FileFacts<C>,
): AsyncGenerator<ImportRecord<C>, void, undefined> {
  const { file, problems } = options;
  try {
    yield* readUnguarded(options, facts);
  } catch (error) {
    if (!(error instanceof CsvUnreadable)) throw error;
    const rest = error.line === null ? '' : ' Nothing after this line has been read.';
    problems.add({ file, line: error.line, column: null, reason: `${error.message}${rest}` });
  }
}

async function* readUnguarded<C extends Columns>(
  { file, path, columns, problems, notice, check }: RecordsOptions<C>,
  facts: FileFacts<C>,
): AsyncGenerator<ImportRecord<C>, void, undefined> {
  const rows = readCsv(path);
  const header = await rows.next();
  if (header.done) return problems.add({ file, line: null, column: null, reason: 'is empty; it needs a header line.' });
  const layout = layOut(columns, header.value.fields);
  if ('reason' in layout) return problems.add({ file, line: header.value.line, column: null, reason: layout.reason });
  for (const unknown of layout.unknown) notice(`${file}: the column "${unknown}" is not known and is left out.`);

  const known = Object.entries(columns).map(([name, { read }]) => ({ name: name as keyof C & string, read, at: layout.index[name] }));
  for (const { name, at } of known) {
    facts.headings[name] = at === undefined ? name : layout.headings[at]!;
    if (at !== undefined) facts.present.add(name);
  }
  const width = header.value.fields.length;

  for await (const { line, fields } of rows) {
    if (fields.length !== width && (fields.length < width || fields.slice(width).some(Boolean))) {
      problems.add({ file, line, column: null, reason: `has ${fields.length} values, but the header has ${width} columns.` });
    }
    const values: Partial<Record<keyof C, unknown>> = {};
    let bad = fields.length < width;
    for (const { name, read, at } of known) {
      const field = (at === undefined ? '' : (fields[at] ?? '')).trim();
      const result = badCharacter(field) ?? read(field);
      if ('value' in result) values[name] = result.value;
      else {
        values[name] = null;
        // A line too short has been reported as a whole.
        if (fields.length >= width) problems.add({ file, line, column: facts.headings[name]!, reason: result.reason });
        bad = true;
      }
    }
    if (!bad && check) {
      const problem = check(values as Values<C>);
      if (problem) {
        problems.add({ file, line, column: facts.headings[problem.column]!, reason: problem.reason });
        bad = true;
      }
    }
    yield { line, bad, values: values as Values<C> };
  }
  facts.complete = true;
}

function badCharacter(field: string): { readonly reason: string } | null {
  if (field.includes('\uFFFD')) return { reason: 'holds bytes that are not UTF-8; save the file as "CSV UTF-8".' };
  return /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(field) ? { reason: 'holds a control character.' } : null;
}
