import { Hono } from 'hono';
import type { Kysely } from 'kysely';
import * as wire from '../../../src/host/rest/wire-bulk.ts';
import { requires } from '../auth/sessions.ts';
import type { Tables } from '../database/tables.ts';
import type { Env } from '../http/env.ts';
import { readBody } from '../http/input.ts';
import { HttpProblem } from '../http/problem.ts';
import { bulkCapabilities } from '../plans/limits.ts';
import { lookUpUsers } from './lookup.ts';
import { readPopulation } from './population.ts';
import { deleteSet, readSavedSets, saveSet } from './saved-sets.ts';
import { select } from './sources.ts';

/** Who is meant: lookups, selections and sets of people. An administrator sees only own ones. */
export function selectionRoutes(db: Kysely<Tables>): Hono<Env> {
  const app = new Hono<Env>();
  const managers = requires('CanManageLicUsers');

  app.post('/users/lookup', managers, async (context) => {
    const { terms } = await readBody(context, wire.lookupUsersRequest);
    const { maxLookup } = bulkCapabilities;
    if (terms.length > maxLookup) throw new HttpProblem(422, 'rejected', 'These are too many logins and e-mails at once.', `terms: at most ${maxLookup}`);
    return context.json(await lookUpUsers(db, terms));
  });

  app.post('/selections', managers, async (context) =>
    context.json(await select(db, await readBody(context, wire.selectionSource), context.get('signedIn').user.id)));

  app.get('/selections/:id/population', managers, async (context) =>
    context.json(await readPopulation(db, context.req.param('id'), context.get('signedIn').user.id)));

  app.get('/saved-sets', managers, async (context) => context.json({ items: await readSavedSets(db, context.get('signedIn').user.id) }));

  app.put('/saved-sets/:id', managers, async (context) =>
    context.json(await saveSet(db, context.req.param('id'), await readBody(context, wire.saveSetRequest), context.get('signedIn').user.id)));

  app.delete('/saved-sets/:id', managers, async (context) => {
    await deleteSet(db, context.req.param('id'), context.get('signedIn').user.id);
    return context.body(null, 204);
  });

  return app;
}
