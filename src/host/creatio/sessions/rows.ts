import * as z from 'zod/mini';
import type { EndedSession, Session, SessionEnd, SessionKind } from '../../../licensing/session.ts';
import { toInstant } from '../instant.ts';
import { guid, lookupValue } from '../wire.ts';

/** What is asked of `SysUserSession`. `SessionId` is not here and never will be: it is the secret that signs its user in. */
export const columns = {
  Id: 'Id', User: 'SysUser', Name: 'SysUser.Contact.Name', Email: 'SysUser.Email', Start: 'SessionStartDate', Address: 'ClientIP', Agent: 'Agent',
};
export const endColumns = { ...columns, End: 'SessionEndDate', Method: 'SessionEndMethod' };

const text = z.nullish(z.string());
export const row = z.object({
  Id: guid,
  /** Nothing is told as an empty text. */
  User: z.union([lookupValue, z.literal(''), z.null()]),
  Name: text,
  /** Searched and not shown. */
  Email: text,
  Start: z.string(),
  Address: text,
  Agent: text,
});
export const endRow = z.extend(row, { End: z.nullish(z.string()), Method: z.nullish(z.number()) });

export type Row = z.output<typeof row>;
export type EndRow = z.output<typeof endRow>;

const methods: Readonly<Record<number, SessionEnd['method']>> = { 1: 'log-out', 2: 'expired', 3: 'terminated' };

/** What active and ended sessions have in common. */
export function toSession({ Id: id, User: user, Name: name, Start, Address, Agent }: Row, timeZone: string): Omit<Session, 'ending' | 'own'> {
  const { value: userId, displayValue: login } = user || { value: '', displayValue: '' };
  return {
    id, userId, login, userName: name || login, kind: kindOf(Agent), address: Address || null, agent: Agent || null,
    startedAt: toInstant(Start, timeZone), lastRequestAt: null,
  };
}

/** Null: it goes on. Creatio does not keep who ended it. */
export function endOf({ End, Method }: EndRow, timeZone: string): SessionEnd | null {
  return End ? { at: toInstant(End, timeZone), method: methods[Method ?? 0] ?? 'unknown', by: null, reason: null } : null;
}

export function toEnded(ended: EndRow, timeZone: string): EndedSession {
  return { ...toSession(ended, timeZone), end: endOf(ended, timeZone)! };
}

/**
 * Creatio does not tell what a session is signed in with, so its client's own words decide: a browser is `web`, one on a
 * phone `mobile`, and a program that says something else `api`. One that says nothing may be somebody at work.
 */
function kindOf(agent: string | null | undefined): SessionKind {
  if (agent && !agent.startsWith('Mozilla/')) return 'api';
  return agent && /Mobi|Android|iPad/.test(agent) ? 'mobile' : 'web';
}

/**
 * Which of the administrator's active sessions may be this one, as Creatio does not say: those of a client that calls
 * itself as this browser does; all of them when none does.
 */
export function ownAmong(rows: readonly Row[], userId: string, agent: string): ReadonlySet<string> {
  const mine = rows.filter(({ User }) => User && User.value === userId);
  // What is kept of a long description may be its beginning.
  const alike = mine.filter(({ Agent }) => Agent && agent.startsWith(Agent));
  return new Set((alike.length ? alike : mine).map(({ Id }) => Id));
}
