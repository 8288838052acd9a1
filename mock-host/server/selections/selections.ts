import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Tables } from '../database/tables.ts';
import { isId } from '../http/input.ts';
import { HttpProblem, notFound } from '../http/problem.ts';
import { bulkCapabilities } from '../plans/limits.ts';

/** A selection without its people. */
export interface KeptSelection {
  readonly id: string;
  readonly count: number;
  /** ISO instant. */
  readonly at: string;
}

const { maxSelection } = bulkCapabilities;

/**
 * Keeps people as a selection, all in the database: `people` are rows (id, place). Throws a problem when there is nobody
 * or there are too many.
 */
export async function keepSelection(db: Kysely<Tables>, actorId: string, people: RawBuilder<unknown>): Promise<KeptSelection> {
  await sweep(db);
  const { rows } = await sql<{ id: string | null; at: string; count: number }>`
    with people as materialized (${people}),
    kept as (
      insert into selection (actor_id, user_ids)
      select ${actorId}::uuid, array_agg(id order by place) from people having count(*) between 1 and ${maxSelection}
      returning id, created_at
    )
    select kept.id, kept.created_at as at, counted.n as count from (select count(*) as n from people) counted left join kept on true`.execute(db);
  const { id, at, count } = rows[0]!;
  if (id !== null) return { id, count, at };
  throw count === 0
    ? new HttpProblem(422, 'rejected', 'Nobody is selected.', 'none of those asked for exists')
    : new HttpProblem(422, 'rejected', 'These are too many people at once.', `${count} people: at most ${maxSelection}`);
}

/** Whose condition a selection or plan that may still be used fulfils. */
export const stillKept = sql<boolean>`created_at > now() - interval '1 day'`;

/** Throws a problem for a selection that is somebody else's, or older than a day. */
export async function findSelection(db: Kysely<Tables>, id: string, actorId: string): Promise<KeptSelection> {
  const { rows } = await sql<KeptSelection>`
    select id, cardinality(user_ids) as count, created_at as at from selection
    where id = ${isId(id) ? id : null} and actor_id = ${actorId} and ${stillKept}`.execute(db);
  if (!rows[0]) throw notFound('selection');
  return rows[0];
}

/** Ids of the selected, in their order. */
export async function readSelected(db: Kysely<Tables>, id: string): Promise<string[]> {
  // One text: a driver takes longer to read an array.
  const { rows } = await sql<{ ids: string }>`select array_to_string(user_ids, ' ') as ids from selection where id = ${id}`.execute(db);
  return rows[0]?.ids.split(' ') ?? [];
}

/** Users are deactivated, not deleted; but whoever can reach the database can. */
export const gone = (): HttpProblem => new HttpProblem(409, 'conflict', 'Some of the selected do not exist any more: select again.');

/**
 * Forgets what nobody may use any more. An hour later than that, so that nothing goes while it is worked with; rows that
 * another process forgets just now are left to it.
 */
export async function sweep(db: Kysely<Tables>): Promise<void> {
  const old = sql`created_at < now() - interval '25 hours'`;
  await sql`
    with plans as (delete from plan where id in (select id from plan where ${old} for update skip locked))
    delete from selection where id in (
      select id from selection s where ${old} and not exists (select 1 from plan where selection_id = s.id) for update skip locked
    )`.execute(db);
}
