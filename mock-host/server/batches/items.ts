import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Wire, batchLine } from '../../../src/host/rest/wire.ts';
import type { BatchItem } from '../../../src/licensing/plan.ts';
import type { Effect } from '../../../src/licensing/rules.ts';
import type { Tables } from '../database/tables.ts';
import { type WireSeats, toWireSeats } from '../licensing/figures.ts';

type Told = Extract<Wire<typeof batchLine>, { line: 'outcome' }>;

/** How an item ended. */
export type Ending = Pick<Told, 'outcome' | 'effect' | 'code'>;
/** How an item of the Licenses tab ended, without the name of the line. */
export type Settled = Omit<Told, 'line'>;

/** An item as it is kept. */
export interface Item extends BatchItem {
  readonly at: number;
  /** The history entry that has to be the latest of user and product still; null = whatever happened. */
  readonly expects: number | null;
  /** Null = open. */
  readonly ending: Ending | null;
  /** As they were told with its ending; kept for the Licenses tab alone. */
  readonly seats: WireSeats | null;
}

/** Items at the places from `from` to before `to`, in their order. */
export async function readItems(db: Kysely<Tables>, batchId: string, from: number, to: number): Promise<Item[]> {
  const rows = await db
    .selectFrom('batch_item')
    .select(['at', 'key', 'user_id', 'product_id', 'change', 'if_holds', 'planned', 'expects', 'outcome', 'effect', 'code', 'seats'])
    .where('batch_id', '=', batchId)
    .where('at', '>=', from)
    .where('at', '<', to)
    .orderBy('at')
    .execute();
  return rows.map(({ at, key, user_id, product_id, change, if_holds, planned, expects, outcome, effect, code, seats }) => ({
    at, key, userId: user_id, productId: product_id, change, seatVersion: 0, ifHolds: if_holds, planned, expects,
    ending: outcome && { outcome, effect, code: code as Ending['code'] },
    // JSON columns keep no order of fields; an answer given again has to be the same bytes.
    seats: seats === null ? null : toWireSeats(seats as WireSeats),
  }));
}

/** What an item was sent with may be no id at all. */
export function asId(column: RawBuilder<unknown>): RawBuilder<string | null> {
  return sql`case when ${column} ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then ${column}::uuid end`;
}

/** Whether it is to be attempted when it is asked for: what the host itself could not do may do better now. */
export function isOpen({ ending }: Pick<Item, 'ending'>): boolean {
  return ending === null || ending.code === 'server' || ending.code === 'forbidden';
}

export function failed(code: NonNullable<Ending['code']>): Ending {
  return { outcome: 'failed', effect: null, code };
}

/** Stores how items ended; `seats` by product id go with those that were carried out. */
export async function storeEndings(
  db: Kysely<Tables>,
  batchId: string,
  endings: readonly (readonly [Item, Ending])[],
  seats: Readonly<Record<string, WireSeats>>,
): Promise<void> {
  const column = <T>(of: (item: Item, ending: Ending) => T) => sql.val(endings.map(([item, ending]) => of(item, ending)));
  await sql`
    update batch_item i set outcome = s.outcome, effect = s.effect, code = s.code, settled_at = clock_timestamp(),
      seats = case when s.effect is not null then ${JSON.stringify(seats)}::jsonb -> i.product_id end
    from unnest(${column(({ at }) => at)}::integer[], ${column((_, { outcome }) => outcome)}::text[],
      ${column((_, { effect }) => effect)}::text[], ${column((_, { code }) => code)}::text[]) as s (at, outcome, effect, code)
    where i.batch_id = ${batchId} and i.at = s.at
      and i.at between ${endings[0]![0].at} and ${endings.at(-1)![0].at}`.execute(db);
}

/** How items ended, counted. */
export interface Counts {
  readonly effects: Partial<Record<Effect, number>>;
  readonly codes: Record<string, number>;
  readonly drift: number;
}

/** The counts of a batch after some of its items ended. */
export function counted({ effects, codes, drift }: Counts, endings: readonly (readonly [Item, Ending])[]): Counts {
  const after = { effects: { ...effects }, codes: { ...codes }, drift };
  const count = <K extends string>(numbers: Partial<Record<K, number>>, name: K | null | undefined, by: 1 | -1) => {
    if (name == null) return;
    const number = (numbers[name] ?? 0) + by;
    if (number) numbers[name] = number;
    else delete numbers[name];
  };
  for (const [{ ending: before, planned }, ending] of endings) {
    // What had failed carried no effect.
    count(after.codes, before?.code, -1);
    count(after.codes, ending.code, 1);
    count(after.effects, ending.effect, 1);
    if (planned != null && ending.effect !== null && ending.effect !== planned) after.drift++;
  }
  return after;
}
