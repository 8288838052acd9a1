import { LicensingError } from '../../src/licensing/errors.ts';
import type { LicensingGateway } from '../../src/licensing/gateway.ts';
import { MemoryGateway } from '../support/memory-gateway.ts';
import { type ContractHost, contractWorld, gatewayContract } from './gateway-contract.ts';

/** A day so many days from the memory host's today. */
const dayFrom = (today: string, days: number): string => new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10);

gatewayContract('MemoryGateway', async (): Promise<ContractHost> => {
  const host = new MemoryGateway();
  for (const { name, ...user } of contractWorld.users) host.addUser({ id: name, ...user });
  for (const { name, type, terms, holders, byRole } of contractWorld.products) {
    host.addProduct({
      id: name,
      type,
      terms: terms.map(([count, start, due]) => ({ count, start: dayFrom(host.today, start), due: dayFrom(host.today, due) })),
    });
    for (const holder of holders) host.hold(holder, name);
    for (const holder of byRole) host.hold(holder, name, { source: 'role', role: 'Sales' });
  }
  return {
    gateway: (as) => guarded(host, as),
    userId: (person) => person,
    productId: (product) => product,
    history: async (person, product) =>
      host.history.filter((one) => one.userId === person && one.productId === product).map((one) => one.change),
    refuse: (words) => {
      host.fail = ({ change, userId, productId }) => (words !== null && change === 'grant' && !host.assignments.has(`${userId} ${productId}`) ? 'rejected' : null);
      host.said = words ?? undefined;
    },
    stop: async () => {},
  };
});

/** The memory host knows no rights; this gives it the two refusals of the contract. */
function guarded(host: MemoryGateway, as: 'manager' | 'viewer' | 'signed-out'): LicensingGateway {
  const check = (call: string): void => {
    if (as === 'signed-out') throw new LicensingError('signed-out');
    if (as === 'viewer' && call.startsWith('applyBatch')) throw new LicensingError('forbidden');
  };
  return {
    capabilities: async (signal) => (check('capabilities'), host.capabilities(signal)),
    userLicenses: async (userId, signal) => (check('userLicenses'), host.userLicenses(userId, signal)),
    async *applyBatch(batch, signal) {
      check('applyBatch');
      yield* host.applyBatch(batch, signal);
    },
    events: (userId, signal) => host.events(userId, signal),
  };
}
