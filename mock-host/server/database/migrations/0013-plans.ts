import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** In the order of `plans/effect-codes.ts`. */
const effects = [
  'grant', 'recall', 'role-derived', 'already-held', 'not-held', 'no-seat', 'not-in-term', 'inactive', 'system-account', 'conflict', 'kept',
];

/**
 * Selections, sets of people kept for later, and plans of what to do with them. Compact: a selection of 100,000 is one row,
 * and a plan keeps a letter for each of its cells.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table selection (
      id uuid primary key default gen_random_uuid(),
      actor_id uuid not null references app_user on delete cascade,
      created_at timestamptz not null default clock_timestamp(),
      -- each once, in the order of the selection
      user_ids uuid[] not null
    )`.execute(db);
  await sql`create index selection_by_age on selection (created_at)`.execute(db);

  // Administrators have sets of their own, so the same id may be used by two.
  await sql`
    create table saved_set (
      actor_id uuid not null references app_user on delete cascade,
      id uuid not null,
      name text not null check (length(name) between 1 and 100),
      user_ids uuid[] not null,
      saved_at timestamptz not null default clock_timestamp(),
      primary key (actor_id, id)
    )`.execute(db);

  await sql`
    create table plan (
      id uuid primary key default gen_random_uuid(),
      actor_id uuid not null references app_user on delete cascade,
      created_at timestamptz not null default clock_timestamp(),
      -- whom it is about: those of a selection, or its own people
      selection_id uuid references selection,
      user_ids uuid[],
      -- the batch that it takes back
      undoes uuid,
      people integer not null,
      sessions integer not null,
      check ((selection_id is null) <> (user_ids is null))
    )`.execute(db);
  await sql`create index plan_by_age on plan (created_at)`.execute(db);
  await sql`create index plan_by_selection on plan (selection_id) where selection_id is not null`.execute(db);

  await sql`
    create table plan_column (
      plan_id uuid not null references plan on delete cascade,
      -- from 0, in the order in which they are carried out
      position integer not null,
      product_id uuid not null references product on delete cascade,
      change text not null check (change in ('grant', 'recall')),
      if_holds uuid,
      -- a letter for each person, in their order: a = the first effect; - = no cell
      effects text not null,
      -- of an undo, for each person: the history entry that has to be the latest of user and product still
      expects bigint[],
      seats_before jsonb not null,
      seats_after jsonb not null,
      primary key (plan_id, position)
    )`.execute(db);

  // The cells of plans, a row each; `place` from 0. Unnested as a whole: reading them one by one would unpack all of them for each.
  await sql`
    create view plan_cell as
    select c.plan_id, c.position, n.place::integer - 1 as place, c.product_id, c.change, c.if_holds, n.user_id,
      (${sql.raw(`array['${effects.join("', '")}']`)})[ascii(n.letter) - 96] as effect, n.expects
    from plan_column c join plan p on p.id = c.plan_id left join selection s on s.id = p.selection_id
    cross join lateral unnest(coalesce(p.user_ids, s.user_ids), string_to_array(c.effects, null), c.expects)
      with ordinality as n (user_id, letter, expects, place)
    where n.letter <> '-'`.execute(db);
}
