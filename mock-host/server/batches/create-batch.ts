import { type Kysely, type RawBuilder, type Transaction, sql } from 'kysely';
import type { Wire } from '../../../src/host/rest/wire.ts';
import type { newBatch } from '../../../src/host/rest/wire-bulk.ts';
import { columnsOf, productTwice } from '../../../src/licensing/bulk-plan.ts';
import type { Tables } from '../database/tables.ts';
import { isId } from '../http/input.ts';
import { HttpProblem, notFound } from '../http/problem.ts';
import { letterOf, storedEffects } from '../plans/effect-codes.ts';
import { MOST_CELLS } from '../plans/limits.ts';
import { stillKept } from '../selections/selections.ts';
import { hashOf, isRegistered, register } from './register.ts';

type NewBatch = Wire<typeof newBatch>;
type Shown = Extract<NewBatch, { shown: unknown }>;

/** Takes on a batch that was planned here or by whoever asks. Nothing is carried out yet. The same again changes nothing. */
export async function createBatch(db: Kysely<Tables>, id: string, batch: NewBatch, actorId: string): Promise<void> {
  if (!isId(id)) throw wrong('id: a UUID in lower case expected');
  if ('planId' in batch) await createPlanned(db, id, batch.planId, actorId);
  else await createShown(db, id, batch, actorId);
}

async function createPlanned(db: Kysely<Tables>, id: string, planId: string, actorId: string): Promise<void> {
  const row = { id, actorId, contentHash: hashOf(['plan', planId]) };
  // Even after its plan was swept away.
  if (await isRegistered(db, row)) return;
  await register(db, row, async (transaction) => {
    const plan = isId(planId)
      ? await transaction
          .selectFrom('plan').select(['people', 'undoes']).where('id', '=', planId).where('actor_id', '=', actorId).where(stillKept).forShare().executeTakeFirst()
      : undefined;
    if (!plan) throw notFound('plan');
    const columns = await transaction
      .selectFrom('plan_column')
      .select(['product_id as id', 'change', sql<number>`length(replace(effects, '-', ''))`.as('cells')])
      .where('plan_id', '=', planId)
      .orderBy('position')
      .execute();
    checkSize(columns.reduce((all, { cells }) => all + cells, 0));
    const itemCount = await insertCells(transaction, id, sql`select * from plan_cell where plan_id = ${planId}`);
    return {
      itemCount, people: plan.people, person: await personOf(transaction, id, plan.people), undoes: plan.undoes,
      products: columns.map(({ id: productId, change }) => ({ id: productId, change })),
    };
  });
}

async function createShown(db: Kysely<Tables>, id: string, { request: { selectionId, changes }, shown }: Shown, actorId: string): Promise<void> {
  const columns = columnsOf(changes);
  const letters = shown.map(({ effects }) => effects.map(letterOf).join(''));
  const row = { id, actorId, contentHash: hashOf(['shown', selectionId, columns, letters]) };
  if (await isRegistered(db, row)) return;

  const twice = productTwice(changes);
  if (twice !== undefined) throw wrong(`request.changes: a product stands twice: ${twice}`);
  const amiss = columns.findIndex(({ productId }, at) => shown[at]?.productId !== productId);
  if (amiss >= 0 || shown.length > columns.length) throw wrong(`shown: the products of the changes expected, in their order`);
  await register(db, row, async (transaction) => {
    const selection = isId(selectionId)
      ? await transaction
          .selectFrom('selection')
          .select(sql<number>`cardinality(user_ids)`.as('count'))
          .where('id', '=', selectionId)
          .where('actor_id', '=', actorId)
          .where(stillKept)
          .forShare()
          .executeTakeFirst()
      : undefined;
    if (!selection) throw notFound('selection');
    const short = letters.findIndex((column) => column.length !== selection.count);
    if (short >= 0) throw wrong(`shown.${short}.effects: ${selection.count} expected, one for each of the selected`);
    checkSize(selection.count * columns.length);
    const unknown = await unknownProduct(transaction, columns.map(({ productId }) => productId));
    if (unknown !== undefined) throw wrong(`request.changes: there is no product ${unknown}`);

    const column = (of: (column: (typeof columns)[number], at: number) => string | null) => sql.val(columns.map(of));
    const itemCount = await insertCells(transaction, id, sql`
      select c.position, n.place, c.product_id, c.change, c.if_holds, n.user_id, null::bigint as expects,
        (${sql.val(storedEffects)}::text[])[ascii(n.letter) - 96] as effect
      from selection s cross join unnest(${column(({ productId }) => productId)}::text[], ${column(({ change }) => change)}::text[],
        ${column(({ ifHolds }) => ifHolds)}::text[], ${column((_, at) => letters[at]!)}::text[]) with ordinality
        as c (product_id, change, if_holds, letters, position)
      cross join lateral unnest(s.user_ids, string_to_array(c.letters, null)) with ordinality as n (user_id, letter, place)
      where s.id = ${selectionId}`);
    return {
      itemCount, people: selection.count, person: await personOf(transaction, id, selection.count),
      products: columns.map(({ productId, change }) => ({ id: productId, change })),
    };
  });
}

/** Makes items of cells: a product after the other; of each those that change something first, in the order of the selection. */
async function insertCells(db: Transaction<Tables>, id: string, cells: RawBuilder<unknown>): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into batch_item (batch_id, at, key, user_id, product_id, change, if_holds, planned, expects)
    select ${id}::uuid, at, at::text, user_id, product_id, change, if_holds, effect, expects
    from (
      select row_number() over (order by position, effect in ('grant', 'recall', 'role-derived') desc, place) - 1 as at, c.* from (${cells}) c
    ) n`.execute(db);
  return Number(numAffectedRows ?? 0);
}

async function personOf(db: Transaction<Tables>, batchId: string, people: number): Promise<string | null> {
  if (people !== 1) return null;
  const item = await db.selectFrom('batch_item').select('user_id').where('batch_id', '=', batchId).limit(1).executeTakeFirst();
  return item?.user_id ?? null;
}

async function unknownProduct(db: Transaction<Tables>, ids: readonly string[]): Promise<string | undefined> {
  const known = await db.selectFrom('product').select('id').where('id', '=', sql<string>`any (${sql.val(ids.filter(isId))}::uuid[])`).execute();
  const found = new Set(known.map((product) => product.id));
  return ids.find((id) => !found.has(id));
}

function checkSize(cells: number): void {
  if (cells > MOST_CELLS) throw new HttpProblem(422, 'rejected', 'The batch is too large.', `at most ${MOST_CELLS} changes at once`);
  if (!cells) throw new HttpProblem(422, 'rejected', 'There is nothing to do in this batch.');
}

const wrong = (detail: string): HttpProblem => new HttpProblem(422, 'rejected', 'The request has a wrong shape.', detail);
