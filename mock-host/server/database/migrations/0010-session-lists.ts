import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** A session that is told: neither over nor of the explorer. Stands in every index that a list is read from. */
const told = `ended_at is null and kind <> 'explorer'`;

/** What lists are sorted by; `mock-host/server/sessions/list.ts` has the same expressions. */
const sorts = {
  last_request: 'last_request_at',
  start: 'started_at',
  login: 'lower(user_login) collate "C"',
  name: 'lower(user_name) collate "C"',
  kind: 'kind',
  address: `coalesce(address, '') collate "C"`,
} as const;

/** What a statement did to the number of sessions of each kind. Old and new rows need not be matched to add up. */
const statements = {
  insert: { tables: 'new table as new_rows', moved: 'select kind, 1 as n from new_rows where ended_at is null' },
  update: {
    tables: 'old table as old_rows new table as new_rows',
    moved: 'select kind, 1 as n from new_rows where ended_at is null union all select kind, -1 from old_rows where ended_at is null',
  },
  delete: { tables: 'old table as old_rows', moved: 'select kind, -1 as n from old_rows where ended_at is null' },
} as const;

/**
 * Lists of active sessions that cost a page, however many sessions there are: a session carries the words of its user
 * that lists sort by and search in, each sort has an index, and how many there are is counted as they come and go.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await carryUsersWords(db);
  for (const [name, key] of Object.entries(sorts)) {
    await sql`create index ${sql.raw(`session_list_by_${name}`)} on session ((${sql.raw(key)}), id) where ${sql.raw(told)}`.execute(db);
  }
  await sql`create index session_list_of_ended on session (ended_at, id) where ended_at is not null and kind <> 'explorer'`.execute(db);
  await count(db);
}

async function carryUsersWords(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table session
      add column user_login text,
      add column user_name text,
      -- what a search looks in: login, e-mail and name in lower case, each apart from the next
      add column user_words text,
      -- nobody signed in for it, and nobody's token opens it
      add column made_up boolean not null default false`.execute(db);
  await sql`
    create function words_of(login text, email text, name text) returns text language sql immutable
    as $$ select lower(concat_ws(e'\x1f', login, email, name)) $$`.execute(db);
  await sql`
    update session s set user_login = u.login, user_name = u.name, user_words = words_of(u.login, u.email, u.name)
    from app_user u where u.id = s.user_id`.execute(db);

  // Locked, so that a user renamed meanwhile waits, and then finds this session too.
  await sql`
    create function session_user_words() returns trigger language plpgsql set search_path from current as $$
    begin
      select login, name, words_of(login, email, name) into new.user_login, new.user_name, new.user_words
        from app_user where id = new.user_id for share;
      return new;
    end $$`.execute(db);
  await sql`
    create trigger session_user_words before insert or update of user_id on session
    for each row execute function session_user_words()`.execute(db);
  // Of sessions that are over the user is looked up when they are read: there may be many, and nobody sorts them by it.
  await sql`
    create function session_user_renamed() returns trigger language plpgsql set search_path from current as $$
    declare changed uuid[];
    begin
      select array_agg(n.id) into changed from new_rows n join old_rows o on o.id = n.id
        where (o.login, o.name, o.email) is distinct from (n.login, n.name, n.email);
      if changed is not null then
        update session s set user_login = u.login, user_name = u.name, user_words = words_of(u.login, u.email, u.name)
          from app_user u where u.id = s.user_id and u.id = any (changed) and s.ended_at is null;
      end if;
      return null;
    end $$`.execute(db);
  await sql`
    create trigger session_user_renamed after update on app_user referencing old table as old_rows new table as new_rows
    for each statement execute function session_user_renamed()`.execute(db);
}

/**
 * Every statement adds a row with what it moved, and the sum of the rows is the number: no sign-in ever waits for another,
 * as it would for a row that holds the number itself. From time to time the rows are folded into one.
 */
async function count(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table session_count (
      id bigint generated always as identity primary key,
      web bigint not null,
      api bigint not null,
      mobile bigint not null
    )`.execute(db);
  await sql`
    insert into session_count (web, api, mobile)
    select count(*) filter (where kind = 'web'), count(*) filter (where kind = 'api'), count(*) filter (where kind = 'mobile')
    from session where ended_at is null`.execute(db);

  for (const [event, { tables, moved }] of Object.entries(statements)) {
    const name = sql.raw(`session_counted_${event}`);
    await sql`
      create function ${name}() returns trigger language plpgsql set search_path from current as $$
      begin
        insert into session_count (web, api, mobile)
          select web, api, mobile from (
            select coalesce(sum(n) filter (where kind = 'web'), 0) as web, coalesce(sum(n) filter (where kind = 'api'), 0) as api,
              coalesce(sum(n) filter (where kind = 'mobile'), 0) as mobile
            from (${sql.raw(moved)}) moved
          ) sums where web <> 0 or api <> 0 or mobile <> 0;
        return null;
      end $$`.execute(db);
    await sql`
      create trigger ${name} after ${sql.raw(event)} on session referencing ${sql.raw(tables)}
      for each statement execute function ${name}()`.execute(db);
  }
  await sql`
    create trigger session_is_not_emptied before truncate on session for each statement
    execute function refuse('This table can not be truncated: its rows are counted. Delete them.')`.execute(db);

  // Rows that another transaction is folding are left to it.
  await sql`
    create function fold_session_count() returns void language sql set search_path from current as $$
      with folded as (
        delete from session_count where id in (select id from session_count for update skip locked) returning web, api, mobile
      )
      insert into session_count (web, api, mobile)
      select sum(web), sum(api), sum(mobile) from folded having count(*) > 0
    $$`.execute(db);
  await sql`
    create function session_discrepancies() returns table (kind text, stored bigint, actual bigint)
    language sql stable set search_path from current as $$
      select k.kind, k.stored::bigint, k.actual
      from (select sum(web) as web, sum(api) as api, sum(mobile) as mobile from session_count) c
      cross join lateral (values ('web', c.web), ('api', c.api), ('mobile', c.mobile)) as stored (kind, stored)
      cross join lateral (
        select stored.kind, stored.stored, (select count(*) from session s where s.ended_at is null and s.kind = stored.kind) as actual
      ) k
      where k.stored is distinct from k.actual
    $$`.execute(db);
}
