import type * as z from 'zod/mini';
import * as wire from '../../../src/host/rest/wire-sessions.ts';
import { endedQuery } from '../sessions/ended.ts';
import { sessionsQuery } from '../sessions/list.ts';
import { effectQuery } from '../sessions/policy.ts';
import type { OperationEntry } from './operations.ts';

export const sessionSchemas = {
  SessionEnd: wire.sessionEnd,
  Session: wire.session,
  SessionsPage: wire.sessionsPage,
  SessionCounts: wire.sessionCounts,
  SessionSummary: wire.sessionSummary,
  EndedSession: wire.endedSession,
  EndedSessionsPage: wire.endedSessionsPage,
  EndBatch: wire.endBatch,
  EndLine: wire.endLine,
  LookupRequest: wire.lookupRequest,
  SessionStatuses: wire.sessionStatuses,
  SessionPolicy: wire.sessionPolicy,
  PolicyChange: wire.policyChange,
  PolicyEffect: wire.policyEffect,
  SessionEvent: wire.sessionEvent,
} satisfies Record<string, z.core.$ZodType>;

const json = (schema: keyof typeof sessionSchemas, description: string): OperationEntry['answer'] => ({ type: 'application/json', schema, description });
const about = { tag: 'Sessions', right: 'CanManageAdministration' } as const;

export const sessionOperations: readonly OperationEntry[] = [
  {
    ...about, method: 'get', path: '/sessions', id: 'sessions', query: sessionsQuery, summary: 'Active sessions, searched and sorted',
    description: 'Explorer sessions are left out. A page costs the same however many sessions there are.',
    answer: json('SessionsPage', 'A page of active sessions.'),
  },
  {
    ...about, method: 'get', path: '/sessions/summary', id: 'sessionSummary', summary: 'How many sessions there are and were',
    answer: json('SessionSummary', 'Numbers by kind, those of the last 24 hours, and the most there were.'),
  },
  {
    ...about, method: 'get', path: '/sessions/ended', id: 'endedSessions', query: endedQuery, summary: 'Sessions that are over',
    answer: json('EndedSessionsPage', 'A page of sessions with how, when, by whom and why each ended.'),
  },
  {
    ...about, method: 'post', path: '/sessions/lookup', id: 'lookUpSessions', body: 'LookupRequest', summary: 'What became of sessions',
    description: 'At most 1,000.',
    answer: json('SessionStatuses', 'One answer for each id.'), problems: [413],
  },
  {
    ...about, method: 'post', path: '/sessions/end', id: 'endSessions', body: 'EndBatch', summary: 'End sessions',
    description: 'At most 1,000. The session of whoever asks is never ended. The same batch sent again changes nothing and answers the same.',
    answer: { type: 'application/x-ndjson', schema: 'EndLine', description: 'An EndLine a line; the last is `end`, and without it the answer was cut.' },
    problems: [409, 413],
  },
  {
    ...about, method: 'get', path: '/sessions/events', id: 'sessionEvents', summary: 'Changes of sessions as they happen',
    description: 'Server-sent events, at most about four a second. The first comes at once and says how many there are; a comment comes every 15 seconds.',
    answer: { type: 'text/event-stream', schema: 'SessionEvent', description: 'The `data` of each message is a SessionEvent. Ends with the session.' },
  },
  {
    ...about, method: 'get', path: '/session-policy', id: 'sessionPolicy', summary: 'After how many idle minutes sessions end',
    answer: json('SessionPolicy', 'The policy, and who changed it last.'),
  },
  {
    ...about, method: 'put', path: '/session-policy', id: 'saveSessionPolicy', body: 'PolicyChange', summary: 'Change the policy',
    answer: json('SessionPolicy', 'The policy as it is now.'), problems: [409, 413],
  },
  {
    ...about, method: 'get', path: '/session-policy/effect', id: 'sessionPolicyEffect', query: effectQuery, summary: 'How many sessions a policy would end now',
    answer: json('PolicyEffect', 'The number of active sessions that have idled for so long.'),
  },
];
