import { LicensingError } from '../../licensing/errors.ts';
import type { PageQuery, SessionEvent, SessionGateway, SessionPolicy } from '../../licensing/session-gateway.ts';
import type { EndedSession, Session, SessionEnd } from '../../licensing/session.ts';
import { parse } from '../parse.ts';
import { type RestOptions, createRestApi, outcomes } from './rest-api.ts';
import type { Wire } from './wire.ts';
import * as wire from './wire-sessions.ts';

/** Every request this adapter makes. */
const requests = {
  capabilities: () => 'capabilities',
  sessions: () => 'sessions',
  summary: () => 'sessions/summary',
  lookup: () => 'sessions/lookup',
  end: () => 'sessions/end',
  ended: () => 'sessions/ended',
  policy: () => 'session-policy',
  policyEffect: () => 'session-policy/effect',
  events: () => 'sessions/events',
};

/** The sessions part of the gateway, for a host that speaks the licensing API. */
export function createRestSessions(options: RestOptions): SessionGateway {
  const { read, stream, events } = createRestApi(options);
  return {
    async capabilities(signal) {
      const { sessions } = await read(requests.capabilities(), wire.sessionCapabilities, signal);
      // Every session of the API tells its last request, and whether it is the asker's own.
      return sessions ? { ...sessions, activity: true, ownExact: true } : null;
    },

    async sessions({ kind, ...query }, signal) {
      const page = await read(requests.sessions(), wire.sessionsPage, signal, { searchParams: { ...pageParams(query), ...(kind && { kind }) } });
      return { ...page, items: page.items.map(toSession), asOf: Date.parse(page.asOf) };
    },

    async summary(signal) {
      const { counts, asOf, trend, peak } = await read(requests.summary(), wire.sessionSummary, signal);
      return { counts, asOf: Date.parse(asOf), trend: trend.map(toSample), peak: peak && toSample(peak) };
    },

    async lookup(ids, signal) {
      const { items } = await read(requests.lookup(), wire.sessionStatuses, signal, { method: 'post', json: { ids } });
      const asked = new Set(ids);
      if (items.length !== asked.size || !items.every(({ id }) => asked.delete(id))) {
        throw new LicensingError('unexpected-shape', 'items: not the sessions asked for');
      }
      return items.map((item) => ({ ...item, end: item.end && toEnd(item.end) }));
    },

    endSessions(batch, signal) {
      const lines = stream(requests.end(), { method: 'post', json: batch, signal });
      return outcomes(lines, batch.sessionIds, (line) => {
        const answer = parse(line, wire.endLine);
        if (answer.line === 'end') return null;
        const { sessionId, outcome, effect, code, end } = answer;
        return [sessionId, { sessionId, outcome, effect, code, retryable: code === 'server' || code === 'conflict', end: end && toEnd(end) }];
      });
    },

    async endedSessions(query, signal) {
      const page = await read(requests.ended(), wire.endedSessionsPage, signal, { searchParams: pageParams(query) });
      return { ...page, items: page.items.map(toEndedSession), asOf: Date.parse(page.asOf) };
    },

    policy: async (signal) => toPolicy(await read(requests.policy(), wire.sessionPolicy, signal)),

    policyEffect: async (idleMinutes, signal) =>
      (await read(requests.policyEffect(), wire.policyEffect, signal, { searchParams: { idleMinutes } })).count,

    savePolicy: async (change, signal) => toPolicy(await read(requests.policy(), wire.sessionPolicy, signal, { method: 'put', json: change })),

    async *sessionEvents(signal) {
      for await (const event of events(requests.events(), wire.sessionEvent, signal)) yield toEvent(event);
    },
  };
}

function pageParams({ search, sort, cursor, limit }: PageQuery<string>): Record<string, string | number> {
  return { ...(search && { search }), sort, ...(cursor && { cursor }), limit };
}

const toSample = ({ at, count }: { readonly at: string; readonly count: number }) => ({ at: Date.parse(at), count });

const toEnd = (end: Wire<typeof wire.sessionEnd>): SessionEnd => ({ ...end, at: Date.parse(end.at) });

function toSession(session: Wire<typeof wire.session>): Session {
  return { ...session, startedAt: Date.parse(session.startedAt), lastRequestAt: Date.parse(session.lastRequestAt) };
}

function toEndedSession(session: Wire<typeof wire.endedSession>): EndedSession {
  const { startedAt, lastRequestAt, end } = session;
  return { ...session, startedAt: Date.parse(startedAt), lastRequestAt: Date.parse(lastRequestAt), end: toEnd(end) };
}

function toPolicy(policy: Wire<typeof wire.sessionPolicy>): SessionPolicy {
  return { ...policy, changedAt: policy.changedAt === null ? null : Date.parse(policy.changedAt) };
}

function toEvent(event: Wire<typeof wire.sessionEvent>): SessionEvent {
  switch (event.kind) {
    case 'sessions':
      return {
        ...event,
        changed: event.changed.map(toSession),
        ended: event.ended.map(({ id, end }) => ({ id, end: toEnd(end) })),
        asOf: Date.parse(event.asOf),
      };
    case 'policy':
      return { kind: 'policy', policy: toPolicy(event.policy) };
    case 'reload':
      return event;
  }
}
