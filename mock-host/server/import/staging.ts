import { type Kysely, sql } from 'kysely';
import { type ColumnTypes, insertRows } from '../data/rows.ts';
import type { Tables } from '../database/tables.ts';
import type { Columns } from './columns.ts';
import type { ImportProblems } from './problems.ts';
import { type FileFacts, type RecordsOptions, noFacts, readRecords } from './records.ts';

const batch = 5_000;

/** A file whose lines are in a temporary table, one row each, where SQL can check and merge them all at once. */
export interface StagedFile<C extends Columns> extends FileFacts<C> {
  readonly file: string;
  readonly table: string;
  /** Lines in the file, the header apart. */
  readonly lines: number;
}

export interface StageOptions<C extends Columns> extends Omit<RecordsOptions<C>, 'file'> {
  readonly file: string;
  readonly table: string;
  /** SQL types of the columns. */
  readonly types: { readonly [K in keyof C]: string };
  /** Told now and then how many lines have been read. */
  progress(file: string, lines: number): void;
}

/** Reads a file into a temporary table that ends with the transaction. Bad lines are there too, with what could be read. */
export async function stage<C extends Columns>(db: Kysely<Tables>, options: StageOptions<C>): Promise<StagedFile<C>> {
  const { file, table, progress } = options;
  const types: ColumnTypes = { line: 'integer', bad: 'boolean', ...options.types };
  const columns = Object.entries(types).map(([name, type]) => `"${name}" ${type}`);
  await sql`create temporary table ${sql.table(table)} (${sql.raw(columns.join(', '))}) on commit drop`.execute(db);
  const facts = noFacts<C>();
  let lines = 0;
  let rows: object[] = [];
  const flush = async () => {
    await insertRows(db, table, types, rows);
    lines += rows.length;
    rows = [];
    progress(file, lines);
  };
  for await (const { line, bad, values } of readRecords(options, facts)) {
    rows.push({ line, bad, ...values });
    if (rows.length === batch) await flush();
  }
  await flush();
  await sql`analyze ${sql.table(table)}`.execute(db);
  return { ...facts, file, table, lines };
}

/** What a check finds: a line, and what to say about it. */
export interface Finding {
  readonly line: number;
  readonly reason: string;
}

/** Reports findings, and marks their lines as bad so that nothing is done with them. */
export async function refuse<C extends Columns>(
  db: Kysely<Tables>,
  staged: StagedFile<C>,
  problems: ImportProblems,
  column: keyof C & string,
  findings: readonly Finding[],
): Promise<void> {
  if (findings.length === 0) return;
  for (const { line, reason } of findings) {
    problems.add({ file: staged.file, line, column: staged.headings[column] ?? column, reason });
  }
  const lines = JSON.stringify(findings.map(({ line }) => line));
  await sql`
    update ${sql.table(staged.table)} set bad = true
    where line in (select value::integer from json_array_elements_text(cast(${lines} as text)::json))`.execute(db);
}
