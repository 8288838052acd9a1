import { createRestSessions } from '../../src/host/rest/rest-sessions.ts';
import type { SessionGateway } from '../../src/licensing/session-gateway.ts';
import { type Kind, TestHost } from '../mock-host/server/support/test-host.ts';
import { type SessionsHost, sessionsContract } from './sessions-contract.ts';
import { makeSessionsWorld } from './sessions-world.ts';

for (const kind of ['embedded', 'server'] as const) sessionsContract(`The licensing API on the ${kind} database`, () => startRest(kind));

async function startRest(kind: Kind): Promise<SessionsHost> {
  const host = await TestHost.open(kind);
  const { askers, ...world } = await makeSessionsWorld(host);
  return {
    ...world,
    gateway(asker): SessionGateway {
      const { cookie, csrfToken } = askers[asker];
      return createRestSessions({
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
