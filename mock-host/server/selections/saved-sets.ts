import { type Kysely, sql } from 'kysely';
import type { savedSet } from '../../../src/host/rest/wire-bulk.ts';
import type { Wire } from '../../../src/host/rest/wire.ts';
import type { Tables } from '../database/tables.ts';
import { isId, isStorable } from '../http/input.ts';
import { HttpProblem, notFound } from '../http/problem.ts';
import { findSelection } from './selections.ts';

type SavedSet = Wire<typeof savedSet>;

/** Sets that an administrator may keep: the list of them has no pages. */
const MOST_SETS = 200;

const columns = sql`id, name, cardinality(user_ids) as count, saved_at as "savedAt"`;

/** An administrator's own sets, by name. */
export async function readSavedSets(db: Kysely<Tables>, actorId: string): Promise<SavedSet[]> {
  return (await sql<SavedSet>`select ${columns} from saved_set where actor_id = ${actorId} order by lower(name) collate "C", id`.execute(db)).rows;
}

/** Keeps the people of a selection under a name; the same id again replaces it. */
export async function saveSet(
  db: Kysely<Tables>,
  id: string,
  { name, selectionId }: { readonly name: string; readonly selectionId: string },
  actorId: string,
): Promise<SavedSet> {
  const wrong = !isId(id) ? 'id: a UUID in lower case expected' : !isStorable(name) ? 'name: a character that can not be stored' : !name.trim() ? 'name: empty' : null;
  if (wrong) throw new HttpProblem(422, 'rejected', 'The request has a wrong shape.', wrong);
  const selection = await findSelection(db, selectionId, actorId);
  const { rows } = await sql<SavedSet>`
    insert into saved_set (actor_id, id, name, user_ids)
    select actor_id, ${id}::uuid, ${name.trim()}::text, user_ids from selection where id = ${selection.id}
      and (select count(*) from saved_set where actor_id = ${actorId} and id <> ${id}) < ${MOST_SETS}
    on conflict (actor_id, id) do update set name = excluded.name, user_ids = excluded.user_ids, saved_at = excluded.saved_at
    returning ${columns}`.execute(db);
  if (!rows[0]) throw new HttpProblem(422, 'rejected', 'There are too many saved sets: delete some first.', `at most ${MOST_SETS}`);
  return rows[0];
}

/** Throws a problem for a set that is not the administrator's own. */
export async function deleteSet(db: Kysely<Tables>, id: string, actorId: string): Promise<void> {
  const { numDeletedRows } = isId(id)
    ? await db.deleteFrom('saved_set').where('id', '=', id).where('actor_id', '=', actorId).executeTakeFirstOrThrow()
    : { numDeletedRows: 0n };
  if (!numDeletedRows) throw notFound('saved set');
}
