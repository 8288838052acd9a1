import * as z from 'zod/mini';

/** `SelectQuery` as clients send it. Whatever else Creatio takes is refused here: nobody of ours says it. */

const column = z.strictObject({ expressionType: z.literal(0), columnPath: z.string() });
const count = z.strictObject({ expressionType: z.literal(1), functionType: z.literal(2), aggregationType: z.literal(1), functionArgument: column });

/** Of a parameter. */
export const dataTypes = { guid: 0, text: 1, number: 4, instant: 7, boolean: 12 } as const;
const parameter = z.strictObject({
  expressionType: z.literal(2),
  parameter: z.strictObject({
    dataValueType: z.enum(dataTypes),
    value: z.union([z.string(), z.number(), z.boolean()]),
  }),
});

const any = { isEnabled: z.boolean(), trimDateTimeParameterToDate: z.literal(false) };
/** Equal, not equal, less, less or equal, greater, greater or equal, contains. */
const compared = z.strictObject({
  filterType: z.literal(1), ...any, comparisonType: z.literal([3, 4, 5, 6, 7, 8, 11]), leftExpression: column, rightExpression: parameter,
});
const isNull = z.strictObject({ filterType: z.literal(2), ...any, comparisonType: z.literal([1, 2]), isNull: z.boolean(), leftExpression: column });
const oneOf = z.strictObject({
  filterType: z.literal(4), ...any, comparisonType: z.literal(3), leftExpression: column, rightExpressions: z.array(parameter),
});
const group = z.strictObject({
  filterType: z.literal(6),
  ...any,
  /** 0 = all, 1 = any. */
  logicalOperation: z.literal([0, 1]),
  get items(): z.ZodMiniRecord<z.ZodMiniString, z.ZodMiniType<Filter>> {
    return z.record(z.string(), filter);
  },
});

export type Parameter = z.output<typeof parameter>['parameter'];
export type Filter = z.output<typeof compared> | z.output<typeof isNull> | z.output<typeof oneOf> | Group;
export interface Group {
  readonly filterType: 6;
  readonly isEnabled: boolean;
  readonly logicalOperation: 0 | 1;
  readonly items: Readonly<Record<string, Filter>>;
}

const filter: z.ZodMiniType<Filter> = z.discriminatedUnion('filterType', [compared, isNull, oneOf, group]);

export const selectRequest = z.strictObject({
  rootSchemaName: z.string(),
  operationType: z.literal(0),
  allColumns: z.literal(false),
  isDistinct: z.literal(false),
  /** -1 = as many as there may be. */
  rowCount: z.int().check(z.minimum(-1)),
  rowsOffset: z.int().check(z.minimum(-1)),
  isPageable: z.boolean(),
  columns: z.strictObject({
    items: z.record(
      z.string(),
      z.strictObject({
        expression: z.discriminatedUnion('expressionType', [column, count]),
        /** 0 = none, 1 = ascending, 2 = descending. */
        orderDirection: z.literal([0, 1, 2]),
        orderPosition: z.int().check(z.minimum(-1)),
        isVisible: z.literal(true),
      }),
    ),
  }),
  filters: group,
});

export type SelectRequest = z.output<typeof selectRequest>;
