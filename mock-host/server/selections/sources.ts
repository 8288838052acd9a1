import { type Kysely, type RawBuilder, sql } from 'kysely';
import * as z from 'zod/mini';
import type { SelectionSource } from '../../../src/licensing/bulk.ts';
import type { Tables } from '../database/tables.ts';
import { isId, parseInput } from '../http/input.ts';
import { HttpProblem, notFound } from '../http/problem.ts';
import { filter, matchingUsers, search } from '../licensing/users.ts';
import { bulkCapabilities } from '../plans/limits.ts';
import { type KeptSelection, keepSelection } from './selections.ts';

const matching = z.object({ search, filters: z.array(filter).check(z.maxLength(100)) });

/** Users as lists have them. */
const byName = sql`row_number() over (order by lower(u.name) collate "C", u.id)`;

/**
 * Fixes whom a source means now. Unknown ids are told. Throws a problem when it means nobody or too many, or is unknown
 * itself.
 */
export async function select(db: Kysely<Tables>, source: SelectionSource, actorId: string): Promise<KeptSelection & { unknown: string[] }> {
  switch (source.kind) {
    case 'users':
      return selectUsers(db, source.userIds, actorId);
    case 'matching': {
      const { search, filters } = parseInput(source, matching);
      const people = sql`select u.id, ${byName} as place from app_user u where ${matchingUsers(search, filters)}`;
      return { ...(await keepSelection(db, actorId, people)), unknown: [] };
    }
    case 'holders': {
      const { productId } = source;
      const known = isId(productId) && (await db.selectFrom('product').select('id').where('id', '=', productId).executeTakeFirst());
      if (!known) throw notFound('product');
      return { ...(await keepSelection(db, actorId, sql`
        select u.id, ${byName} as place from assignment a join app_user u on u.id = a.user_id
        where a.product_id = ${productId} and a.recalled_at is null`)), unknown: [] };
    }
    case 'saved': {
      const set = isId(source.setId)
        ? await db
            .selectFrom('saved_set')
            .select(sql<string>`array_to_string(user_ids, ' ')`.as('ids'))
            .where('id', '=', source.setId)
            .where('actor_id', '=', actorId)
            .executeTakeFirst()
        : undefined;
      if (!set) throw notFound('saved set');
      return selectUsers(db, set.ids.split(' '), actorId);
    }
  }
}

async function selectUsers(db: Kysely<Tables>, userIds: readonly string[], actorId: string): Promise<KeptSelection & { unknown: string[] }> {
  const wanted = [...new Set(userIds)];
  const { maxSelection } = bulkCapabilities;
  if (wanted.length > maxSelection) {
    throw new HttpProblem(422, 'rejected', 'These are too many people at once.', `${wanted.length} people: at most ${maxSelection}`);
  }
  const ids = wanted.filter(isId);
  const kept = await keepSelection(db, actorId, listed(ids));
  if (kept.count === wanted.length) return { ...kept, unknown: [] };
  const { rows } = await sql<{ id: string }>`select id from (${listed(ids)}) known`.execute(db);
  const known = new Set(rows.map(({ id }) => id));
  return { ...kept, unknown: wanted.filter((id) => !known.has(id)) };
}

/** Those who exist, in the order of the list. */
function listed(ids: readonly string[]): RawBuilder<unknown> {
  return sql`select u.id, wanted.place from unnest(${sql.val(ids)}::uuid[]) with ordinality as wanted (id, place) join app_user u on u.id = wanted.id`;
}
