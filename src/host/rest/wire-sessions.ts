import * as z from 'zod/mini';

/** Shapes of the licensing API that are about sessions; see `wire.ts`. Apart, so that a view carries only what it asks. */

const id = z.string().check(z.minLength(1));
const count = z.int().check(z.nonnegative());
const instant = z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/));
const text = z.nullable(z.string());
const minutes = z.int().check(z.minimum(1), z.maximum(1440));

export const sessionKind = z.enum(['web', 'api', 'mobile']);

export const sessionEnd = z.object({
  at: instant,
  method: z.enum(['log-out', 'terminated', 'expired', 'limit', 'deactivated']),
  by: text,
  reason: text,
});

const about = {
  id,
  userId: id,
  userName: z.string(),
  login: z.string(),
  kind: sessionKind,
  address: text,
  agent: text,
  startedAt: instant,
  lastRequestAt: instant,
};

/** `ending`: accepted to be ended, not ended yet. `own`: of whoever asks. */
export const session = z.object({ ...about, ending: z.boolean(), own: z.boolean() });

export const endedSession = z.object({ ...about, end: sessionEnd });

/** `total.exact` false: more than that. `next`: opaque, hand it back as `cursor`; null on the last page. */
const page = {
  total: z.object({ count, exact: z.boolean() }),
  next: text,
  asOf: instant,
};

export const sessionsPage = z.object({ items: z.array(session), ...page });
export const endedSessionsPage = z.object({ items: z.array(endedSession), ...page });

export const sessionCounts = z.object({ web: count, api: count, mobile: count });

const sample = z.object({ at: instant, count });

/** `trend`: all sessions at moments of the last 24 hours, oldest first. */
export const sessionSummary = z.object({ counts: sessionCounts, asOf: instant, trend: z.array(sample), peak: z.nullable(sample) });

/** Member `sessions` of the capabilities; null or absent: this host can't tell about sessions. */
export const sessionCapabilities = z.object({
  sessions: z.nullish(
    z.object({
      events: z.boolean(),
      limit: z.nullable(count),
      maxEnd: z.int().check(z.positive()),
      reasons: z.boolean(),
      ended: z.boolean(),
      policy: z.boolean(),
      trend: z.boolean(),
    }),
  ),
});

/** The id is the idempotency key: the same again changes nothing and answers the same. */
export const endBatch = z.object({
  id: z.guid(),
  sessionIds: z.array(id).check(z.minLength(1)),
  reason: z.nullable(z.string().check(z.maxLength(200))),
});

/** One line of the NDJSON answer; `end` is the last, and its absence means that the answer was cut. */
export const endLine = z.discriminatedUnion('line', [
  z.object({
    line: z.literal('outcome'),
    sessionId: id,
    outcome: z.enum(['applied', 'skipped', 'failed']),
    effect: z.nullable(z.enum(['ended', 'ending', 'already-ended', 'own-session'])),
    /** A problem `code`; null unless failed. */
    code: z.nullable(z.enum(['forbidden', 'not-found', 'conflict', 'rejected', 'server'])),
    end: z.nullable(sessionEnd),
  }),
  z.object({ line: z.literal('end') }),
]);

export const lookupRequest = z.object({ ids: z.array(id).check(z.minLength(1)) });

export const sessionStatuses = z.object({
  items: z.array(z.object({ id, state: z.enum(['active', 'ending', 'ended', 'unknown']), end: z.nullable(sessionEnd) })),
});

export const sessionPolicy = z.object({
  idleMinutes: z.nullable(minutes),
  changedAt: z.nullable(instant),
  changedBy: text,
  version: count,
});

export const policyChange = z.object({ idleMinutes: z.nullable(minutes), version: count });

/** How many sessions a policy would end now. */
export const policyEffect = z.object({ count });

/** `data` of a server-sent event, of type `message`. */
export const sessionEvent = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('sessions'),
    changed: z.array(session),
    ended: z.array(z.object({ id, end: sessionEnd })),
    counts: sessionCounts,
    asOf: instant,
  }),
  z.object({ kind: z.literal('policy'), policy: sessionPolicy }),
  z.object({ kind: z.literal('reload') }),
]);
