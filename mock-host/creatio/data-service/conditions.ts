import { type RawBuilder, sql } from 'kysely';
import { containing } from '../../server/licensing/users.ts';
import { isStorable } from '../../server/http/input.ts';
import { BadRequest, Refusal } from '../call.ts';
import type { Column, Schema } from './schemas.ts';
import { type Filter, type Group, type Parameter, dataTypes } from './shape.ts';

/** A database takes no more values in one statement. */
const MOST_VALUES = 2_000;
const operators: Readonly<Record<number, RawBuilder<unknown>>> = { 3: sql`=`, 4: sql`<>`, 5: sql`<`, 6: sql`<=`, 7: sql`>`, 8: sql`>=` };
const CONTAINS = 11;
const IS_NULL = 1;

/** Throws a `Refusal` when a schema has no such column. */
export function columnAt({ columns }: Schema, path: string, schemaName: string): Column {
  const column = Object.hasOwn(columns, path) ? columns[path] : undefined;
  if (!column) throw new Refusal('ItemNotFoundException', `Column by path ${path} not found in schema ${schemaName}.`);
  return column;
}

/** The condition that a group of filters is. Values are always bound. */
export function conditionOf(group: Group, columnOf: (path: string) => Column, timeZone: string): RawBuilder<unknown> {
  const enabled = Object.values(group.items).filter(({ isEnabled }) => isEnabled);
  if (!group.isEnabled || !enabled.length) return sql`true`;
  const all = enabled.map((filter) => (filter.filterType === 6 ? conditionOf(filter, columnOf, timeZone) : leaf(filter, columnOf(filter.leftExpression.columnPath), timeZone)));
  return sql`(${sql.join(all, group.logicalOperation === 1 ? sql` or ` : sql` and `)})`;
}

function leaf(filter: Exclude<Filter, Group>, column: Column, timeZone: string): RawBuilder<unknown> {
  const left = sql.raw(column.type === 'text' ? `lower(${column.sql})` : column.sql);
  switch (filter.filterType) {
    case 1: {
      const { comparisonType, rightExpression } = filter;
      if (comparisonType !== CONTAINS) return sql`${left} ${operators[comparisonType]!} ${valueOf(rightExpression.parameter, column, timeZone)}`;
      if (column.type !== 'text') throw new BadRequest('filters: only a text contains something');
      return sql`${left} like lower(${containing(textOf(rightExpression.parameter))}::text)`;
    }
    case 2:
      if (filter.isNull !== (filter.comparisonType === IS_NULL)) throw new BadRequest('filters: isNull contradicts comparisonType');
      return filter.isNull ? sql`${left} is null` : sql`${left} is not null`;
    case 4: {
      const values = filter.rightExpressions;
      if (!values.length) return sql`false`;
      if (values.length > MOST_VALUES) throw new Refusal('SqlException', 'Too many parameters were provided in this request.');
      return sql`${left} in (${sql.join(values.map(({ parameter }) => valueOf(parameter, column, timeZone)))})`;
    }
  }
}

function textOf({ dataValueType, value }: Parameter): string {
  if (dataValueType !== dataTypes.text || typeof value !== 'string' || !isStorable(value)) throw new BadRequest('filters: a text expected');
  return value;
}

/** Throws a `BadRequest` for a value that is not of its column's type. */
function valueOf(parameter: Parameter, { type }: Column, timeZone: string): RawBuilder<unknown> {
  const { dataValueType, value } = parameter;
  const expected = dataTypes[type === 'lookup' ? 'guid' : type];
  if (dataValueType !== expected) throw new BadRequest(`filters: dataValueType ${expected} expected, not ${dataValueType}`);
  switch (dataValueType) {
    case dataTypes.text:
      return sql`lower(${textOf(parameter)}::text)`;
    case dataTypes.guid:
      if (typeof value !== 'string' || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)) throw new BadRequest('filters: a guid expected');
      return sql`${value}::uuid`;
    case dataTypes.number:
      if (!Number.isSafeInteger(value)) throw new BadRequest('filters: a whole number expected');
      return sql`${value}::bigint`;
    case dataTypes.boolean:
      if (typeof value !== 'boolean') throw new BadRequest('filters: true or false expected');
      return sql`${value}::boolean`;
    case dataTypes.instant:
      return instantOf(value, timeZone);
  }
}

/** JSON inside JSON; without a time zone it is one of the asking user's. */
function instantOf(value: unknown, timeZone: string): RawBuilder<unknown> {
  const [, moment, zone] = /^"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,7})?)(Z|[+-]\d\d:\d\d)?"$/.exec(String(value)) ?? [];
  if (!moment || Number.isNaN(Date.parse(`${moment}Z`))) throw new BadRequest('filters: an instant expected, as JSON in a text');
  return zone ? sql`${moment + zone}::timestamptz` : sql`(${moment}::timestamp at time zone ${timeZone})`;
}
