import { type Kysely, sql } from 'kysely';
import type { Tables } from '../database/tables.ts';
import { demoAgents } from './demo-agents.ts';

const sessions = 100_000;
const usersAtOnce = 10_000;

/**
 * 100,000 people and scripts that are signed in, made by the database itself: most people with a browser, some with a
 * second one and a phone, one in twenty with a script. All made up, and none of them above the limit of three.
 */
export async function fillLargeSessions(db: Kysely<Tables>, users: number, userId: (number: string) => ReturnType<typeof sql.raw>): Promise<void> {
  let left = sessions;
  for (let from = 1; from <= users && left > 0; from += usersAtOnce) {
    const { numAffectedRows } = await sql`
      insert into session (user_id, token_hash, csrf_token, made_up, kind, address, agent, started_at, last_request_at)
      select ${userId('n')}, 'made-up-' || gen_random_uuid(), '', true, kind,
        case kind when 'mobile' then '203.0.113.' else '198.51.100.' end || (1 + (n * 31 + place) % 254),
        agents ->> ((n * 7 + place) % json_array_length(agents)), now() - idle - lasted, now() - idle
      from generate_series(${from}::integer, ${from + usersAtOnce - 1}::integer) as n
      cross join lateral (values
        (0, 'web', n % 100 < 72), (1, 'web', n % 100 < 18), (2, 'mobile', n % 10 < 3), (3, 'api', n % 25 = 3)
      ) as client (place, kind, has)
      cross join lateral (select cast(${JSON.stringify(demoAgents)} as json) -> kind as agents) as known
      -- Half of them asked for something within the last half hour, few for hours nothing.
      cross join lateral (select power(random(), 4 + 0 * n) * interval '9 hours' as idle, (60 + random() * 20000 + 0 * n) * interval '1 second' as lasted) as times
      where has and n % 20 <> 0
      order by n, place limit ${left}`.execute(db);
    left -= Number(numAffectedRows ?? 0);
  }
}
