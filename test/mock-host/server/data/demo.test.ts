import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { departments } from '../../../../mock-host/server/data/demo-departments.ts';
import { demoPeople } from '../../../../mock-host/server/data/demo-people.ts';
import { companyProducts, storyProducts } from '../../../../mock-host/server/data/demo-products.ts';
import { fill } from '../../../../mock-host/server/data/fill.ts';
import { personas, systemAccounts } from '../../../../mock-host/server/data/personas.ts';
import { type Database, openDatabase } from '../../../../mock-host/server/database/open.ts';
import { isShared } from '../../../../src/licensing/seats.ts';

let database: Database;
before(async () => {
  database = await openDatabase({});
  await fill(database, 'demo', () => undefined);
});
after(() => database.close());

const all = async <T extends Record<string, unknown>>(query: string) => (await sql.raw<T>(query).execute(database.db)).rows;

interface Figures extends Record<string, unknown> {
  sku: string;
  type: 'named' | 'concurrent' | 'server';
  paid: number | null;
  used: number;
  assigned: number;
  version: number;
  term_state: string;
}
const figures = () => all<Figures>('select p.sku, f.* from product_figures f join product p on p.id = f.product_id');

test('the company has 1,000 users: employees, five to sign in with, two that no person uses', async () => {
  const [counts] = await all(`select count(*) as users, count(*) filter (where kind = 'system') as system,
    count(*) filter (where password_hash is not null) as personas from app_user`);
  assert.deepEqual(counts, { users: 1000, system: 2, personas: 5 });
  assert.equal(departments.reduce((sum, { size }) => sum + size, 0) + 1 + personas.length + systemAccounts.length, 1000);
});

test('the same people every time, each with a login of plain letters, and one Caleb Jones', () => {
  const people = demoPeople();
  assert.deepEqual(demoPeople(), people);
  assert.equal(new Set(people.map(({ login }) => login)).size, people.length);
  for (const { login } of people) assert.match(login, /^[a-z][a-z0-9]*\.[a-z0-9]+$/);
  assert.equal(people.filter(({ name }) => name === 'Caleb Jones').length, 1);
});

test('about one in sixteen is inactive, and some of those have rows that no longer count (CR-7)', async () => {
  const [counts] = await all<{ inactive: number; leftover: number }>(`select (select count(*) from app_user where not active) as inactive,
    (select count(*) from assignment where recalled_at is null and not counted) as leftover`);
  assert.ok(counts!.inactive >= 50 && counts!.inactive <= 75, String(counts!.inactive));
  assert.ok(counts!.leftover >= 40, String(counts!.leftover));
});

test('there is a license of every kind: exhausted, nearly, over, shared, yet to begin, run out, of several terms (CR-8)', async () => {
  const products = new Map((await figures()).map((product) => [product.sku, product]));
  assert.equal(products.size, 25);
  const of = (sku: string) => products.get(sku)!;
  assert.equal(of('QUOTE-BUILDER').used, of('QUOTE-BUILDER').paid);
  assert.equal(of('LEAD-SCORE').used + 1, of('LEAD-SCORE').paid);
  assert.deepEqual([of('REPORT-STUDIO').term_state, of('REPORT-STUDIO').paid, of('REPORT-STUDIO').used], ['expired', 0, 14]);
  assert.equal(of('MOBILE-OFFLINE').term_state, 'future');
  assert.deepEqual([of('MKT-CREATIO').paid, of('MKT-CREATIO').term_state], [80, 'current']);
  assert.ok(isShared(of('ORDER-DESK')) && of('ORDER-DESK').used === of('ORDER-DESK').paid);
  assert.deepEqual(new Set([...products.values()].map(({ type }) => type)), new Set(['named', 'concurrent', 'server']));
});

test('holders are as many as the list of products says, and the counters agree with a recount', async () => {
  const assigned = Object.fromEntries((await figures()).map(({ sku, assigned }) => [sku, assigned]));
  assert.deepEqual(assigned, Object.fromEntries([...storyProducts, ...companyProducts].map(({ sku, holders }) => [sku, holders])));
  assert.deepEqual(await all('select * from seat_discrepancies()'), []);
});

test('the four of the story come first in the alphabet', async () => {
  const names = (await all<{ name: string }>('select name from product order by lower(name) collate "C"')).map(({ name }) => name);
  assert.deepEqual(names.slice(0, 4), storyProducts.map(({ name }) => name));
});

test('what a role gives is given by a role that the holder has (CR-9)', async () => {
  const [counts] = await all<{ given: number; astray: number }>(`
    select count(*) as given, count(*) filter (where m.user_id is null or g.product_id is null) as astray
    from assignment a left join role_member m on m.role_id = a.role_id and m.user_id = a.user_id
    left join role_grant g on g.role_id = a.role_id and g.product_id = a.product_id where a.source = 'role'`);
  assert.ok(counts!.given > 300);
  assert.equal(counts!.astray, 0);
});

test('history tells grants and recalls of the past, in an order that can be, and tells nobody outside (OT-1)', async () => {
  const [counts] = await all(`select bool_and(at <= now()) as past, count(*) filter (where change = 'recall') > 100 as recalls,
    min(at) < now() - interval '300 days' as old, (select count(*) from outbox) as outbox from history`);
  assert.deepEqual(counts, { past: true, recalls: true, old: true, outbox: 0 });
  assert.deepEqual(await all('select 1 from assignment where recalled_at <= granted_at or last_used_at > now() or granted_at > now()'), []);
});

test('sessions of the last two weeks are there, made up, and over in every way that the demo shows', async () => {
  const [counts] = await all(`select count(*) as sessions, count(*) filter (where ended_at > now() or ended_at < started_at or not made_up) as odd,
    count(distinct end_method) as methods from session where ended_at is not null`);
  assert.deepEqual(counts, { sessions: 240, odd: 0, methods: 4 });
});

test('QT-6 QT-10: about 140 people and scripts are signed in: of every kind, one user at the limit, nobody above it, Caleb Jones twice', async () => {
  const [counts] = await all<{ sessions: number; kinds: number; odd: number; busy: number; sleepy: number }>(`select count(*) as sessions,
    count(distinct kind) as kinds, count(*) filter (where started_at > last_request_at or last_request_at > now() or not made_up) as odd,
    count(*) filter (where last_request_at > now() - interval '6 minutes') as busy,
    count(*) filter (where last_request_at < now() - interval '2 hours') as sleepy from session where ended_at is null`);
  assert.deepEqual({ ...counts, busy: 0, sleepy: 0 }, { sessions: 137, kinds: 3, odd: 0, busy: 0, sleepy: 0 });
  assert.ok(counts!.busy > 20 && counts!.sleepy > 10, JSON.stringify(counts));
  const users = await all<{ n: number; login: string }>(`select count(*) as n, user_login as login from session
    where ended_at is null and kind <> 'api' group by user_login order by n desc`);
  assert.deepEqual(users.slice(0, 2).map(({ n }) => n), [3, 2]);
  assert.equal(users.find(({ login }) => login === 'caleb.jones')?.n, 2);
  const [scripts] = await all<{ n: number }>(`select max(n) as n from (select count(*) as n from session where ended_at is null and kind = 'api' group by user_id) t`);
  assert.ok(scripts!.n > 3, 'no limit holds for API clients');
  assert.deepEqual(await all('select * from session_discrepancies()'), []);
});

test('a data set is filled once', async () => {
  assert.equal(await fill(database, 'demo', () => undefined), false);
});
