import { type Kysely, type RawBuilder, sql } from 'kysely';
import * as z from 'zod/mini';
import { sessionKind, type sessionsPage } from '../../../src/host/rest/wire-sessions.ts';
import type { Wire } from '../../../src/host/rest/wire.ts';
import type { SessionSort } from '../../../src/licensing/session-gateway.ts';
import type { Tables } from '../database/tables.ts';
import { instantKey, readCursor, textKey, writeCursor } from '../http/cursor.ts';
import { containing, search } from '../licensing/users.ts';
import { readCounts } from './counts.ts';
import { type ActiveRow, activeColumns, toWireSession } from './rows.ts';

/** Counting what matches a search stops here; beyond it there are just "more than". */
export const MOST_COUNTED = 10_000;

/** What may be sorted by; `0010-session-lists` has an index for each. Text is compared by code point. */
const sorts = {
  lastRequest: { key: 's.last_request_at', type: 'timestamptz', pattern: instantKey },
  started: { key: 's.started_at', type: 'timestamptz', pattern: instantKey },
  login: { key: 'lower(s.user_login) collate "C"', type: 'text', pattern: textKey },
  name: { key: 'lower(s.user_name) collate "C"', type: 'text', pattern: textKey },
  kind: { key: 's.kind', type: 'text', pattern: /^(api|mobile|web)$/ },
  address: { key: `coalesce(s.address, '') collate "C"`, type: 'text', pattern: textKey },
} as const;

const sortNames = Object.keys(sorts).flatMap((name) => [name, `-${name}`]) as [SessionSort, ...SessionSort[]];

export const pageLimit = z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(5_000)), 100);

export const sessionsQuery = z.object({
  /** Part of a login, an e-mail or a name. */
  search,
  kind: z.optional(sessionKind),
  sort: z._default(z.enum(sortNames), '-lastRequest'),
  cursor: z.optional(z.string()),
  limit: pageLimit,
});

export type SessionsQuery = z.output<typeof sessionsQuery>;

/** A page of active sessions. The cursor is where the former page ended, so sessions that come and go shift nothing. */
export async function readSessions(db: Kysely<Tables>, query: SessionsQuery, ownId: string): Promise<Wire<typeof sessionsPage>> {
  const { rows } = await pageOf(query).execute(db);
  const page = rows.slice(0, query.limit);
  const isAll = !query.cursor && rows.length === page.length;
  const total = isAll ? { count: page.length, exact: true } : await readTotal(db, query);
  const last = page.at(-1);
  return {
    items: page.map((row) => toWireSession(row, row.id === ownId)),
    total,
    next: rows.length > page.length && last ? writeCursor({ sort: query.sort, key: last.key, id: last.id }) : null,
    // After the rows, so that none of them is later than this.
    asOf: await readClock(db),
  };
}

/** The statement that reads a page and one row more. */
export function pageOf(query: SessionsQuery): RawBuilder<ActiveRow & { readonly key: string }> {
  const sort = sorts[query.sort.replace('-', '') as keyof typeof sorts];
  const cursor = readCursor(query.cursor, query.sort, sort.pattern);
  const key = sql.raw(sort.key);
  const [order, beyond] = query.sort.startsWith('-') ? [sql`desc`, sql`<`] : [sql`asc`, sql`>`];
  const from = cursor ? sql`and (${key}, s.id) ${beyond} (${cursor.key}::${sql.raw(sort.type)}, ${cursor.id}::uuid)` : sql``;
  return sql`
    select ${activeColumns}, (${key})::text as key from session s where ${matching(query)} ${from}
    order by ${key} ${order}, s.id ${order} limit ${query.limit + 1}`;
}

async function readTotal(db: Kysely<Tables>, query: SessionsQuery): Promise<{ count: number; exact: boolean }> {
  if (!query.search?.trim()) {
    const counts = await readCounts(db);
    return { count: query.kind ? counts[query.kind] : counts.web + counts.api + counts.mobile, exact: true };
  }
  return cappedCount(db, sql`session s where ${matching(query)}`);
}

/** Counts the rows of a `from` clause, but no further than it is worth. */
export async function cappedCount(db: Kysely<Tables>, from: RawBuilder<unknown>): Promise<{ count: number; exact: boolean }> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from (select 1 from ${from} limit ${MOST_COUNTED + 1}) counted`.execute(db);
  const n = rows[0]!.n;
  return { count: Math.min(n, MOST_COUNTED), exact: n <= MOST_COUNTED };
}

function matching({ kind, search }: Pick<SessionsQuery, 'kind' | 'search'>): RawBuilder<unknown> {
  // In the words of the indexes' own condition, so that they are used.
  const wanted = [sql`s.ended_at is null and s.kind <> 'explorer'`];
  if (kind) wanted.push(sql`s.kind = ${kind}`);
  const part = search?.trim();
  if (part) wanted.push(sql`s.user_words like lower(${containing(part)}::text)`);
  return sql.join(wanted, sql` and `);
}

export async function readClock(db: Kysely<Tables>): Promise<string> {
  const { rows } = await sql<{ now: string }>`select clock_timestamp() as now`.execute(db);
  return rows[0]!.now;
}
