import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Who works here and who may do what: users, rights, roles, organizations, sign-ins. Ids are UUIDs, instants are UTC. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table app_user (
      id uuid primary key default gen_random_uuid(),
      login text not null check (length(login) between 1 and 191),
      name text not null check (length(name) between 1 and 191),
      email text check (length(email) <= 320),
      kind text not null default 'person' check (kind in ('person', 'system')),
      active boolean not null default true,
      role_level text not null default 'user' check (role_level in ('user', 'admin', 'it-admin', 'super-admin')),
      job_title text,
      department text,
      phone text,
      password_hash text,
      created_at timestamptz not null default now(),
      last_login_at timestamptz,
      last_activity_at timestamptz,
      -- lets an assignment carry, by foreign key, whether its holder is active
      unique (id, active)
    )`.execute(db);
  await sql`create unique index app_user_login on app_user (lower(login))`.execute(db);
  // Names sort by code point everywhere, so that a page cursor means the same on every server.
  await sql`create index app_user_by_name on app_user (lower(name) collate "C", id)`.execute(db);
  await sql`create index app_user_by_email on app_user (lower(email))`.execute(db);

  await sql`
    create table user_operation (
      user_id uuid not null references app_user on delete cascade,
      operation text not null,
      primary key (user_id, operation)
    )`.execute(db);

  await sql`
    create table role (
      id uuid primary key default gen_random_uuid(),
      name text not null unique,
      description text
    )`.execute(db);
  await sql`
    create table role_member (
      role_id uuid not null references role on delete cascade,
      user_id uuid not null references app_user on delete cascade,
      added_at timestamptz not null default now(),
      primary key (user_id, role_id)
    )`.execute(db);
  await sql`create index role_member_by_role on role_member (role_id, user_id)`.execute(db);

  await sql`
    create table organization (
      id uuid primary key default gen_random_uuid(),
      name text not null unique
    )`.execute(db);
  await sql`
    create table organization_member (
      organization_id uuid not null references organization on delete cascade,
      user_id uuid not null references app_user on delete cascade,
      is_admin boolean not null default false,
      joined_at timestamptz not null default now(),
      removed_at timestamptz,
      primary key (organization_id, user_id)
    )`.execute(db);
  await sql`
    create table invitation (
      id uuid primary key default gen_random_uuid(),
      organization_id uuid references organization on delete cascade,
      email text not null,
      user_id uuid references app_user on delete cascade,
      as_admin boolean not null default false,
      profile text,
      token_hash text not null unique,
      invited_by uuid references app_user,
      invited_at timestamptz not null default now(),
      resent_at timestamptz,
      accepted_at timestamptz,
      expires_at timestamptz
    )`.execute(db);
  await sql`
    create table service_account (
      id uuid primary key default gen_random_uuid(),
      organization_id uuid references organization on delete cascade,
      name text not null unique,
      description text,
      -- the secret itself is shown once and never stored
      secret_hash text not null,
      secret_made_at timestamptz not null default now(),
      created_by uuid references app_user,
      created_at timestamptz not null default now(),
      removed_at timestamptz
    )`.execute(db);

  await sql`
    create table session (
      id uuid primary key default gen_random_uuid(),
      user_id uuid not null references app_user on delete cascade,
      token_hash text not null unique,
      csrf_token text not null,
      kind text not null default 'web' check (kind in ('web', 'api', 'mobile', 'explorer')),
      address text,
      agent text,
      started_at timestamptz not null default now(),
      last_request_at timestamptz not null default now(),
      ended_at timestamptz,
      end_method text check (end_method in ('log-out', 'terminated', 'expired', 'deactivated')),
      ended_by uuid references app_user,
      end_reason text,
      check ((ended_at is null) = (end_method is null))
    )`.execute(db);
  await sql`create index session_by_user on session (user_id) where ended_at is null`.execute(db);
  await sql`create index session_running on session (last_request_at) where ended_at is null`.execute(db);
  await sql`
    create table session_policy (
      id boolean primary key default true check (id),
      idle_minutes integer check (idle_minutes > 0),
      max_per_user integer not null default 3 check (max_per_user > 0),
      changed_at timestamptz not null default now(),
      changed_by uuid references app_user
    )`.execute(db);
  await sql`
    create table sign_in_failure (
      id bigint generated always as identity primary key,
      login text not null,
      address text not null,
      at timestamptz not null default now()
    )`.execute(db);
  await sql`create index sign_in_failure_recent on sign_in_failure (login, address, at)`.execute(db);
}
