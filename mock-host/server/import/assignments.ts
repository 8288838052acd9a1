import { type Kysely, sql } from 'kysely';
import type { Tables } from '../database/tables.ts';
import { assignmentColumns } from './columns.ts';
import { type ImportProblems, quote } from './problems.ts';
import { type StageOptions, type StagedFile, refuse, stage } from './staging.ts';

type Common = Pick<StageOptions<typeof assignmentColumns>, 'path' | 'problems' | 'notice' | 'progress'>;
export type StagedAssignments = StagedFile<typeof assignmentColumns>;

export function stageAssignments(db: Kysely<Tables>, common: Common, now: Date): Promise<StagedAssignments> {
  const latest = now.toISOString();
  return stage(db, {
    ...common,
    file: 'assignments.csv',
    table: 'import_assignment',
    columns: assignmentColumns,
    types: { login: 'text', sku: 'text', granted_at: 'timestamptz', source: 'text' },
    check: ({ granted_at }) =>
      granted_at !== null && granted_at > latest ? { column: 'granted_at', reason: `${granted_at} is yet to come.` } : null,
  });
}

/** Which other files are known to the end: only then does something that is missing there not exist. */
export interface Known {
  readonly users: boolean;
  readonly licenses: boolean;
}

/** Checks the lines against each other and, users and licenses being merged, against those and the seats there are. */
export async function checkAssignments(db: Kysely<Tables>, staged: StagedAssignments, problems: ImportProblems, known: Known): Promise<void> {
  const twice = await sql<{ line: number; login: string; sku: string; first: number }>`
    select line, login, sku, first from (
      select line, login, sku, min(line) over (partition by lower(login), sku) as first
      from import_assignment where login is not null and sku is not null
    ) given where line <> first`.execute(db);
  await refuse(db, staged, problems, 'sku', twice.rows.map(({ line, login, sku, first }) => ({
    line,
    reason: `${quote(login)} has ${quote(sku)} in line ${first} already.`,
  })));

  if (known.users) {
    const strangers = await sql<{ line: number; login: string }>`
      select line, login from import_assignment a where login is not null
        and not exists (select 1 from app_user u where lower(u.login) = lower(a.login))
        and not exists (select 1 from import_user u where lower(u.login) = lower(a.login))`.execute(db);
    await refuse(db, staged, problems, 'login', strangers.rows.map(({ line, login }) => ({ line, reason: `there is no user ${quote(login)}.` })));
  }
  if (known.licenses) {
    const unknown = await sql<{ line: number; sku: string }>`
      select line, sku from import_assignment a where sku is not null
        and not exists (select 1 from product p where p.sku = a.sku)
        and not exists (select 1 from import_license l where l.sku = a.sku)`.execute(db);
    await refuse(db, staged, problems, 'sku', unknown.rows.map(({ line, sku }) => ({ line, reason: `there is no license with the sku ${quote(sku)}.` })));
  }

  const system = await sql<{ line: number; login: string }>`
    select a.line, a.login from import_assignment a join app_user u on lower(u.login) = lower(a.login)
    where not a.bad and u.kind = 'system'`.execute(db);
  await refuse(db, staged, problems, 'login', system.rows.map(({ line, login }) => ({ line, reason: `${quote(login)} is a system account and can't be assigned.` })));

  const outsiders = await sql<{ line: number; login: string; source: string }>`
    select a.line, a.login, a.source from import_assignment a join app_user u on lower(u.login) = lower(a.login)
    where not a.bad and a.source is not null and not exists (
      select 1 from role_member m join role r on r.id = m.role_id where m.user_id = u.id and r.name = a.source)`.execute(db);
  await refuse(db, staged, problems, 'source', outsiders.rows.map(({ line, login, source }) => ({
    line,
    reason: `${quote(login)} does not have the role ${quote(source)}.`,
  })));

  const unseated = await sql<{ line: number; sku: string; paid: number }>`
    select line, sku, paid from (
      select a.line, a.sku, f.paid, f.used + row_number() over (partition by p.id order by a.line) as used
      from import_assignment a join app_user u on lower(u.login) = lower(a.login) and u.active
      join product p on p.sku = a.sku and p.type = 'named' join product_figures f on f.product_id = p.id
      where not a.bad and not exists (
        select 1 from assignment h where h.user_id = u.id and h.product_id = p.id and h.recalled_at is null)
    ) seats where used > paid order by line`.execute(db);
  await refuse(db, staged, problems, 'sku', unseated.rows.map(({ line, sku, paid }) => ({
    line,
    reason: paid === 0 ? `no seat of ${quote(sku)} is paid for today.` : `no seats remaining: ${quote(sku)} has ${paid} paid for today, and all are taken.`,
  })));
}

const linesAtOnce = 20_000;

/** Adds the assignments that are not there; those that are stay as they are, and none is removed. */
export async function mergeAssignments(db: Kysely<Tables>, progress: (added: number) => void): Promise<{ added: number }> {
  // A role that gives a product goes on giving it: otherwise its next check would take it away again.
  await sql`
    insert into role_grant (role_id, product_id)
    select distinct r.id, p.id from import_assignment a join role r on r.name = a.source join product p on p.sku = a.sku
    where not a.bad on conflict do nothing`.execute(db);
  const { rows } = await sql<{ last: number | null }>`select max(line) as last from import_assignment`.execute(db);
  let added = 0;
  for (let from = 0; from <= (rows[0]?.last ?? -1); from += linesAtOnce) {
    const { numAffectedRows } = await sql`
      insert into assignment (user_id, user_active, product_id, source, role_id, granted_at)
      select u.id, u.active, p.id, case when r.id is null then 'direct' else 'role' end, r.id, coalesce(a.granted_at, now())
      from import_assignment a join app_user u on lower(u.login) = lower(a.login) join product p on p.sku = a.sku
      left join role r on r.name = a.source
      where not a.bad and a.line >= ${from} and a.line < ${from + linesAtOnce} and not exists (
        select 1 from assignment h where h.user_id = u.id and h.product_id = p.id and h.recalled_at is null)
      order by a.line`.execute(db);
    added += Number(numAffectedRows ?? 0);
    progress(added);
  }
  return { added };
}
