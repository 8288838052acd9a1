import fc from 'fast-check';
import type { Column } from '../../../src/ui/data-grid/column.ts';
import type { Order } from '../../../src/ui/data-grid/grid-rows.ts';

/** A row as tests make them: few values, so that many are alike, and some empty. */
export interface Person {
  readonly id: string;
  readonly name: string | null;
  readonly kind: string;
  readonly age: number | null;
  readonly own?: boolean;
}

export const columns: readonly Column<Person>[] = [
  { id: 'name', label: 'Name', kind: 'text', value: ({ name }) => name },
  { id: 'kind', label: 'Kind', kind: 'badge', value: ({ kind }) => kind, display: ({ kind }) => `«${kind}»` },
  { id: 'age', label: 'Age', kind: 'number', value: ({ age }) => age },
];

export const anyName = fc.oneof(
  fc.constantFrom('Ann', 'ann', 'Änn', 'bob', 'Bob', 'bob-2', 'bob-10', 'Zoë', '', 'Олена', 'عمر'),
  fc.string({ maxLength: 4 }),
  fc.string({ unit: 'grapheme', maxLength: 3 }),
);

export const anyPerson: fc.Arbitrary<Person> = fc.record({
  id: fc.integer({ min: 0, max: 40 }).map(String),
  name: fc.option(anyName),
  kind: fc.constantFrom('web', 'api', ''),
  age: fc.option(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constantFrom(NaN, Infinity, -0, 1e9))),
  own: fc.boolean(),
});

export const anyPeople = fc.uniqueArray(anyPerson, { selector: ({ id }) => id, maxLength: 30 });

export const anyOrder: fc.Arbitrary<Order> = fc.record({
  sort: fc.uniqueArray(fc.record({ column: fc.constantFrom('name', 'kind', 'age', 'gone'), descending: fc.boolean() }), { selector: ({ column }) => column, maxLength: 3 }),
  search: fc.constantFrom('', 'b', 'bo', 'ANN', '1', '«', '.'),
  filters: fc.oneof(
    fc.constant({}),
    fc.record({ name: fc.constantFrom('', 'o', 'bob') }),
    fc.record({ kind: fc.constantFrom<string[]>([], ['web'], ['web', '']) }),
  ),
  group: fc.constantFrom(null, null, 'kind', 'name', 'age'),
});

/** What stands where, as text: a row's id, or a heading. Made the plain way: an array sorted by a comparison, filtered, and put into groups. */
export function naively(rows: readonly Person[], order: Order, isOpen: (key: string) => boolean = () => true, locale = 'en'): string[] {
  const { compare } = new Intl.Collator(locale, { numeric: true });
  const valueOf = (id: string, row: Person): string | number | null => columns.find((column) => column.id === id)?.value?.(row) ?? null;
  const empty = (value: string | number | null): boolean => value === null || value === '' || Number.isNaN(value);
  const numbers = new Intl.NumberFormat(locale);
  const shown = ({ name, kind, age }: Person): Record<string, string> => ({ name: name ?? '', kind: `«${kind}»`, age: age === null ? '' : numbers.format(age) });
  const contains = (text: string, part: string): boolean => text.toLowerCase().includes(part.toLowerCase());

  const sorted = [...rows].sort((a, b) => {
    for (const { column, descending } of order.sort) {
      const [left, right] = [valueOf(column, a), valueOf(column, b)];
      if (empty(left) || empty(right)) {
        if (empty(left) !== empty(right)) return empty(left) ? 1 : -1;
        continue;
      }
      const difference = typeof left === 'number' && typeof right === 'number' ? (left < right ? -1 : Number(left > right)) : compare(String(left), String(right));
      if (difference) return descending ? -difference : difference;
    }
    return 0;
  });
  const matching = sorted.filter((row) => {
    const texts = shown(row);
    const all = Object.entries(order.filters).every(([id, wanted]) =>
      typeof wanted === 'string' ? contains(texts[id]!, wanted) : wanted.length === 0 || wanted.includes(String(valueOf(id, row) ?? '')),
    );
    return all && Object.values(texts).some((text) => contains(text, order.search));
  });
  if (order.group === null) return matching.map(({ id }) => id);
  const groups = new Map<string, Person[]>();
  for (const row of matching) {
    const value = valueOf(order.group, row);
    const key = empty(value) ? '' : String(value);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups].flatMap(([key, [first, ...rest]]) => {
    const open = isOpen(key);
    return [`${key} ×${rest.length + 1}, ${first!.id}, ${open ? 'open' : 'closed'}`, ...(open ? [first!, ...rest].map(({ id }) => id) : [])];
  });
}
