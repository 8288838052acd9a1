import { Hono } from 'hono';
import type { Kysely } from 'kysely';
import * as wire from '../../../src/host/rest/wire-bulk.ts';
import { requires } from '../auth/sessions.ts';
import type { Tables } from '../database/tables.ts';
import type { Env } from '../http/env.ts';
import { readBody, readQuery } from '../http/input.ts';
import { makePlan } from './make-plan.ts';
import { planRowsQuery, readPlanRows } from './plan-rows.ts';
import { planUndo } from './undo.ts';

/** Plans: what would be done to many people's licenses. An administrator sees only own ones. */
export function planRoutes(db: Kysely<Tables>): Hono<Env> {
  const app = new Hono<Env>();
  const managers = requires('CanManageLicUsers');

  app.post('/plans', managers, async (context) =>
    context.json(await makePlan(db, await readBody(context, wire.bulkRequest), context.get('signedIn').user.id)));

  app.get('/plans/:id/items', managers, async (context) =>
    context.json(await readPlanRows(db, context.req.param('id'), context.get('signedIn').user.id, readQuery(context, planRowsQuery))));

  app.post('/batches/:id/undo', managers, async (context) =>
    context.json(await planUndo(db, context.req.param('id'), context.get('signedIn').user.id)));

  return app;
}
