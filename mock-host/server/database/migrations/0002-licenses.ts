import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** What is licensed, what was bought, who holds it and what is in use. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table product (
      id uuid primary key default gen_random_uuid(),
      sku text not null unique check (length(sku) between 1 and 191),
      name text not null check (length(name) between 1 and 500),
      vendor text,
      type text not null check (type in ('named', 'concurrent', 'server')),
      trial boolean not null default false,
      -- how often a seat may move to another person, and in how many days; null = as often as wanted
      reassign_limit integer check (reassign_limit >= 0),
      reassign_days integer check (reassign_days > 0),
      reset_limit integer check (reset_limit >= 0),
      created_at timestamptz not null default now()
    )`.execute(db);

  await sql`
    create table term (
      id bigint generated always as identity primary key,
      product_id uuid not null references product on delete cascade,
      start date,
      due date,
      count integer not null default 0 check (count >= 0),
      order_no text,
      check (start is null or due is null or start <= due)
    )`.execute(db);
  await sql`create index term_by_product on term (product_id)`.execute(db);

  // Kept by triggers alone (0004): one row a product.
  await sql`
    create table product_seats (
      product_id uuid primary key references product on delete cascade,
      assigned integer not null default 0 check (assigned >= 0),
      in_use integer not null default 0 check (in_use >= 0),
      version bigint not null default 0
    )`.execute(db);

  await sql`
    create table role_grant (
      role_id uuid not null references role on delete cascade,
      product_id uuid not null references product on delete cascade,
      primary key (role_id, product_id)
    )`.execute(db);

  // A row for a user who is not active has to say so: the foreign key compares, and follows every later change.
  // So whether a row counts is a fact of the row itself, and no interleaving can count it twice.
  await sql`
    create table assignment (
      id bigint generated always as identity primary key,
      user_id uuid not null,
      user_active boolean not null default true,
      product_id uuid not null references product,
      source text not null default 'direct' check (source in ('direct', 'role')),
      role_id uuid references role,
      access_level text check (length(access_level) <= 64),
      account text check (length(account) <= 191),
      notes text check (length(notes) <= 1000),
      granted_at timestamptz not null default now(),
      granted_by uuid,
      recalled_at timestamptz,
      recalled_by uuid,
      last_used_at timestamptz,
      counted boolean generated always as (recalled_at is null and user_active) stored,
      foreign key (user_id, user_active) references app_user (id, active) on update cascade,
      check ((source = 'role') = (role_id is not null))
    )`.execute(db);
  await sql`create unique index assignment_current on assignment (user_id, product_id) where recalled_at is null`.execute(db);
  await sql`create index assignment_by_product on assignment (product_id, user_id) where recalled_at is null`.execute(db);
  await sql`create index assignment_by_user on assignment (user_id)`.execute(db);

  await sql`
    create table device (
      id uuid primary key default gen_random_uuid(),
      product_id uuid not null references product,
      user_id uuid references app_user,
      name text not null,
      fingerprint text not null,
      activated_at timestamptz not null default now(),
      heartbeat_at timestamptz,
      deactivated_at timestamptz,
      deactivated_by uuid references app_user
    )`.execute(db);
  await sql`create unique index device_current on device (product_id, fingerprint) where deactivated_at is null`.execute(db);
  await sql`create index device_by_user on device (user_id)`.execute(db);
  await sql`
    create table lease (
      id bigint generated always as identity primary key,
      product_id uuid not null references product,
      user_id uuid not null references app_user,
      device_id uuid references device,
      started_at timestamptz not null default now(),
      heartbeat_at timestamptz not null default now(),
      ended_at timestamptz,
      end_method text check (end_method in ('closed', 'released', 'lapsed', 'recalled'))
    )`.execute(db);
  await sql`create index lease_running on lease (product_id, user_id) where ended_at is null`.execute(db);
  await sql`create index lease_by_user on lease (user_id)`.execute(db);
}
