import type { CreatioSettings } from '../../mock-host/creatio/settings.ts';
import { createCreatioGateway } from '../../src/host/creatio/creatio-gateway.ts';
import { licenseAdmin, viewer } from '../mock-host/server/support/test-host.ts';
import { CreatioHost, contractSettings } from './creatio-host.ts';
import { type ContractHost, gatewayContract } from './gateway-contract.ts';
import { makeWorld } from './gateway-world.ts';

for (const [name, settings] of Object.entries(contractSettings)) {
  // Sources are told since there is role-based distribution, roles never.
  gatewayContract(name, () => startCreatio(settings), { sources: settings.version === '8.1.1', roleNames: true });
}

async function startCreatio(settings: Partial<CreatioSettings>): Promise<ContractHost> {
  const creatio = await CreatioHost.open({ settings });
  const { host } = creatio;
  const world = await makeWorld(host);
  const people = { manager: await host.signedIn(licenseAdmin), viewer: await host.signedIn(viewer), 'signed-out': await host.signedIn(licenseAdmin) };
  await people['signed-out'].send('POST', '/auth/sign-out');
  return { ...world, gateway: (as) => createCreatioGateway(creatio.options(people[as])), stop: () => creatio.close() };
}
