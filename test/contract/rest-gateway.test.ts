import { createRestGateway } from '../../src/host/rest/rest-gateway.ts';
import type { LicensingGateway } from '../../src/licensing/gateway.ts';
import { type Kind, TestHost, licenseAdmin, viewer } from '../mock-host/server/support/test-host.ts';
import { type ContractHost, gatewayContract } from './gateway-contract.ts';
import { makeWorld } from './gateway-world.ts';

for (const kind of ['embedded', 'server'] as const) gatewayContract(`The licensing API on the ${kind} database`, () => startRest(kind), { words: true });

async function startRest(kind: Kind): Promise<ContractHost> {
  const host = await TestHost.open(kind);
  const world = await makeWorld(host);
  const people = { manager: await host.signedIn(licenseAdmin), viewer: await host.signedIn(viewer), 'signed-out': await host.signedIn(licenseAdmin) };
  await people['signed-out'].send('POST', '/auth/sign-out');

  return {
    ...world,
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
    stop: () => host.close(),
  };
}
