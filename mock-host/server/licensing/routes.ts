import { Hono } from 'hono';
import type { Kysely } from 'kysely';
import { batchRoutes } from '../batches/routes.ts';
import { MAX_ITEMS } from '../batches/register.ts';
import { requires, signedIn } from '../auth/sessions.ts';
import type { Tables } from '../database/tables.ts';
import type { EventHub } from '../events/hub.ts';
import { eventRoutes } from '../events/routes.ts';
import type { Env } from '../http/env.ts';
import { readQuery } from '../http/input.ts';
import { openApiDocument } from '../openapi/document.ts';
import { bulkCapabilities } from '../plans/limits.ts';
import { planRoutes } from '../plans/routes.ts';
import { selectionRoutes } from '../selections/routes.ts';
import { readSessionCapabilities } from '../sessions/capabilities.ts';
import { historyQuery, readHistory } from './history.ts';
import { holdersQuery, readHolders, readLicenses } from './licenses.ts';
import { readProducts, readUser, readUserLicenses } from './user-licenses.ts';
import { readUsers, usersQuery } from './users.ts';

/** The licensing API, `/licensing/v1`. Everything but its own description needs a session and a right. */
export function licensingRoutes(db: Kysely<Tables>, hub: EventHub, sessions: Hono<Env>, failure: (error: unknown) => void): Hono<Env> {
  const app = new Hono<Env>();
  app.get('/openapi.json', (context) => context.json(openApiDocument()));

  app.use(signedIn(db));
  app.get('/capabilities', requires('CanViewLicenses', 'CanManageAdministration'), async (context) =>
    context.json({ events: true, maxBatchItems: MAX_ITEMS, sessions: await readSessionCapabilities(db), bulk: bulkCapabilities }));
  app.route('/', sessions);
  app.use(requires('CanViewLicenses'));
  app.get('/me', (context) => {
    const { user, operations } = context.get('signedIn');
    return context.json({ user, operations });
  });
  app.get('/products', async (context) => context.json({ items: await readProducts(db) }));
  app.get('/users', async (context) => context.json(await readUsers(db, readQuery(context, usersQuery))));
  app.get('/users/:id', async (context) => context.json(await readUser(db, context.req.param('id'))));
  app.get('/users/:id/licenses', async (context) => context.json(await readUserLicenses(db, context.req.param('id'))));
  app.get('/licenses', async (context) => context.json({ items: await readLicenses(db) }));
  app.get('/licenses/:productId/assignments', async (context) =>
    context.json(await readHolders(db, context.req.param('productId'), readQuery(context, holdersQuery))));
  app.get('/history', async (context) => context.json(await readHistory(db, readQuery(context, historyQuery))));
  app.route('/', eventRoutes(db, hub));
  app.route('/', selectionRoutes(db));
  app.route('/', planRoutes(db));
  app.route('/', batchRoutes(db, failure));
  return app;
}
