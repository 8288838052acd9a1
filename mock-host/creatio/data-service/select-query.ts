import { type RawBuilder, sql } from 'kysely';
import { type Method, Refusal, bodyOf, success } from '../call.ts';
import { columnAt, conditionOf } from './conditions.ts';
import { type Column, type Schema, restricted, schemas } from './schemas.ts';
import { type SelectRequest, selectRequest } from './shape.ts';

/** Whatever is asked for. */
const MOST_ROWS = 20_000;
/** Of columns as they are answered. */
const dataValueTypes = { guid: 0, text: 1, number: 4, instant: 7, lookup: 10, boolean: 12 } as const;

type Cell = string | number | boolean | null;
type Items = SelectRequest['columns']['items'];

/** DataService `SelectQuery`, of the two schemas that the plugin asks. */
export const selectQuery: Method = {
  needs: [],
  async run(call) {
    const request = bodyOf(call, selectRequest);
    const { rootSchemaName: name, columns, filters, rowCount, rowsOffset, isPageable } = request;
    const schema = schemaOf(name, call.caller.operations);
    const columnOf = (path: string): Column => columnAt(schema, path, name);
    const { timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone } = call.settings;
    const told = toldColumns(columns.items, columnOf, timeZone);
    const limit = rowCount < 0 ? MOST_ROWS : Math.min(rowCount, MOST_ROWS);
    const { rows } = await sql<Record<string, Cell>>`
      select ${sql.join(told.flatMap(({ cells }) => cells))} from ${sql.raw(schema.from)}
      where ${conditionOf(filters, columnOf, timeZone)} ${orderOf(columns.items, columnOf, schema)}
      limit ${limit} offset ${isPageable ? Math.max(0, rowsOffset) : 0}`.execute(call.database.db);
    return {
      ...success,
      rowConfig: Object.fromEntries(told.map(({ key, type }) => [key, { dataValueType: dataValueTypes[type] }])),
      rows: rows.map((row) => Object.fromEntries(told.map(({ key, tell }) => [key, tell(row)]))),
      rowsAffected: rows.length,
      nextPrcElReady: false,
    };
  },
};

function schemaOf(name: string, operations: readonly string[]): Schema {
  if (restricted.has(name)) throw new Refusal('SecurityException', `Reading of ${name} is restricted.`);
  const schema = schemas.get(name);
  if (!schema) throw new Refusal('ItemNotFoundException', `Schema ${name} not found.`);
  if (!schema.needs.some((operation) => operations.includes(operation))) throw new Refusal('SecurityException', `You have no rights to read ${name}.`);
  return schema;
}

interface Told {
  readonly key: string;
  readonly type: keyof typeof dataValueTypes;
  readonly cells: readonly RawBuilder<unknown>[];
  readonly tell: (row: Readonly<Record<string, Cell>>) => unknown;
}

/** What is read for each column, and how it is told. A name that somebody gave never becomes part of a statement. */
function toldColumns(items: Items, columnOf: (path: string) => Column, timeZone: string): Told[] {
  return Object.entries(items).map(([key, { expression }], index): Told => {
    const [cell, shown] = [`c${index}`, `d${index}`];
    if (expression.expressionType === 1) {
      columnOf(expression.functionArgument.columnPath);
      return { key, type: 'number', cells: [sql`count(*) as ${sql.ref(cell)}`], tell: (row) => row[cell] };
    }
    const { type, sql: source, display } = columnOf(expression.columnPath);
    // The asking user's wall clock, to the millisecond, and no word of a time zone.
    const value = type === 'instant' ? sql`to_char(${sql.raw(source)} at time zone ${timeZone}, 'YYYY-MM-DD"T"HH24:MI:SS.MS')` : sql.raw(source);
    const cells = [sql`${value} as ${sql.ref(cell)}`, ...(display ? [sql`${sql.raw(display)} as ${sql.ref(shown)}`] : [])];
    const tell = (row: Readonly<Record<string, Cell>>): unknown => {
      const found = row[cell];
      if (type === 'lookup') return found === null ? '' : { value: found, displayValue: row[shown] };
      return type === 'text' ? (found ?? '') : found;
    };
    return { key, type, cells, tell };
  });
}

function orderOf(items: Items, columnOf: (path: string) => Column, { id }: Schema): RawBuilder<unknown> {
  const all = Object.values(items);
  if (all.some(({ expression }) => expression.expressionType === 1)) return sql``;
  const wanted = all
    .filter(({ orderDirection }) => orderDirection)
    .sort((a, b) => a.orderPosition - b.orderPosition)
    .map(({ expression, orderDirection }) => {
      const { type, sql: source, display } = columnOf((expression as { columnPath: string }).columnPath);
      const key = type === 'text' || type === 'lookup' ? `lower(${display ?? source})` : source;
      return sql`${sql.raw(key)} ${orderDirection === 2 ? sql`desc` : sql`asc`}`;
    });
  return sql`order by ${sql.join([...wanted, sql.raw(id)])}`;
}
