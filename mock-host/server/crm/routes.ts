import { Hono } from 'hono';
import type { Kysely } from 'kysely';
import * as z from 'zod/mini';
import { requires, signedIn } from '../auth/sessions.ts';
import type { Tables } from '../database/tables.ts';
import type { Env } from '../http/env.ts';
import { isId, readBody } from '../http/input.ts';
import { notFound } from '../http/problem.ts';
import { readAllNotifications, readNotifications } from './notifications.ts';
import { readUserDetails, setActive, setRoleMember } from './users.ts';

/** What the CRM's own pages need, `/crm/v1`. Looking takes a session; changing users takes the right to. */
export function crmRoutes(db: Kysely<Tables>): Hono<Env> {
  const app = new Hono<Env>();
  app.use(signedIn(db));

  app.get('/users/:id', async (context) => {
    const { user, operations } = context.get('signedIn');
    const id = context.req.param('id');
    // Everybody may see their own page.
    if (id !== user.id && !operations.includes('CanViewLicenses')) await requires('CanManageUsers')(context, () => Promise.resolve());
    return context.json(await readUserDetails(db, id));
  });

  app.put('/users/:id/active', requires('CanManageUsers'), async (context) => {
    const { active } = await readBody(context, z.object({ active: z.boolean() }));
    const id = known(context.req.param('id'), 'user');
    await setActive(db, id, active, context.get('signedIn').user.id);
    return context.json(await readUserDetails(db, id));
  });

  app.get('/roles', requires('CanManageUsers'), async (context) =>
    context.json({ items: await db.selectFrom('role').select(['id', 'name', 'description']).orderBy('name').execute() }));

  app.put('/roles/:roleId/members/:userId', requires('CanManageUsers'), async (context) => {
    const { roleId, userId } = context.req.param();
    await setRoleMember(db, known(roleId, 'role'), known(userId, 'user'), true, context.get('signedIn').user.id);
    return context.json(await readUserDetails(db, userId));
  });

  app.delete('/roles/:roleId/members/:userId', requires('CanManageUsers'), async (context) => {
    const { roleId, userId } = context.req.param();
    await setRoleMember(db, known(roleId, 'role'), known(userId, 'user'), false, context.get('signedIn').user.id);
    return context.json(await readUserDetails(db, userId));
  });

  // Everybody has own ones.
  app.get('/notifications', async (context) => context.json(await readNotifications(db, context.get('signedIn').user.id)));
  app.post('/notifications/read', async (context) => {
    const { id } = context.get('signedIn').user;
    await readAllNotifications(db, id);
    return context.json(await readNotifications(db, id));
  });

  return app;
}

function known(id: string, what: string): string {
  if (!isId(id)) throw notFound(what);
  return id;
}
