import { type Kysely, type Transaction, sql } from 'kysely';
import { sqlState, withRetries } from '../batches/retry.ts';
import type { Tables } from '../database/tables.ts';
import { isId } from '../http/input.ts';
import { HttpProblem, notFound } from '../http/problem.ts';

export interface UserDetails {
  readonly id: string;
  readonly name: string;
  readonly login: string;
  readonly email: string | null;
  readonly kind: 'person' | 'system';
  readonly active: boolean;
  readonly roleLevel: 'user' | 'admin' | 'it-admin' | 'super-admin';
  readonly jobTitle: string | null;
  readonly department: string | null;
  readonly phone: string | null;
  /** ISO instants. */
  readonly createdAt: string;
  readonly lastLoginAt: string | null;
  readonly roles: readonly { readonly id: string; readonly name: string; readonly description: string | null }[];
}

/** What the user page of the CRM shows. Throws a problem for an unknown user. */
export async function readUserDetails(db: Kysely<Tables>, id: string): Promise<UserDetails> {
  const row = isId(id) ? await db.selectFrom('app_user').selectAll().where('id', '=', id).executeTakeFirst() : undefined;
  if (!row) throw notFound('user');
  const roles = await db
    .selectFrom('role_member as m')
    .innerJoin('role as r', 'r.id', 'm.role_id')
    .select(['r.id', 'r.name', 'r.description'])
    .where('m.user_id', '=', id)
    .orderBy('r.name')
    .execute();
  return {
    id: row.id, name: row.name, login: row.login, email: row.email, kind: row.kind, active: row.active, roleLevel: row.role_level,
    jobTitle: row.job_title, department: row.department, phone: row.phone, createdAt: row.created_at, lastLoginAt: row.last_login_at, roles,
  };
}

/**
 * Activates or deactivates a user; deactivating also ends the user's sessions. Throws a conflict that names the products
 * when the user still holds licenses whose seats others have taken meanwhile.
 */
export async function setActive(db: Kysely<Tables>, id: string, active: boolean, actorId: string): Promise<void> {
  if (!active && id === actorId) throw new HttpProblem(409, 'conflict', 'You can not deactivate yourself.');
  try {
    await withRetries(() => db.transaction().execute(async (transaction) => {
      const changed = await transaction.updateTable('app_user').set({ active }).where('id', '=', id).returning('id').executeTakeFirst();
      if (!changed) throw notFound('user');
      if (active) return;
      await transaction
        .updateTable('session')
        .set({ ended_at: sql`clock_timestamp()`, end_method: 'deactivated', ended_by: actorId, end_reason: null })
        .where('user_id', '=', id)
        .where('ended_at', 'is', null)
        .execute();
    }));
  } catch (error) {
    if (sqlState(error) !== 'LS001') throw error;
    const full = await productsWithoutSeat(db, id);
    throw new HttpProblem(409, 'conflict', 'No seats remaining for licenses this user still holds.',
      `Recall them first, or buy more seats: ${full.join(', ') || 'try again'}.`);
  }
}

async function productsWithoutSeat(db: Kysely<Tables>, userId: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select p.name from assignment a join product p on p.id = a.product_id join product_figures f on f.product_id = p.id
    where a.user_id = ${userId} and a.recalled_at is null and f.type = 'named' and f.used >= f.paid order by p.name`.execute(db);
  return rows.map((row) => row.name);
}

/** Adds a user to a role or takes one out of it; the licenses the role grants follow, as far as seats allow. */
export async function setRoleMember(db: Kysely<Tables>, roleId: string, userId: string, member: boolean, actorId: string): Promise<void> {
  await withRetries(() => db.transaction().execute(async (transaction) => {
    await checkRole(transaction, roleId, userId);
    if (member) {
      await transaction.insertInto('role_member').values({ role_id: roleId, user_id: userId }).onConflict((conflict) => conflict.doNothing()).execute();
    } else {
      await transaction.deleteFrom('role_member').where('role_id', '=', roleId).where('user_id', '=', userId).execute();
    }
    await sql`select set_config('licensing.origin', 'role', true), set_config('licensing.actor', ${actorId}, true)`.execute(transaction);
    await sql`select apply_role_grants(${userId})`.execute(transaction);
  }));
}

async function checkRole(db: Transaction<Tables>, roleId: string, userId: string): Promise<void> {
  // Locked first, as everywhere: users, then seats.
  const user = await db.selectFrom('app_user').select('id').where('id', '=', userId).forShare().executeTakeFirst();
  if (!user) throw notFound('user');
  const role = await db.selectFrom('role').select('id').where('id', '=', roleId).executeTakeFirst();
  if (!role) throw notFound('role');
}
