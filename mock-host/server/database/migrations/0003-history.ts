import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * What happened: history that only grows, what is to be told to others, and the ledger of batches.
 * Transactions say who acts by `set_config('licensing.<name>', …, true)`: `actor` (user id), `origin` (such as `import`),
 * `batch` (id), `items` (JSON: `<change>:<user>:<product>` → item key), `quiet` (`on`: tell nobody outside).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  // No foreign keys: what happened stays true when a user or a product is gone.
  await sql`
    create table history (
      id bigint generated always as identity primary key,
      at timestamptz not null,
      recorded_at timestamptz not null default clock_timestamp(),
      change text not null check (change in ('grant', 'recall')),
      user_id uuid not null,
      product_id uuid not null,
      assignment_id bigint not null,
      source text not null,
      role_id uuid,
      actor_id uuid,
      origin text not null,
      batch_id uuid,
      item_key text
    )`.execute(db);
  await sql`create index history_by_time on history (at desc, id desc)`.execute(db);
  await sql`create index history_by_user on history (user_id, at desc, id desc)`.execute(db);
  await sql`create index history_by_product on history (product_id, at desc, id desc)`.execute(db);
  await sql`create index history_by_batch on history (batch_id) where batch_id is not null`.execute(db);

  await sql`
    create table outbox (
      id bigint generated always as identity primary key,
      event text not null check (event in ('software.assigned', 'software.revoked')),
      history_id bigint not null unique references history,
      created_at timestamptz not null default clock_timestamp(),
      delivered_at timestamptz,
      attempts integer not null default 0
    )`.execute(db);
  await sql`create index outbox_waiting on outbox (id) where delivered_at is null`.execute(db);

  await sql`
    create table batch (
      id uuid primary key,
      actor_id uuid not null references app_user,
      -- of the items as sent, so that the same id can't carry anything else
      content_hash text not null,
      item_count integer not null,
      created_at timestamptz not null default now(),
      completed_at timestamptz
    )`.execute(db);
  await sql`
    create table batch_item (
      batch_id uuid not null references batch,
      key text not null,
      user_id text not null,
      product_id text not null,
      change text not null check (change in ('grant', 'recall')),
      outcome text not null check (outcome in ('applied', 'skipped', 'failed')),
      effect text,
      code text,
      seats jsonb,
      settled_at timestamptz not null default clock_timestamp(),
      primary key (batch_id, key)
    )`.execute(db);
  await sql`
    create table notification (
      id bigint generated always as identity primary key,
      user_id uuid not null references app_user on delete cascade,
      kind text not null,
      batch_id uuid references batch,
      detail jsonb not null default '{}',
      created_at timestamptz not null default now(),
      read_at timestamptz,
      -- one for a batch, however often it is sent
      unique (batch_id, kind)
    )`.execute(db);
  await sql`create index notification_by_user on notification (user_id, id desc)`.execute(db);

  await sql`
    create function refuse() returns trigger language plpgsql as $$
    begin
      raise exception '%', tg_argv[0] using errcode = 'LS003';
    end $$`.execute(db);
  // Rows come from triggers alone: those run one level deeper than a statement of anybody else.
  await sql`
    create trigger history_is_written_by_triggers before insert on history for each statement
    when (pg_trigger_depth() < 1) execute function refuse('History is written by the database alone.')`.execute(db);
  await sql`
    create trigger history_only_grows before update or delete on history for each statement
    execute function refuse('History can be neither changed nor deleted.')`.execute(db);
  await sql`
    create trigger history_is_not_emptied before truncate on history for each statement
    execute function refuse('History can be neither changed nor deleted.')`.execute(db);
}
