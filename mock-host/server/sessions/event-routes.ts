import { Hono } from 'hono';
import type { Kysely } from 'kysely';
import { findSessionById, requires } from '../auth/sessions.ts';
import type { Tables } from '../database/tables.ts';
import type { Env } from '../http/env.ts';
import { eventStream } from '../http/event-stream.ts';
import type { SessionHub } from './hub.ts';

/** Server-sent events about sessions and their policy. */
export function sessionEventRoutes(db: Kysely<Tables>, hub: SessionHub): Hono<Env> {
  const app = new Hono<Env>();
  app.get('/sessions/events', requires('CanManageAdministration'), (context) => {
    const { sessionId } = context.get('signedIn');
    return eventStream(context.req.raw, {
      subscribe: ({ send, end }) => hub.subscribe({ sessionId, send, end }),
      mayListen: async () => (await findSessionById(db, sessionId))?.operations.includes('CanManageAdministration') ?? false,
    });
  });
  return app;
}
