import assert from 'node:assert/strict';
import { type RawBuilder, sql } from 'kysely';
import { pageOf, readSessions, sessionsQuery } from '../../../../mock-host/server/sessions/list.ts';
import type { TestHost } from './test-host.ts';

interface Node {
  readonly 'Node Type': string;
  readonly 'Actual Rows': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Index Name'?: string;
  readonly Plans?: readonly Node[];
}

const sorts = ['lastRequest', 'started', 'login', 'name', 'kind', 'address'];
const limit = 25;

/** Puts sessions in past all triggers, which other tests show, and before the indexes: what is looked at here are plans. */
export async function fillSessions(host: TestHost, count: number): Promise<void> {
  const indexes = await host.rows<{ name: string; definition: string }>(
    `select indexname as name, indexdef as definition from pg_indexes where tablename = 'session' and indexdef not like '%UNIQUE%'`);
  await host.database.exec(`
    insert into app_user (login, name) select 'user.' || md5(n::text), 'Name ' || md5((n * 7)::text) from generate_series(1, ${Math.ceil(count / 10)}) n on conflict do nothing;
    alter table session disable trigger user;
    ${indexes.map(({ name }) => `drop index ${name};`).join(' ')}
    insert into session (user_id, token_hash, csrf_token, kind, address, agent, started_at, last_request_at, ended_at, end_method, user_login, user_name, user_words)
      select u.id, gen_random_uuid()::text, '', (array['web', 'web', 'web', 'api', 'mobile', 'explorer'])[1 + n % 6], '192.0.2.' || n % 256,
        'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Safari/537.36',
        now() - random() * interval '9 hours', now() - random() * interval '1 hour', case when n % 10 = 0 then now() end, case when n % 10 = 0 then 'log-out' end,
        u.login, u.name, words_of(u.login, null, u.name)
      from (select id, login, name, row_number() over () as number from app_user) u join generate_series(1, ${count}) n on n % ${Math.ceil(count / 10)} + 1 = u.number;
    ${indexes.map(({ definition }) => `${definition};`).join(' ')}
    alter table session enable trigger user;
    delete from session_count;
    insert into session_count (web, api, mobile) select count(*) filter (where kind = 'web'), count(*) filter (where kind = 'api'), count(*) filter (where kind = 'mobile')
      from session where ended_at is null;
    analyze`);
}

/** Checks the first page and a later one of every sort: an index scan that reads one row more than a page, and nothing else. */
export async function checkPlans(host: TestHost): Promise<void> {
  const { db } = host.database;
  for (const sort of sorts.flatMap((name) => [name, `-${name}`])) {
    const first = await readSessions(db, sessionsQuery.parse({ sort, limit }), '');
    for (const cursor of [undefined, first.next!]) {
      const plan = await explain(host, pageOf(sessionsQuery.parse({ sort, limit, cursor })));
      const nodes = flat(plan);
      const which = `${sort} ${cursor ? 'later' : 'first'} page: ${JSON.stringify(nodes.map((node) => node['Node Type']))}`;
      assert.deepEqual(nodes.map((node) => node['Node Type']), ['Limit', 'Index Scan'], which);
      assert.match(nodes[1]!['Index Name']!, /^session_list_by_/, which);
      assert.deepEqual([nodes[1]!['Actual Rows'], nodes[1]!['Rows Removed by Filter'] ?? 0], [limit + 1, 0], which);
    }
  }
}

async function explain(host: TestHost, statement: RawBuilder<unknown>): Promise<Node> {
  const { rows } = await sql<{ 'QUERY PLAN': unknown }>`explain (analyze, format json) ${statement}`.execute(host.database.db);
  const plan = rows[0]!['QUERY PLAN'];
  return ((typeof plan === 'string' ? JSON.parse(plan) : plan) as [{ Plan: Node }])[0].Plan;
}

function flat(node: Node): Node[] {
  return [node, ...(node.Plans ?? []).flatMap(flat)];
}
