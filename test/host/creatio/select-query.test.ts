import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Condition, toWire } from '../../../src/host/creatio/select-query.ts';

const ask = (where: Condition): unknown => {
  const { filters } = toWire({ schema: 'SysUserSession', columns: { Id: 'Id' }, where: [where] }) as { filters: { items: Record<string, unknown> } };
  return filters.items['f0'];
};
const common = { isEnabled: true, trimDateTimeParameterToDate: false };
const column = (columnPath: string): object => ({ expressionType: 0, columnPath });
const told = (dataValueType: number, value: unknown): object => ({ expressionType: 2, parameter: { dataValueType, value } });

test('CR-5 a question names its schema, its columns by path, their order and the page', () => {
  const wire = toWire({
    schema: 'SysAdminUnit', columns: { Id: 'Id', Name: 'Contact.Name' }, orderBy: [{ column: 'Name', descending: true }, { column: 'Id' }], limit: 50, offset: 100,
  });
  assert.deepEqual(wire, {
    rootSchemaName: 'SysAdminUnit',
    operationType: 0,
    allColumns: false,
    isDistinct: false,
    rowCount: 50,
    rowsOffset: 100,
    isPageable: true,
    columns: {
      items: {
        Id: { expression: column('Id'), orderDirection: 1, orderPosition: 1, isVisible: true },
        Name: { expression: column('Contact.Name'), orderDirection: 2, orderPosition: 0, isVisible: true },
      },
    },
    filters: { filterType: 6, ...common, logicalOperation: 0, items: {} },
  });
});

test('without an order or a page nothing is ordered or cut', () => {
  const wire = toWire({ schema: 'SysAdminUnit', columns: { Id: 'Id' } }) as Record<string, unknown>;
  assert.deepEqual([wire['rowCount'], wire['rowsOffset'], wire['isPageable']], [-1, -1, false]);
  assert.deepEqual(wire['columns'], { items: { Id: { expression: column('Id'), orderDirection: 0, orderPosition: -1, isVisible: true } } });
});

test('rows are counted by a function in place of columns', () => {
  const wire = toWire({ schema: 'SysUserSession', columns: { Id: 'Id' }, count: 'n' }) as { columns: { items: Record<string, { expression: unknown }> } };
  assert.deepEqual(Object.keys(wire.columns.items), ['n']);
  assert.deepEqual(wire.columns.items['n']!.expression, { expressionType: 1, functionType: 2, aggregationType: 1, functionArgument: column('Id') });
});

test('each comparison has its number', () => {
  const numbers = (['=', '<>', '<', '<=', '>', '>='] as const).map((by) => {
    const filter = ask({ kind: 'compare', path: 'SessionEndMethod', by, value: { type: 'number', value: 3 } }) as { comparisonType: number };
    assert.deepEqual(filter, { filterType: 1, comparisonType: filter.comparisonType, ...common, leftExpression: column('SessionEndMethod'), rightExpression: told(4, 3) });
    return filter.comparisonType;
  });
  assert.deepEqual(numbers, [3, 4, 5, 6, 7, 8]);
});

test('each value is told with its type, and an instant as JSON inside JSON', () => {
  const value = (given: (Condition & { kind: 'compare' })['value']): unknown =>
    (ask({ kind: 'compare', path: 'Name', by: '=', value: given }) as { rightExpression: unknown }).rightExpression;
  assert.deepEqual(value({ type: 'guid', value: 'g' }), told(0, 'g'));
  assert.deepEqual(value({ type: 'text', value: 'a "b"' }), told(1, 'a "b"'));
  assert.deepEqual(value({ type: 'boolean', value: false }), told(12, false));
  assert.deepEqual(value({ type: 'instant', value: '2026-11-22T05:40:00.000' }), told(7, '"2026-11-22T05:40:00.000"'));
});

test('a part of a text, one of several values, nothing and something', () => {
  assert.deepEqual(ask({ kind: 'contains', path: 'SysUser.Name', part: '50%' }), {
    filterType: 1, comparisonType: 11, ...common, leftExpression: column('SysUser.Name'), rightExpression: told(1, '50%'),
  });
  assert.deepEqual(ask({ kind: 'in', path: 'Id', values: [{ type: 'guid', value: 'a' }, { type: 'guid', value: 'b' }] }), {
    filterType: 4, comparisonType: 3, ...common, leftExpression: column('Id'), rightExpressions: [told(0, 'a'), told(0, 'b')],
  });
  const nothing = { ...common, filterType: 2, leftExpression: column('SessionEndDate') };
  assert.deepEqual(ask({ kind: 'null', path: 'SessionEndDate', is: true }), { ...nothing, comparisonType: 1, isNull: true });
  assert.deepEqual(ask({ kind: 'null', path: 'SessionEndDate', is: false }), { ...nothing, comparisonType: 2, isNull: false });
});

test('conditions hold all or any, one group in another', () => {
  const active: Condition = { kind: 'null', path: 'SessionEndDate', is: true };
  const wire = ask({ kind: 'any', of: [active, { kind: 'all', of: [active, active] }] }) as Group;
  interface Group { filterType: number; logicalOperation: number; items: Record<string, Group> }
  assert.deepEqual([wire.filterType, wire.logicalOperation, Object.keys(wire.items)], [6, 1, ['f0', 'f1']]);
  assert.deepEqual([wire.items['f1']!.filterType, wire.items['f1']!.logicalOperation], [6, 0]);
  assert.deepEqual(Object.values(wire.items['f1']!.items), [ask(active), ask(active)]);
});
