import { type Kysely, sql } from 'kysely';

/** SQL types of the columns that rows are given for; the row's keys are the column names. */
export type ColumnTypes = Readonly<Record<string, string>>;

const chunk = 5_000;

/** Rows as a table in a `from` clause, sent as one parameter whatever their number. */
export function asTable(rows: readonly object[], types: ColumnTypes, alias: string) {
  const columns = Object.entries(types).map(([name, type]) => `"${name}" ${type}`);
  return sql`json_to_recordset(cast(${JSON.stringify(rows)} as text)::json) as ${sql.raw(`${alias} (${columns.join(', ')})`)}`;
}

/** Inserts rows, thousands with each statement. */
export async function insertRows<T>(
  db: Kysely<T>,
  table: string,
  types: ColumnTypes,
  rows: readonly object[],
): Promise<void> {
  const columns = sql.raw(Object.keys(types).map((name) => `"${name}"`).join(', '));
  for (let start = 0; start < rows.length; start += chunk) {
    const part = asTable(rows.slice(start, start + chunk), types, 'given');
    await sql`insert into ${sql.table(table)} (${columns}) select ${columns} from ${part}`.execute(db);
  }
}
