import { Hono } from 'hono';
import type { Kysely } from 'kysely';
import * as z from 'zod/mini';
import { findSessionById } from '../auth/sessions.ts';
import type { Tables } from '../database/tables.ts';
import type { Env } from '../http/env.ts';
import { eventStream } from '../http/event-stream.ts';
import { readQuery } from '../http/input.ts';
import { readUser } from '../licensing/user-licenses.ts';
import type { EventHub } from './hub.ts';

export const eventsQuery = z.object({ userId: z.string() });

/** Server-sent events about a user's licenses. */
export function eventRoutes(db: Kysely<Tables>, hub: EventHub): Hono<Env> {
  const app = new Hono<Env>();

  app.get('/events', async (context) => {
    const { id: userId } = await readUser(db, readQuery(context, eventsQuery).userId);
    const { sessionId } = context.get('signedIn');
    return eventStream(context.req.raw, {
      subscribe: ({ send, end }) => hub.subscribe({ userId, sessionId, send, end }),
      mayListen: async () => (await findSessionById(db, sessionId))?.operations.includes('CanViewLicenses') ?? false,
    });
  });

  return app;
}
