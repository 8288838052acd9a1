import { type Kysely, type RawBuilder, type Selectable, sql } from 'kysely';
import * as z from 'zod/mini';
import type { Wire } from '../../../src/host/rest/wire.ts';
import type { batchSummary, batchesPage } from '../../../src/host/rest/wire-bulk.ts';
import type { BatchRow, Tables } from '../database/tables.ts';
import { instantKey, readCursor, writeCursor } from '../http/cursor.ts';
import { isId } from '../http/input.ts';
import { notFound } from '../http/problem.ts';
import { limit } from '../licensing/users.ts';
import { asId } from './items.ts';
import { tallyOf } from './tally.ts';

type Summary = Wire<typeof batchSummary>;

const flag = z.optional(z.enum(['true', 'false']));

export const batchesQuery = z.object({
  /** Only those of who asks. */
  mine: flag,
  /** Only those that are neither ended nor stopped. */
  open: flag,
  cursor: z.optional(z.string()),
  limit,
});

interface Row extends Selectable<BatchRow> {
  readonly key: string;
  readonly actor_name: string | null;
  readonly person_name: string | null;
  readonly named_products: Summary['products'];
  readonly unknown: number;
  readonly running: boolean;
  readonly undone_by: string | null;
}

/** How a batch stands. Throws a problem for an unknown one. */
export async function readSummary(db: Kysely<Tables>, id: string): Promise<Summary> {
  const [row] = isId(id) ? (await summaries(sql`where b.id = ${id}`).execute(db)).rows : [];
  if (!row) throw notFound('batch');
  return toSummary(row);
}

/** A page of batches, latest first. */
export async function readBatches(db: Kysely<Tables>, query: z.output<typeof batchesQuery>, actorId: string): Promise<Wire<typeof batchesPage>> {
  const cursor = readCursor(query.cursor, 'at', instantKey);
  const wanted = [sql`true`];
  if (query.mine === 'true') wanted.push(sql`b.actor_id = ${actorId}`);
  if (query.open === 'true') wanted.push(sql`b.completed_at is null and b.stopped_at is null`);
  const matching = sql.join(wanted, sql` and `);
  const from = cursor ? sql`and (b.created_at, b.id) < (${cursor.key}::timestamptz, ${cursor.id}::uuid)` : sql``;
  const { rows } = await summaries(sql`where ${matching} ${from} order by b.created_at desc, b.id desc limit ${query.limit + 1}`).execute(db);
  const total = await sql<{ n: number }>`select count(*) as n from batch b where ${matching}`.execute(db);
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    items: page.map(toSummary),
    total: total.rows[0]!.n,
    next: rows.length > page.length && last ? writeCursor({ sort: 'at', key: last.key, id: last.id }) : null,
  };
}

/** `which` goes on after `from batch b`. Between two requests of one browser a batch is running still. */
function summaries(which: RawBuilder<unknown>): RawBuilder<Row> {
  return sql<Row>`
    select b.*, b.created_at::text as key, u.name as actor_name,
      (select p.name from app_user p where p.id = ${asId(sql`b.person`)}) as person_name,
      (select jsonb_agg(jsonb_build_object('id', n.value ->> 'id', 'change', n.value ->> 'change',
          'name', (select p.name from product p where p.id = ${asId(sql`(n.value ->> 'id')`)})) order by n.number)
        from jsonb_array_elements(b.products) with ordinality as n (value, number)) as named_products,
      (select count(*) from batch_item i where i.batch_id = b.id and i.at >= b.done_to and i.at < b.asked and i.outcome is null) as unknown,
      b.run is not null and b.completed_at is null and b.ran_at > clock_timestamp() - interval '10 seconds' as running,
      (select d.id from batch d where d.undoes = b.id order by d.created_at desc, d.id desc limit 1) as undone_by
    from (select * from batch b ${which}) b left join app_user u on u.id = b.actor_id order by b.created_at desc, b.id desc`;
}

function toSummary(row: Row): Summary {
  return {
    id: row.id,
    by: { id: row.actor_id, name: row.actor_name },
    createdAt: row.created_at,
    endedAt: row.completed_at ?? row.stopped_at,
    stopped: row.stopped_at !== null,
    total: row.item_count,
    tally: tallyOf(row, row.unknown),
    effects: row.effects,
    codes: row.codes as Summary['codes'],
    running: row.running,
    drift: row.drift,
    people: row.people,
    products: row.named_products.map(({ id, name, change }) => ({ id, name, change })),
    person: row.person === null ? null : { id: row.person, name: row.person_name },
    undoes: row.undoes,
    undoneBy: row.undone_by,
  };
}
