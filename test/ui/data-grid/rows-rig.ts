import { LocalRows } from '../../../src/ui/data-grid/local-rows.ts';
import { type Person, people } from './people.ts';

export function localPeople(count: number, selectable: (person: Person) => boolean = () => true): LocalRows<Person> {
  const rows = new LocalRows<Person>({ idOf: ({ id }) => id, locale: 'en', timeZone: 'UTC', selectable });
  rows.replace(people(count));
  return rows;
}

export async function arranged(rows: LocalRows<Person>): Promise<LocalRows<Person>> {
  while (rows.busy) await new Promise((resolve) => setTimeout(resolve));
  return rows;
}
