/** A question to Creatio's DataService, in our words; `toWire` says it in Creatio's. */
export interface SelectQuery {
  /** Such as `SysAdminUnit`. */
  readonly schema: 'SysAdminUnit' | 'SysUserSession';
  /** Column paths by the name they have in the rows, such as `{ Name: 'Contact.Name' }`. */
  readonly columns: Readonly<Record<string, string>>;
  /** Asks, in place of columns, for one row that tells under this name how many there are. */
  readonly count?: string;
  /** All have to hold. */
  readonly where?: readonly Condition[];
  /** `column`: a name out of `columns`. */
  readonly orderBy?: readonly { readonly column: string; readonly descending?: boolean }[];
  /** Most rows. */
  readonly limit?: number;
  readonly offset?: number;
}

export type Condition =
  | { readonly kind: 'compare'; readonly path: string; readonly by: keyof typeof comparisons; readonly value: Value }
  | { readonly kind: 'contains'; readonly path: string; readonly part: string }
  | { readonly kind: 'in'; readonly path: string; readonly values: readonly Value[] }
  | { readonly kind: 'null'; readonly path: string; readonly is: boolean }
  | { readonly kind: 'any'; readonly of: readonly Condition[] }
  | { readonly kind: 'all'; readonly of: readonly Condition[] };

/** With its type, as Creatio wants it told. */
export type Value =
  | { readonly type: 'guid'; readonly value: string }
  | { readonly type: 'text'; readonly value: string }
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'boolean'; readonly value: boolean }
  /** As Creatio has told one: whether it means a time zone or not, it means the same when it is told it again. */
  | { readonly type: 'instant'; readonly value: string };

// Creatio's numbers, from here on.
const types = { guid: 0, text: 1, number: 4, instant: 7, boolean: 12 };
const comparisons = { '=': 3, '<>': 4, '<': 5, '<=': 6, '>': 7, '>=': 8 };
const IS_NULL = 1;
const IS_NOT_NULL = 2;
const CONTAINS = 11;
const AND = 0;
const OR = 1;
const ASCENDING = 1;
const DESCENDING = 2;

/** The body of `SelectQuery`. */
export function toWire({ schema, columns, count, where = [], orderBy = [], limit = -1, offset }: SelectQuery): object {
  const items = Object.entries(columns).map(([name, path]) => {
    const at = orderBy.findIndex(({ column }) => column === name);
    const orderDirection = at < 0 ? 0 : orderBy[at]!.descending ? DESCENDING : ASCENDING;
    return [name, { expression: columnOf(path), orderDirection, orderPosition: at, isVisible: true }];
  });
  const counted = { expressionType: 1, functionType: 2, aggregationType: 1, functionArgument: columnOf('Id') };
  return {
    rootSchemaName: schema,
    operationType: 0,
    allColumns: false,
    isDistinct: false,
    rowCount: limit,
    rowsOffset: offset ?? -1,
    isPageable: offset !== undefined,
    columns: { items: count === undefined ? Object.fromEntries(items) : { [count]: { expression: counted, orderDirection: 0, orderPosition: -1, isVisible: true } } },
    filters: group(AND, where),
  };
}

const columnOf = (columnPath: string): object => ({ expressionType: 0, columnPath });

const group = (logicalOperation: number, conditions: readonly Condition[]): object => ({
  filterType: 6,
  isEnabled: true,
  trimDateTimeParameterToDate: false,
  logicalOperation,
  items: Object.fromEntries(conditions.map((condition, index) => [`f${index}`, filter(condition)])),
});

function filter(condition: Condition): object {
  if (condition.kind === 'any' || condition.kind === 'all') return group(condition.kind === 'any' ? OR : AND, condition.of);
  const about = { isEnabled: true, trimDateTimeParameterToDate: false, leftExpression: columnOf(condition.path) };
  switch (condition.kind) {
    case 'compare':
      return { filterType: 1, comparisonType: comparisons[condition.by], ...about, rightExpression: parameter(condition.value) };
    case 'contains':
      return { filterType: 1, comparisonType: CONTAINS, ...about, rightExpression: parameter({ type: 'text', value: condition.part }) };
    case 'in':
      return { filterType: 4, comparisonType: comparisons['='], ...about, rightExpressions: condition.values.map(parameter) };
    case 'null':
      return { filterType: 2, comparisonType: condition.is ? IS_NULL : IS_NOT_NULL, isNull: condition.is, ...about };
  }
}

function parameter({ type, value }: Value): object {
  // Of all values an instant alone is JSON inside JSON.
  return { expressionType: 2, parameter: { dataValueType: types[type], value: type === 'instant' ? JSON.stringify(value) : value } };
}
