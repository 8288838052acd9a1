import { sql } from 'kysely';
import { createRestSessions } from '../../src/host/rest/rest-sessions.ts';
import type { SessionGateway } from '../../src/licensing/session-gateway.ts';
import { type Kind, TestHost, itAdmin, licenseAdmin } from '../mock-host/server/support/test-host.ts';
import { type SessionsHost, sessionsContract } from './sessions-contract.ts';

for (const kind of ['embedded', 'server'] as const) sessionsContract(`The licensing API on the ${kind} database`, () => startRest(kind));

async function startRest(kind: Kind): Promise<SessionsHost> {
  const host = await TestHost.open(kind);
  const { db } = host.database;
  const as = async (name: string) => host.signedIn(itAdmin, await host.user({ login: name, name, operations: itAdmin }));
  const askers = {
    admin: await as('admin'),
    other: await as('other'),
    viewer: await host.signedIn(licenseAdmin),
    'signed-out': await host.signedIn(itAdmin),
  };
  await askers['signed-out'].send('POST', '/auth/sign-out');
  const people = new Map<string, string>();
  let signIns = 0;

  return {
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
    ownId: (asker) => askers[asker].sessionId,
    nameOf: (asker) => asker,
    async signIn(person, sessionKind = 'web') {
      const userId = people.get(person) ?? (await host.user({ login: `${person}@example.com`, name: person }));
      people.set(person, userId);
      const { id } = await db
        .insertInto('session')
        .values({
          user_id: userId, token_hash: `token ${++signIns}`, csrf_token: '', kind: sessionKind, address: `198.51.100.${signIns % 250}`, agent: null,
          started_at: sql`now() - interval '1 day' + make_interval(mins => ${signIns})` as unknown as string,
          last_request_at: sql`now() - make_interval(secs => ${signIns})` as unknown as string,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      return id;
    },
    async signOut(id) {
      await db.updateTable('session').set({ ended_at: sql`now()`, end_method: 'log-out' }).where('id', '=', id).execute();
    },
    async idle(id, minutes) {
      await db.updateTable('session').set({ last_request_at: sql`now() - make_interval(mins => ${minutes})` }).where('id', '=', id).execute();
    },
    stop: () => host.close(),
  };
}
