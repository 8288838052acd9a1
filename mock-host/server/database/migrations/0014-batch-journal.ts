import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * A batch keeps each of its items from the start, in their order, so that any browser can go on with one that was
 * interrupted; and it keeps count, so that a list of batches reads none of their items.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table batch
      -- cancelled: the rest is not attempted
      add column stopped_at timestamptz,
      -- the batch that it takes back
      add column undoes uuid references batch,
      -- what whoever applies it has to show; changed, it ends what was under way
      add column run uuid,
      add column ran_at timestamptz,
      -- places below were asked for, those below done_to are settled
      add column asked integer not null default 0,
      add column done_to integer not null default 0,
      -- how many were applied or skipped with each effect, and failed with each code
      add column effects jsonb not null default '{}',
      add column codes jsonb not null default '{}',
      add column drift integer not null default 0,
      add column people integer not null default 0,
      -- the user, when there is but one
      add column person text,
      -- [{"id", "change"}] in the order in which they are carried out
      add column products jsonb not null default '[]'`.execute(db);
  // Places are from 0. An item that is open has no outcome.
  await sql`
    alter table batch_item
      add column at integer,
      add column if_holds text,
      add column planned text,
      -- the history entry that has to be the latest of user and product still
      add column expects bigint,
      alter column outcome drop not null,
      alter column settled_at drop not null,
      alter column settled_at drop default`.execute(db);
  await sql`
    update batch_item i set at = n.at
    from (select batch_id, key, row_number() over (partition by batch_id order by settled_at, key) - 1 as at from batch_item) n
    where i.batch_id = n.batch_id and i.key = n.key`.execute(db);
  await sql`alter table batch_item drop constraint batch_item_pkey, alter column at set not null, add primary key (batch_id, at)`.execute(db);

  await countOld(db);

  await sql`create index batch_by_time on batch (created_at desc, id desc)`.execute(db);
  await sql`create index batch_by_actor on batch (actor_id, created_at desc, id desc)`.execute(db);
  await sql`create index batch_open on batch (created_at desc, id desc) where completed_at is null and stopped_at is null`.execute(db);
  await sql`create index batch_by_undone on batch (undoes, created_at desc) where undoes is not null`.execute(db);
  // Few, whatever the size: what went as planned is in neither.
  await sql`create index batch_item_not_applied on batch_item (batch_id, at) where outcome in ('skipped', 'failed')`.execute(db);
  await sql`create index batch_item_drifted on batch_item (batch_id, at) where planned <> effect`.execute(db);
  // From an item to the history entry that it wrote, and back.
  await sql`create index history_by_item on history (batch_id, item_key) where batch_id is not null`.execute(db);
  await sql`drop index history_by_batch`.execute(db);
  // Whether a change is the latest of user and product still.
  await sql`create index history_by_pair on history (user_id, product_id, id desc)`.execute(db);
  // Every statement that grants looks for these among everybody.
  await sql`create index app_user_system on app_user (id) where kind = 'system'`.execute(db);
}

/** Until now only items that were settled were kept: of a batch that was cut short these are all there will ever be. */
async function countOld(db: Kysely<unknown>): Promise<void> {
  await sql`delete from notification n using batch b where b.id = n.batch_id and not exists (select 1 from batch_item i where i.batch_id = b.id)`.execute(db);
  await sql`delete from batch b where not exists (select 1 from batch_item i where i.batch_id = b.id)`.execute(db);
  await sql`update notification set detail = '{"applied": 0, "skipped": 0, "failed": 0, "not-attempted": 0, "unknown": 0}' || detail where kind = 'batch'`.execute(db);
  await sql`
    with counted as (
      select batch_id, count(*) as items, max(settled_at) as last, count(distinct user_id) as people, min(user_id) as person
      from batch_item group by batch_id
    ), of_effects as (
      select batch_id, jsonb_object_agg(effect, n) as numbers
      from (select batch_id, effect, count(*) as n from batch_item where effect is not null group by 1, 2) e group by batch_id
    ), of_codes as (
      select batch_id, jsonb_object_agg(code, n) as numbers
      from (select batch_id, code, count(*) as n from batch_item where code is not null group by 1, 2) c group by batch_id
    ), of_products as (
      select batch_id, jsonb_agg(jsonb_build_object('id', product_id, 'change', change) order by first) as list
      from (select batch_id, product_id, change, min(at) as first from batch_item group by 1, 2, 3) p group by batch_id
    )
    update batch b set item_count = c.items, asked = c.items, done_to = c.items,
      effects = coalesce((select numbers from of_effects e where e.batch_id = b.id), '{}'),
      codes = coalesce((select numbers from of_codes k where k.batch_id = b.id), '{}'),
      products = (select list from of_products p where p.batch_id = b.id),
      people = c.people, person = case when c.people = 1 then c.person end,
      -- Sent again it would be another batch now.
      content_hash = case when c.items = b.item_count then content_hash else '' end,
      completed_at = coalesce(completed_at, c.last)
    from counted c where c.batch_id = b.id`.execute(db);
}
