import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { PlannedProduct, SeatOrder } from '../../../src/licensing/bulk.ts';
import type { BulkState } from '../../../src/licensing/bulk-plan.ts';
import { servedInOrder } from '../../../src/licensing/seat-order.ts';
import type { Tables } from '../database/tables.ts';
import { toSeats } from '../licensing/figures.ts';
import { gone } from '../selections/selections.ts';

/** What the rules look at of a person; a letter each, as a driver reads a text of 100,000 letters at once. */
const kinds = {
  a: { active: true, kind: 'person' },
  i: { active: false, kind: 'person' },
  s: { active: true, kind: 'system' },
  t: { active: false, kind: 'system' },
} as const;

const sources = [null, 'direct', 'role'] as const;

export interface PlannedPeople extends BulkState {
  /** ISO instant of the moment all of it is of. */
  readonly at: string;
  /** By place, how many active sessions; 0 for all unless asked for. */
  readonly sessions: Int32Array;
}

export interface Asked {
  readonly userIds: readonly string[];
  readonly productIds: readonly string[];
  readonly orders: readonly SeatOrder[];
  /** Whether somebody may lose a license, so that sessions matter. */
  readonly recalls: boolean;
}

/**
 * What planning needs to know of many people and some products, in as many statements whatever their number. The caller
 * sees to it that they all read the same moment. Throws a problem when one of the people is gone.
 */
export async function readPlanState(moment: Kysely<Tables>, { userIds, productIds, orders, recalls }: Asked): Promise<PlannedPeople> {
  const count = userIds.length;
  // Places from 0, as everywhere in plans.
  const people = sql`(select id, place::integer - 1 as place from unnest(${sql.val(userIds)}::uuid[]) with ordinality as n (id, place)) p`;

  const letters = await sql<{ letters: string | null; at: string }>`
    select string_agg(case when u.kind = 'person' then case when u.active then 'a' else 'i' end else case when u.active then 's' else 't' end end, ''
      order by p.place) as letters, now() as at
    from ${people} join app_user u on u.id = p.id`.execute(moment);
  const { letters: kindOf, at } = letters.rows[0]!;
  if (kindOf?.length !== count) throw gone();

  const products = await readFigures(moment, productIds);
  const held = await readHeld(moment, people, productIds, count);
  const sessions = recalls ? await readSessions(moment, people, count) : new Int32Array(count);
  const roleIds = orders.flatMap((order) => (order.by === 'role' ? [order.roleId] : []));
  const members = await readMembers(moment, people, roleIds);
  const activity = orders.some(({ by }) => by === 'last-activity') ? await readActivity(moment, people) : [];
  return {
    at,
    count,
    sessions,
    user: (place) => kinds[kindOf[place] as keyof typeof kinds],
    held: (place, productId) => sources[held.get(productId)?.[place] ?? 0]!,
    product: (id) => products.get(id)!,
    order: (order) =>
      servedInOrder(order, {
        count,
        userId: (place) => userIds[place]!,
        lastActivity: (place) => activity[place] ?? null,
        inRole: (place, roleId) => members.get(roleId)?.has(place) ?? false,
      }),
  };
}

/** Products by id; those that do not exist are missing. */
export async function readFigures(db: Kysely<Tables>, ids: readonly string[]): Promise<Map<string, PlannedProduct>> {
  const rows = await db.selectFrom('product_figures').selectAll().where('product_id', '=', anyOf(ids)).execute();
  return new Map(rows.map((row) => [row.product_id, { seats: toSeats(row), termState: row.term_state }]));
}

/** By product, an index into `sources` for each person. */
async function readHeld(db: Kysely<Tables>, people: RawBuilder<unknown>, productIds: readonly string[], count: number): Promise<Map<string, Uint8Array>> {
  const { rows } = await sql<{ product_id: string; source: 'direct' | 'role'; places: string }>`
    select a.product_id, a.source, string_agg(p.place::text, ' ') as places
    from ${people} join assignment a on a.user_id = p.id
    where a.product_id = ${anyOf(productIds)} and a.recalled_at is null group by a.product_id, a.source`.execute(db);
  const held = new Map(productIds.map((id) => [id, new Uint8Array(count)]));
  for (const { product_id, source, places } of rows) {
    const column = held.get(product_id)!;
    for (const place of places.split(' ')) column[Number(place)] = sources.indexOf(source);
  }
  return held;
}

/** Active sessions but the explorer's, which are nobody's work. */
async function readSessions(db: Kysely<Tables>, people: RawBuilder<unknown>, count: number): Promise<Int32Array> {
  const { rows } = await sql<{ n: number; places: string }>`
    select n, string_agg(place::text, ' ') as places from (
      select p.place, count(*) as n from ${people} join session s on s.user_id = p.id
      where s.ended_at is null and s.kind <> 'explorer' group by p.place
    ) counted group by n`.execute(db);
  const sessions = new Int32Array(count);
  for (const { n, places } of rows) for (const place of places.split(' ')) sessions[Number(place)] = n;
  return sessions;
}

async function readMembers(db: Kysely<Tables>, people: RawBuilder<unknown>, roleIds: readonly string[]): Promise<Map<string, Set<number>>> {
  if (!roleIds.length) return new Map();
  const { rows } = await sql<{ role_id: string; places: string }>`
    select m.role_id, string_agg(p.place::text, ' ') as places from ${people} join role_member m on m.user_id = p.id
    where m.role_id = ${anyOf(roleIds)} group by m.role_id`.execute(db);
  return new Map(rows.map(({ role_id, places }) => [role_id, new Set(places.split(' ').map(Number))]));
}

/** In milliseconds, as the plugin reads instants; null = never. */
async function readActivity(db: Kysely<Tables>, people: RawBuilder<unknown>): Promise<(number | null)[]> {
  const { rows } = await sql<{ instants: string }>`
    select string_agg(coalesce(floor(extract(epoch from u.last_activity_at) * 1000)::text, ''), ' ' order by p.place) as instants
    from ${people} join app_user u on u.id = p.id`.execute(db);
  return rows[0]!.instants.split(' ').map((instant) => (instant === '' ? null : Number(instant)));
}

function anyOf(ids: readonly string[]): RawBuilder<string> {
  return sql<string>`any (${sql.val(ids)}::uuid[])`;
}
