import { type Kysely, sql } from 'kysely';
import type { Tables } from '../database/tables.ts';
import { fillLargeSessions } from './large-sessions.ts';
import { insertRows } from './rows.ts';

const users = 100_000;
const products = 200;
const perUser = 10;
const usersAtOnce = 5_000;

/**
 * A large company: 100,000 users, 200 products, 1,000,000 assignments, 100,000 sessions, made by the database itself a
 * part at a time so that the process stays able to answer and to stop. Ids of users and products count up: neighbours in
 * the tables are neighbours in the indexes.
 */
export async function fillLarge(db: Kysely<Tables>, log: (line: string) => void): Promise<void> {
  const { faker } = await import('@faker-js/faker/locale/en');
  faker.seed(100_000);
  const first = faker.helpers.uniqueArray(() => faker.person.firstName(), 400);
  const last = faker.helpers.uniqueArray(() => faker.person.lastName(), 397);

  await insertRows(db, 'product', { id: 'uuid', sku: 'text', name: 'text', vendor: 'text', type: 'text' }, largeProducts());
  // As many seats as anybody could want while they are given out; afterwards what a company of this size would have bought.
  await sql`insert into term (product_id, start, due, count, order_no)
    select id, today() - 400, today() + 330, ${users}, 'PO-' || sku from product`.execute(db);

  for (let from = 1; from <= users; from += usersAtOnce) {
    await sql`
      with names as materialized (
        select array(select json_array_elements_text(cast(${JSON.stringify(first)} as text)::json)) as first,
          array(select json_array_elements_text(cast(${JSON.stringify(last)} as text)::json)) as last
      )
      insert into app_user (id, login, name, email, active, job_title, department, created_at)
      select ${userId('n')}, lower(first || '.' || last) || n, first || ' ' || last, lower(first || '.' || last) || n || '@largo.example',
        n % 20 <> 0, (array['Clerk', 'Agent', 'Analyst', 'Engineer', 'Manager'])[1 + n % 5],
        (array['Sales', 'Service', 'Finance', 'Logistics', 'Production', 'IT', 'Legal'])[1 + n % 7],
        now() - (30 + n % 2500) * interval '1 day'
      from generate_series(${from}::integer, ${from + usersAtOnce - 1}::integer) as n
      cross join lateral (select names.first[1 + n % 400] as first, names.last[1 + n * 7 % 397] as last from names) as name`.execute(db);
  }
  log(`${users.toLocaleString('en')} users`);

  // Every assignment is checked against both: planned on the figures of empty tables that takes twice as long.
  await sql`analyze app_user, product`.execute(db);
  for (let from = 1; from <= users; from += usersAtOnce) {
    // Ten products each, never the same twice: one of every twenty in a row.
    await sql`
      insert into assignment (user_id, user_active, product_id, granted_at, last_used_at)
      select ${userId('n')}, n % 20 <> 0, ${productId('((n * 37 + j * 20 + (n / 20 + j * 3) % 20) % 200)')},
        now() - (1 + (n + j) % 29) * interval '1 day', case when (n + j) % 9 = 0 then null else now() - ((n + j) % 45) * interval '1 day' end
      from generate_series(${from}::integer, ${from + usersAtOnce - 1}::integer) as n, generate_series(0, ${perUser - 1}::integer) as j`.execute(db);
    const done = (from + usersAtOnce - 1) * perUser;
    if (done % 100_000 === 0) log(`${done.toLocaleString('en')} of ${(users * perUser).toLocaleString('en')} assignments`);
  }

  // Of every twenty named products one has no seat left and one has a single one.
  await sql`
    update term set count = case
      when p.type = 'server' then 0
      when p.type = 'concurrent' then s.assigned / 4
      else s.assigned + case p.number % 20 when 0 then 0 when 1 then 1 else 25 * (p.number % 20) end end
    from (select id, type, row_number() over (order by sku)::integer - 1 as number from product) p
    join product_seats s on s.product_id = p.id where term.product_id = p.id`.execute(db);

  await fillLargeSessions(db, users, userId);
  log('100,000 sessions');
}

function largeProducts(): readonly object[] {
  const areas = ['Archive', 'Billing', 'Calendar', 'Contracts', 'Dashboards', 'Export', 'Forecast', 'Inventory', 'Mail', 'Mapping'];
  const kinds = ['analyzer', 'assistant', 'builder', 'connector', 'editor', 'gateway', 'manager', 'monitor', 'planner', 'portal'];
  const editions = ['standard', 'professional'];
  return Array.from({ length: products }, (_, number) => ({
    id: `00000000-0000-4000-9000-${number.toString(16).padStart(12, '0')}`,
    sku: `L-${String(number).padStart(3, '0')}`,
    name: `${areas[number % 10]} ${kinds[Math.floor(number / 10) % 10]} ${editions[Math.floor(number / 100)]}`,
    vendor: `${areas[(number * 3) % 10]} Works`,
    type: number % 10 === 7 ? 'server' : number % 5 === 3 ? 'concurrent' : 'named',
  }));
}

/** The id of a user or product by an SQL expression for its number. */
function userId(number: string) {
  return sql.raw(`('00000000-0000-4000-8000-' || lpad(to_hex(${number}), 12, '0'))::uuid`);
}

function productId(number: string) {
  return sql.raw(`('00000000-0000-4000-9000-' || lpad(to_hex(${number}), 12, '0'))::uuid`);
}
