import { type Kysely, sql } from 'kysely';
import type { lookedUpUsers } from '../../../src/host/rest/wire-bulk.ts';
import type { Wire } from '../../../src/host/rest/wire.ts';
import type { Tables } from '../database/tables.ts';
import { isStorable } from '../http/input.ts';

type Found = Wire<typeof lookedUpUsers>;
type User = Found['items'][number]['users'][number];

/** Users of one e-mail address that are told: enough to choose from, however many share it. */
const MOST_OF_ONE = 50;

/** Who has a login or an e-mail address, in any case: an answer for each term, in their order. */
export async function lookUpUsers(db: Kysely<Tables>, terms: readonly string[]): Promise<Found> {
  const wanted = [...new Set(terms.map((term) => term.trim()))].filter((term) => term && isStorable(term));
  const columns = sql`u.id, u.name, u.login, u.email, u.active, u.kind`;
  const { rows } = await sql<User & { place: number }>`
    select wanted.place, found.* from unnest(${sql.val(wanted)}::text[]) with ordinality as wanted (term, place)
    cross join lateral (
      select u.* from (
        select ${columns} from app_user u where lower(u.login) = lower(wanted.term)
        union select ${columns} from app_user u where lower(u.email) = lower(wanted.term)
      ) u order by lower(u.name) collate "C", u.id limit ${MOST_OF_ONE}
    ) found order by wanted.place, lower(found.name) collate "C", found.id`.execute(db);
  const byTerm = new Map<string, User[]>();
  for (const { place, ...user } of rows) {
    const term = wanted[place - 1]!;
    byTerm.set(term, [...(byTerm.get(term) ?? []), user]);
  }
  return { items: terms.map((term) => ({ term, users: byTerm.get(term.trim()) ?? [] })) };
}
