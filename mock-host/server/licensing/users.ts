import { type Kysely, type RawBuilder, sql } from 'kysely';
import * as z from 'zod/mini';
import type { Wire } from '../../../src/host/rest/wire.ts';
import type { usersPage } from '../../../src/host/rest/wire-lists.ts';
import type { Tables } from '../database/tables.ts';
import { instantKey, readCursor, textKey, writeCursor } from '../http/cursor.ts';
import { isId, storable } from '../http/input.ts';

/** What may be sorted by. Keys are compared by code point, so that a cursor means the same on every server. */
const sorts = {
  name: { key: 'lower(u.name) collate "C"', type: 'text', pattern: textKey },
  login: { key: 'lower(u.login) collate "C"', type: 'text', pattern: textKey },
  lastLogin: { key: `coalesce(u.last_login_at, 'epoch')`, type: 'timestamptz', pattern: instantKey },
} as const;

type Sort = keyof typeof sorts | `-${keyof typeof sorts}`;
const sortNames = Object.keys(sorts).flatMap((name) => [name, `-${name}`]) as [Sort, ...Sort[]];

export const filter = z.string().check(
  z.refine((text) => text === 'active' || text === 'inactive' || (text.startsWith('holds:') && isId(text.slice(6))),
    'Invalid input: expected "active", "inactive" or "holds:<product id>"'),
);

export const limit = z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(200)), 50);
export const search = z.optional(z.string().check(z.maxLength(200), storable));

export const usersQuery = z.object({
  /** Part of a name, login or e-mail. */
  search,
  filter: z.optional(z.union([filter, z.array(filter)])),
  sort: z._default(z.enum(sortNames), 'name'),
  cursor: z.optional(z.string()),
  limit,
});

/** `%part%` of a LIKE, with the part's own wildcards taken literally. */
export function containing(part: string): string {
  return `%${part.replace(/[\\%_]/g, '\\$&')}%`;
}

/** The condition of those `app_user u` whom a search and filters mean. */
export function matchingUsers(search: string | undefined, filters: readonly string[]): RawBuilder<unknown> {
  const wanted = filters.map((item) =>
    item === 'active' ? sql`u.active`
    : item === 'inactive' ? sql`not u.active`
    : sql`exists (select 1 from assignment a where a.user_id = u.id and a.product_id = ${item.slice(6)}::uuid and a.recalled_at is null)`);
  const part = search?.trim();
  return sql.join([sql`true`, ...wanted, ...(part ? [naming(part)] : [])], sql` and `);
}

/** The condition of those `app_user u` whose name, login or e-mail contains a part, in any case. */
export function naming(part: string): RawBuilder<unknown> {
  const pattern = containing(part);
  return sql`(u.name ilike ${pattern} or u.login ilike ${pattern} or u.email ilike ${pattern})`;
}

/** A page of users. The cursor is where the former page ended, so rows that come and go shift nothing. */
export async function readUsers(db: Kysely<Tables>, query: z.output<typeof usersQuery>): Promise<Wire<typeof usersPage>> {
  const descending = query.sort.startsWith('-');
  const sort = sorts[query.sort.replace('-', '') as keyof typeof sorts];
  const cursor = readCursor(query.cursor, query.sort, sort.pattern);
  const key = sql.raw(sort.key);
  const [order, beyond] = descending ? [sql`desc`, sql`<`] : [sql`asc`, sql`>`];

  const matching = matchingUsers(query.search, [query.filter ?? []].flat());
  const from = cursor ? sql`and (${key}, u.id) ${beyond} (${cursor.key}::${sql.raw(sort.type)}, ${cursor.id}::uuid)` : sql``;

  const { rows } = await sql<Wire<typeof usersPage>['items'][number] & { key: string }>`
    select u.id, u.name, u.login, u.email, u.active, u.kind, u.job_title as "jobTitle", (${key})::text as key,
      (select count(*)::integer from assignment a where a.user_id = u.id and a.counted) as licenses
    from app_user u where ${matching} ${from}
    order by ${key} ${order}, u.id ${order} limit ${query.limit + 1}`.execute(db);
  const total = await sql<{ n: number }>`select count(*) as n from app_user u where ${matching}`.execute(db);

  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    items: page.map(({ key: _, ...user }) => user),
    total: total.rows[0]?.n ?? 0,
    next: rows.length > page.length && last ? writeCursor({ sort: query.sort, key: last.key, id: last.id }) : null,
  };
}
