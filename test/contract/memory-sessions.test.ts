import { LicensingError } from '../../src/licensing/errors.ts';
import type { SessionGateway } from '../../src/licensing/session-gateway.ts';
import type { Session } from '../../src/licensing/session.ts';
import { MemorySessions } from '../support/memory-sessions.ts';
import { type Asker, type SessionsHost, sessionsContract } from './sessions-contract.ts';

sessionsContract('MemorySessions', async (): Promise<SessionsHost> => {
  const host = new MemorySessions();
  for (const id of ['admin', 'other']) host.add({ id, userId: id, userName: id });
  return {
    gateway: (as) => seenBy(host, as),
    ownId: (as) => as,
    nameOf: (as) => as,
    // The memory host leaves out explorers by never having any.
    signIn: async (person, kind = 'web') => (kind === 'explorer' ? 'explorer' : host.add({ userId: person, userName: person, kind, startedAt: host.now() - 86_400_000 }).id),
    signOut: async (id) => host.end(id, 'log-out'),
    idle: async (id, minutes) => host.change(id, { lastRequestAt: host.now() - minutes * 60_000 }),
    settle: async () => host.settle(),
    stop: async () => {},
  };
});

/** The memory host knows one asker and no rights; this makes several of them, two of whom are refused. */
function seenBy(host: MemorySessions, as: Asker): SessionGateway {
  const check = (): MemorySessions => {
    if (as === 'signed-out' || as === 'viewer') throw new LicensingError(as === 'viewer' ? 'forbidden' : 'signed-out');
    return host;
  };
  const mine = (session: Session): Session => ({ ...session, own: session.id === as });
  return {
    capabilities: async (signal) => check().capabilities(signal),
    async sessions(query, signal) {
      const page = await check().sessions(query, signal);
      return { ...page, items: page.items.map(mine) };
    },
    summary: async (signal) => check().summary(signal),
    lookup: async (ids, signal) => check().lookup(ids, signal),
    async *endSessions(batch, signal) {
      check();
      if (batch.sessionIds.includes(as)) host.active.set(as, mine(host.active.get(as)!));
      yield* host.endSessions(batch, signal, as);
    },
    endedSessions: async (query, signal) => check().endedSessions(query, signal),
    policy: async (signal) => check().policy(signal),
    policyEffect: async (minutes, signal) => check().policyEffect(minutes, signal),
    async savePolicy(change, signal) {
      check().administrator = as;
      return host.savePolicy(change, signal);
    },
    async *sessionEvents(signal) {
      for await (const event of check().sessionEvents(signal)) {
        yield event.kind === 'sessions' ? { ...event, changed: event.changed.map(mine) } : event;
      }
    },
  };
}
