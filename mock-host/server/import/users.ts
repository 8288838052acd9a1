import { type Kysely, sql } from 'kysely';
import type { Tables } from '../database/tables.ts';
import { userColumns } from './columns.ts';
import { type ImportProblems, quote } from './problems.ts';
import { type StageOptions, type StagedFile, refuse, stage } from './staging.ts';

type Common = Pick<StageOptions<typeof userColumns>, 'path' | 'problems' | 'notice' | 'progress'>;
export type StagedUsers = StagedFile<typeof userColumns>;

export function stageUsers(db: Kysely<Tables>, common: Common): Promise<StagedUsers> {
  return stage(db, {
    ...common,
    file: 'users.csv',
    table: 'import_user',
    columns: userColumns,
    types: { login: 'text', name: 'text', email: 'text', active: 'boolean', job_title: 'text', department: 'text', roles: 'json' },
  });
}

/** Checks the lines against each other. */
export async function checkUsers(db: Kysely<Tables>, staged: StagedUsers, problems: ImportProblems): Promise<void> {
  const twice = await sql<{ line: number; login: string; first: number }>`
    select line, login, first from (
      select line, login, min(line) over (partition by lower(login)) as first from import_user where login is not null
    ) given where line <> first`.execute(db);
  await refuse(db, staged, problems, 'login', twice.rows.map(({ line, login, first }) => ({ line, reason: `${quote(login)} is in line ${first} already.` })));
}

/**
 * Adds new users and changes those that differ, in the columns that the file has; nobody is removed. Licenses being
 * merged, refuses those who come back and for whom no seats are left.
 */
export async function mergeUsers(
  db: Kysely<Tables>,
  staged: StagedUsers,
  problems: ImportProblems,
): Promise<{ added: number; changed: number }> {
  // Those who leave first: their seats may be what those who come back need.
  const left = await update(db, staged, false);
  if (staged.present.has('active')) await checkReturning(db, staged, problems);
  const changed = left + (await update(db, staged, true));
  const { numAffectedRows: added } = await sql`
    insert into app_user (login, name, email, active, job_title, department)
    select login, name, email, active, job_title, department from import_user i
    where not bad and not exists (select 1 from app_user u where lower(u.login) = lower(i.login))`.execute(db);
  await mergeRoles(db);
  return { added: Number(added ?? 0), changed };
}

async function update(db: Kysely<Tables>, staged: StagedUsers, active: boolean): Promise<number> {
  const fields = (['name', 'email', 'active', 'job_title', 'department'] as const).filter((field) => staged.present.has(field));
  const list = (prefix: string) => sql.raw(fields.map((field) => `${prefix}${field}`).join(', '));
  const { numAffectedRows } = await sql`
    update app_user u set (${list('')}) = row(${list('i.')})
    from import_user i where not i.bad and i.active = ${active} and lower(u.login) = lower(i.login)
      and row(${list('u.')}) is distinct from row(${list('i.')})`.execute(db);
  return Number(numAffectedRows ?? 0);
}

/** Somebody who was deactivated and comes back needs a seat for every assignment that was left. */
async function checkReturning(db: Kysely<Tables>, staged: StagedUsers, problems: ImportProblems): Promise<void> {
  const unseated = await sql<{ line: number; sku: string; paid: number }>`
    select distinct on (line) line, sku, paid from (
      select i.line, p.sku, f.paid, f.used + row_number() over (partition by p.id order by i.line) as used
      from import_user i join app_user u on lower(u.login) = lower(i.login)
      join assignment a on a.user_id = u.id and a.recalled_at is null
      join product p on p.id = a.product_id and p.type = 'named' join product_figures f on f.product_id = p.id
      where not i.bad and i.active and not u.active
    ) seats where used > paid order by line, sku`.execute(db);
  await refuse(db, staged, problems, 'active', unseated.rows.map(({ line, sku, paid }) => ({
    line,
    reason: `the user can't be active again: all ${paid} seats of ${quote(sku)}, which the user still holds, are taken.`,
  })));
}

async function mergeRoles(db: Kysely<Tables>): Promise<void> {
  await sql`insert into role (name) select distinct json_array_elements_text(roles) from import_user where not bad on conflict do nothing`.execute(db);
  await sql`
    insert into role_member (role_id, user_id)
    select r.id, u.id from import_user i cross join lateral json_array_elements_text(i.roles) as named
    join role r on r.name = named join app_user u on lower(u.login) = lower(i.login)
    where not i.bad on conflict do nothing`.execute(db);
}
