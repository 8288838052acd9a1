import assert from 'node:assert/strict';
import { test } from 'node:test';
import { count, day, email, flag, instant, names, oneOf, required, source, text } from '../../../../mock-host/server/import/fields.ts';

type Case = readonly [field: string, value: unknown];

function reads(name: string, read: (field: string) => object, good: readonly Case[], bad: readonly string[]): void {
  test(`${name}: what it reads`, () => {
    for (const [field, value] of good) assert.deepEqual(read(field), { value }, JSON.stringify(field));
  });
  test(`${name}: what it refuses, with a reason`, () => {
    for (const field of bad) assert.match((read(field) as { reason?: string }).reason ?? '', /\w.*\.$/, JSON.stringify(field));
  });
}

reads('text', text(5), [['', null], ['abc', 'abc'], ['αβγδε', 'αβγδε']], ['abcdef']);
reads('required text', required(text(5)), [['a', 'a']], ['', 'abcdef']);
reads('e-mail', email, [['', null], ['a@b', 'a@b'], ['ä.ö@ü.example', 'ä.ö@ü.example']], ['a', '@b', 'a@', 'a b@c', `${'a'.repeat(320)}@b`]);
reads(
  'active',
  flag(true),
  [['', true], ['TRUE', true], ['Yes', true], ['1', true], ['Active', true], ['false', false], ['No', false], ['0', false], ['inactive', false]],
  ['2', 'maybe', '-', 'constructor'],
);
reads('count', count, [['', null], ['0', 0], ['007', 7], ['Unlimited', null], ['1000000000', 1_000_000_000]], ['-1', '1.5', '1,000', '1e3', '1000000001', 'ten', '٣']);
reads(
  'day',
  day,
  [['', null], ['2026-11-21', '2026-11-21'], ['21.11.2026', '2026-11-21'], ['1.2.2026', '2026-02-01'], ['2024-02-29', '2024-02-29']],
  ['2026-02-29', '2026-02-30', '2026-13-01', '2026-00-10', '01/02/2026', '2026-1-1', '20261121', '1899-12-31', 'today', '31.4.2026'],
);
reads(
  'instant',
  instant,
  [
    ['', null],
    ['2026-11-21', '2026-11-21T00:00:00.000Z'],
    ['2026-11-21 10:30', '2026-11-21T10:30:00.000Z'],
    ['2026-11-21T10:30:05Z', '2026-11-21T10:30:05.000Z'],
    ['2026-11-21T10:30:05.123Z', '2026-11-21T10:30:05.000Z'],
    ['2026-11-21T10:30:00+02:00', '2026-11-21T08:30:00.000Z'],
    ['2026-11-21 10:30:00 -0500', '2026-11-21T15:30:00.000Z'],
    ['21.11.2026 10:30', '2026-11-21T10:30:00.000Z'],
  ],
  ['2026-02-30', '2026-11-21T25:00', '2026-11-21 10', 'yesterday', '2026-11-21T10:30:00+99:00', 'T10:00'],
);
reads('one of', oneOf({ named: 'named', personal: 'named', server: 'server' }), [['', null], ['Personal', 'named'], ['SERVER', 'server']], ['site', 'toString']);
reads('names', names(5), [['', []], ['a', ['a']], ['a|b;c, d', ['a', 'b', 'c', 'd']], ['a||a', ['a']]], ['abcdef']);
reads('source', source, [['', null], ['Direct', null], ['manual', null], ['role: Sales', 'Sales'], ['ROLE:a b', 'a b']], ['role', 'role:', 'boss', `role: ${'x'.repeat(201)}`]);
