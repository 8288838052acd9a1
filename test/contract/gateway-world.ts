import type { Change } from '../../src/licensing/rules.ts';
import type { NewTerm, TestHost } from '../mock-host/server/support/test-host.ts';
import { type ContractHost, type Person, type ProductName, contractWorld } from './gateway-contract.ts';

/** Puts `contractWorld` into the mock host's database, where today stays today from then on: midnight changes nothing. */
export async function makeWorld(host: TestHost): Promise<Pick<ContractHost, 'userId' | 'productId' | 'history'>> {
  const began = Date.now();
  /** A day so many days from today, UTC. */
  const dayFrom = (days: number): string => new Date(began + days * 86_400_000).toISOString().slice(0, 10);
  await host.database.exec(`create or replace function today() returns date language sql stable as $$ select date '${dayFrom(0)}' $$`);
  const users = new Map<Person, string>();
  const products = new Map<ProductName, string>();
  for (const { name, ...user } of contractWorld.users) users.set(name, await host.user({ login: name, name, ...user }));
  for (const { name, type, terms, holders, byRole } of contractWorld.products) {
    const bought = terms.map(([count, start, due]): NewTerm => ({ count, start: dayFrom(start), due: dayFrom(due) }));
    const id = await host.product(type, bought, name);
    products.set(name, id);
    const hold = (person: Person, source: 'direct' | 'role', role_id?: string): Promise<unknown> =>
      host.database.db
        .insertInto('assignment')
        .values({ user_id: users.get(person)!, user_active: person !== 'ina', product_id: id, source, ...(role_id && { role_id }) })
        .execute();
    for (const person of holders) await hold(person, 'direct');
    for (const person of byRole) await hold(person, 'role', await host.role('Sales', [id], [users.get(person)!]));
  }
  return {
    userId: (person) => users.get(person)!,
    productId: (product) => products.get(product)!,
    async history(person, product) {
      const rows = await host.historyOf(products.get(product)!);
      return rows.filter((row) => row.user_id === users.get(person)).map((row) => row.change as Change);
    },
  };
}
