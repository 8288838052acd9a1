import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** The ledger of sessions that administrators ended, the policy's version, and how many sessions there were. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table session_end_batch (
      id uuid primary key,
      actor_id uuid not null references app_user,
      -- of the sessions and the reason as sent, so that the same id can't carry anything else
      content_hash text not null,
      created_at timestamptz not null default now()
    )`.execute(db);
  // No foreign key to the session: what was answered stays the answer.
  await sql`
    create table session_end_item (
      batch_id uuid not null references session_end_batch,
      session_id text not null,
      outcome text not null check (outcome in ('applied', 'skipped', 'failed')),
      effect text,
      code text,
      end_at timestamptz,
      end_method text,
      end_by text,
      end_reason text,
      settled_at timestamptz not null default clock_timestamp(),
      primary key (batch_id, session_id)
    )`.execute(db);
  await sql`create index session_end_item_by_session on session_end_item (session_id)`.execute(db);

  await sql`alter table session_policy add column version bigint not null default 0`.execute(db);
  await sql`alter table session_policy add constraint session_policy_idle_most check (idle_minutes <= 1440)`.execute(db);

  // One row a minute, whichever process writes it.
  await sql`
    create table session_sample (
      at timestamptz primary key,
      count integer not null
    )`.execute(db);
}
