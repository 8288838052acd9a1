import { sql } from 'kysely';
import { demoAgents } from '../../mock-host/server/data/demo-agents.ts';
import { endAllDue } from '../../mock-host/server/auth/due.ts';
import type { TestClient } from '../mock-host/server/support/test-client.ts';
import { type TestHost, itAdmin, licenseAdmin } from '../mock-host/server/support/test-host.ts';
import type { Asker, SessionsHost } from './sessions-contract.ts';

type World = Omit<SessionsHost, 'gateway' | 'stop'> & { readonly askers: Readonly<Record<Asker, TestClient>> };

/** Puts the askers into the mock host's database, and is a hand to everybody else's sessions. */
export async function makeSessionsWorld(host: TestHost): Promise<World> {
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
    askers,
    ownId: (asker) => askers[asker].sessionId,
    nameOf: (asker) => asker,
    async signIn(person, kind = 'web') {
      const userId = people.get(person) ?? (await host.user({ login: `${person}@example.com`, name: person }));
      people.set(person, userId);
      const { id } = await db
        .insertInto('session')
        .values({
          user_id: userId, token_hash: `token ${++signIns}`, csrf_token: '', kind, address: `198.51.100.${signIns % 250}`,
          agent: kind === 'explorer' ? null : demoAgents[kind][0]!,
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
    async settle() {
      await db.updateTable('session').set({ ending_at: sql`now() - interval '1 second'` }).where('ending_at', 'is not', null).where('ended_at', 'is', null).execute();
      await endAllDue(db);
    },
  };
}
