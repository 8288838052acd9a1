import { type Kysely, sql } from 'kysely';
import type * as wire from '../../../src/host/rest/wire-bulk.ts';
import type { Wire } from '../../../src/host/rest/wire.ts';
import type { Tables } from '../database/tables.ts';
import { readProducts } from '../licensing/user-licenses.ts';
import { MOST_PEOPLE } from '../plans/limits.ts';
import { findSelection, gone, readSelected } from './selections.ts';

type Population = Wire<typeof wire.population>;
type Person = Wire<typeof wire.person>;

/** Active sessions of user `u` that are told. */
const sessions = sql`(select count(*) from session s where s.user_id = u.id and s.ended_at is null and s.kind <> 'explorer')`;

/**
 * What planning needs to know of a selection, all as of one moment, in as many statements whatever its size. Throws a
 * problem for a selection that is not the administrator's own.
 */
export async function readPopulation(db: Kysely<Tables>, id: string, actorId: string): Promise<Population> {
  return db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(async (moment) => {
    const selection = await findSelection(moment, id, actorId);
    const selected = sql`unnest(${sql.val(await readSelected(moment, id))}::uuid[]) with ordinality as selected (id, place)`;
    const people = selection.count > MOST_PEOPLE ? null : (await sql<Person>`
      select u.id, u.name, u.login, u.email, u.active, u.kind, u.last_activity_at as "lastActivity",
        array(select m.role_id::text from role_member m where m.user_id = u.id order by m.role_id) as roles, ${sessions} as sessions,
        (select coalesce(jsonb_object_agg(a.product_id, a.source), '{}') from assignment a where a.user_id = u.id and a.recalled_at is null) as held
      from ${selected} join app_user u on u.id = selected.id order by selected.place`.execute(moment)).rows;
    if (people && people.length < selection.count) throw gone();
    const held = await sql<{ product_id: string; n: number }>`
      select a.product_id, count(*) as n from ${selected} join assignment a on a.user_id = selected.id and a.recalled_at is null
      group by a.product_id`.execute(moment);
    const roles = await sql<Population['roles'][number]>`
      select r.id, r.name, count(*) as members from ${selected} join role_member m on m.user_id = selected.id join role r on r.id = m.role_id
      group by r.id, r.name order by lower(r.name) collate "C", r.id`.execute(moment);
    return {
      selection,
      people,
      heldBy: Object.fromEntries(held.rows.map(({ product_id, n }) => [product_id, n])),
      roles: roles.rows,
      products: await readProducts(moment),
    };
  });
}
