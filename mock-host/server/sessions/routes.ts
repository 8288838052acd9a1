import { Hono } from 'hono';
import * as wire from '../../../src/host/rest/wire-sessions.ts';
import type { EndBatch } from '../../../src/licensing/session-gateway.ts';
import { requires } from '../auth/sessions.ts';
import type { Database } from '../database/open.ts';
import type { Env } from '../http/env.ts';
import { isId, isStorable, readBody, readQuery } from '../http/input.ts';
import { ndjson } from '../http/ndjson.ts';
import { HttpProblem } from '../http/problem.ts';
import { registerEnd } from './end-ledger.ts';
import { MAX_END, endSessions } from './end-sessions.ts';
import { endedQuery, readEnded } from './ended.ts';
import { sessionEventRoutes } from './event-routes.ts';
import { SessionHub } from './hub.ts';
import { readSessions, sessionsQuery } from './list.ts';
import { lookUp } from './lookup.ts';
import { effectQuery, policyChange, readEffect, readPolicy, savePolicy } from './policy.ts';
import { readSummary } from './summary.ts';

export interface SessionRoutesOptions {
  /** Told of what is nobody's fault outside. */
  readonly failure: (error: unknown) => void;
  /** Seconds until a session that is to be ended is. */
  readonly endDelaySeconds: () => number;
}

/** Sessions, their ends, and the policy that ends idle ones. */
export function sessionRoutes(database: Database, { failure, endDelaySeconds }: SessionRoutesOptions): Hono<Env> {
  const { db } = database;
  const app = new Hono<Env>();
  const administrators = requires('CanManageAdministration');

  app.get('/sessions', administrators, async (context) =>
    context.json(await readSessions(db, readQuery(context, sessionsQuery), context.get('signedIn').sessionId)));

  app.get('/sessions/summary', administrators, async (context) => context.json(await readSummary(db)));

  app.get('/sessions/ended', administrators, async (context) => context.json(await readEnded(db, readQuery(context, endedQuery))));

  app.post('/sessions/lookup', administrators, async (context) => {
    const { ids } = await readBody(context, wire.lookupRequest);
    checkMany(ids, 'ids');
    return context.json(await lookUp(db, ids));
  });

  app.post('/sessions/end', administrators, async (context) => {
    const batch = await readBody(context, wire.endBatch);
    checkBatch(batch);
    const { user, sessionId } = context.get('signedIn');
    await registerEnd(db, batch, user.id);
    return ndjson(endSessions({ db, actorId: user.id, sessionId, delaySeconds: endDelaySeconds() }, batch, failure));
  });

  app.get('/session-policy', administrators, async (context) => context.json(await readPolicy(db)));

  app.get('/session-policy/effect', administrators, async (context) =>
    context.json(await readEffect(db, readQuery(context, effectQuery).idleMinutes)));

  app.put('/session-policy', administrators, async (context) =>
    context.json(await savePolicy(db, await readBody(context, policyChange), context.get('signedIn').user.id)));

  app.route('/', sessionEventRoutes(db, new SessionHub(database, failure)));
  return app;
}

/** What the ledger's index can take; nobody's id is longer. */
const LONGEST_ID = 200;

/** Ids and reason are stored as they came, so they have to be what they seem. */
function checkBatch({ id, sessionIds, reason }: EndBatch): void {
  checkMany(sessionIds, 'sessionIds');
  if (new Set(sessionIds).size < sessionIds.length) throw wrong('sessionIds: each only once');
  if (!isId(id)) throw wrong('id: a UUID in lower case expected');
  const odd = sessionIds.findIndex((sessionId) => !isStorable(sessionId) || sessionId.length > LONGEST_ID);
  if (odd >= 0) throw wrong(`sessionIds.${odd}: too long, or a character that can not be stored`);
  if (reason !== null && !isStorable(reason)) throw wrong('reason: a character that can not be stored');
}

function checkMany(ids: readonly string[], field: string): void {
  if (ids.length > MAX_END) throw new HttpProblem(422, 'rejected', 'These are too many sessions at once.', `${field}: at most ${MAX_END}`);
}

const wrong = (detail: string): HttpProblem => new HttpProblem(422, 'rejected', 'The request has a wrong shape.', detail);
