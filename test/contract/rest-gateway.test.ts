import { createRestGateway } from '../../src/host/rest/rest-gateway.ts';
import type { LicensingGateway } from '../../src/licensing/gateway.ts';
import { type Kind, type NewTerm, TestHost, licenseAdmin, viewer } from '../mock-host/server/support/test-host.ts';
import { type ContractHost, type Person, type ProductName, contractWorld, gatewayContract } from './gateway-contract.ts';

/** A day so many days from today, UTC, as the database has it. */
const dayFrom = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

for (const kind of ['embedded', 'server'] as const) gatewayContract(`The licensing API on the ${kind} database`, () => startRest(kind));

async function startRest(kind: Kind): Promise<ContractHost> {
  const host = await TestHost.open(kind);
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
  const people = { manager: await host.signedIn(licenseAdmin), viewer: await host.signedIn(viewer), 'signed-out': await host.signedIn(licenseAdmin) };
  await people['signed-out'].send('POST', '/auth/sign-out');

  return {
    gateway(as): LicensingGateway {
      const { cookie, csrfToken } = people[as];
      return createRestGateway({
        baseUrl: 'http://host.test/licensing/v1',
        async fetch(request) {
          const headers = new Headers(request.headers);
          headers.set('cookie', cookie);
          headers.set('x-csrf-token', csrfToken);
          return host.app.request(new Request(request, { headers }));
        },
      });
    },
    userId: (person) => users.get(person)!,
    productId: (product) => products.get(product)!,
    async history(person, product) {
      const rows = await host.historyOf(products.get(product)!);
      return rows.filter((row) => row.user_id === users.get(person)).map((row) => row.change as 'grant' | 'recall');
    },
    stop: () => host.close(),
  };
}
