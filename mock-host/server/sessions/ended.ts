import { type Kysely, sql } from 'kysely';
import * as z from 'zod/mini';
import type { endedSessionsPage } from '../../../src/host/rest/wire-sessions.ts';
import type { Wire } from '../../../src/host/rest/wire.ts';
import type { Tables } from '../database/tables.ts';
import { instantKey, readCursor, writeCursor } from '../http/cursor.ts';
import { containing, search } from '../licensing/users.ts';
import { cappedCount, pageLimit, readClock } from './list.ts';
import { type ActiveRow, type EndRow, endColumns, toWireEnd, toWireSession } from './rows.ts';

export const endedQuery = z.object({
  /** Part of a login, an e-mail or a name. */
  search,
  sort: z._default(z.enum(['ended', '-ended']), '-ended'),
  cursor: z.optional(z.string()),
  limit: pageLimit,
});

/** A page of sessions that are over, newest first unless asked otherwise. */
export async function readEnded(db: Kysely<Tables>, query: z.output<typeof endedQuery>): Promise<Wire<typeof endedSessionsPage>> {
  const cursor = readCursor(query.cursor, query.sort, instantKey);
  const [order, beyond] = query.sort === '-ended' ? [sql`desc`, sql`<`] : [sql`asc`, sql`>`];
  const wanted = [sql`s.ended_at is not null and s.kind <> 'explorer'`];
  const part = query.search?.trim();
  if (part) {
    const like = containing(part);
    wanted.push(sql`exists (select 1 from app_user w where w.id = s.user_id and (w.login ilike ${like} or w.email ilike ${like} or w.name ilike ${like}))`);
  }
  const matching = sql.join(wanted, sql` and `);
  const from = cursor ? sql`and (s.ended_at, s.id) ${beyond} (${cursor.key}::timestamptz, ${cursor.id}::uuid)` : sql``;

  const { rows } = await sql<ActiveRow & EndRow & { readonly key: string }>`
    select s.id, s.user_id, u.name as user_name, u.login as user_login, s.kind, s.address, s.agent, s.started_at, s.last_request_at,
      s.ended_at::text as key, ${endColumns}
    from session s join app_user u on u.id = s.user_id where ${matching} ${from}
    order by s.ended_at ${order}, s.id ${order} limit ${query.limit + 1}`.execute(db);
  const total = await cappedCount(db, sql`session s where ${matching}`);
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    items: page.map((row) => {
      const { ending: _ending, own: _own, ...session } = toWireSession(row, false);
      return { ...session, end: toWireEnd(row)! };
    }),
    total,
    next: rows.length > page.length && last ? writeCursor({ sort: query.sort, key: last.key, id: last.id }) : null,
    asOf: await readClock(db),
  };
}
