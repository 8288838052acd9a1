import { type Transaction, sql } from 'kysely';
import { outcomeOf } from '../../../src/licensing/outcome.ts';
import { type PlannedItem, itemKey, planItems } from '../../../src/licensing/plan.ts';
import { changes } from '../../../src/licensing/rules.ts';
import type { Tables } from '../database/tables.ts';
import { pairKey } from '../licensing/user-licenses.ts';
import { type Ending, type Item, failed } from './items.ts';
import { readOvertaken, readState } from './state.ts';

export interface Doer {
  /** Null: what is changed belongs to no batch. */
  readonly batchId: string | null;
  readonly actorId: string;
  /** What history calls the way the change came; default `administrator`. */
  readonly origin?: string;
}

/**
 * Decides items by the rules and changes assignments. `refused`: the database has seen seats gone that the rules still
 * counted.
 */
export async function carryOut(db: Transaction<Tables>, doer: Doer, items: readonly Item[], refused: boolean): Promise<(readonly [Item, Ending])[]> {
  const state = await readState(db, items);
  const known = items.filter(state.knows);
  const overtaken = await readOvertaken(db, known);
  const { items: planned } = planItems(known.filter((item) => !overtaken(item)), state);
  if (!refused) for (const round of rounds(planned as readonly (PlannedItem & Item)[])) await change(db, doer, round);

  const effects = new Map((planned as readonly (PlannedItem & Item)[]).map(({ at, effect }) => [at, refused ? ('no-seat' as const) : effect]));
  return items.map((item) => {
    if (!state.knows(item)) return [item, failed('not-found')] as const;
    const effect = effects.get(item.at) ?? 'conflict';
    return [item, { outcome: outcomeOf(effect), effect, code: null }] as const;
  });
}

/** Items that change something, in rounds that touch a user × product once: a recall and the grant after it are two changes. */
function rounds(planned: readonly (PlannedItem & Item)[]): (PlannedItem & Item)[][] {
  const all: (PlannedItem & Item)[][] = [];
  const touched = new Map<string, number>();
  for (const item of planned) {
    if (!changes(item.effect)) continue;
    const pair = pairKey(item.userId, item.productId);
    const round = touched.get(pair) ?? 0;
    touched.set(pair, round + 1);
    (all[round] ??= []).push(item);
  }
  return all;
}

/** Tells the history whom the changes of this transaction come from from here on, and what batch and items they are of. */
export async function signAs(db: Transaction<Tables>, { batchId, actorId, origin = 'administrator' }: Doer, keys: Readonly<Record<string, string>>): Promise<void> {
  await sql`select set_config('licensing.actor', ${actorId}, true), set_config('licensing.origin', ${origin}, true),
    set_config('licensing.batch', ${batchId ?? ''}, true), set_config('licensing.items', ${JSON.stringify(keys)}, true)`.execute(db);
}

/** Recalls first: they free what grants of the same round may need. */
async function change(db: Transaction<Tables>, doer: Doer, items: readonly Item[]): Promise<void> {
  const { actorId } = doer;
  await signAs(db, doer, Object.fromEntries(items.map((item) => [itemKey(item), item.key])));
  const chosen = (change: Item['change']) => {
    const of = items.filter((item) => item.change === change);
    return { any: of.length > 0, pairs: sql`unnest(${sql.val(of.map((item) => item.userId))}::uuid[], ${sql.val(of.map((item) => item.productId))}::uuid[],
      ${sql.val(of.map((item) => item.expects))}::bigint[]) as pair (user_id, product_id, undoes)` };
  };
  const [recalls, grants] = [chosen('recall'), chosen('grant')];
  if (recalls.any) {
    await sql`
      update assignment a set recalled_at = greatest(clock_timestamp(), a.granted_at), recalled_by = ${actorId}::uuid
      from ${recalls.pairs} where a.user_id = pair.user_id and a.product_id = pair.product_id and a.recalled_at is null`.execute(db);
  }
  if (grants.any) {
    // What takes a recall back brings back what was recalled, and its role as long as that still grants it.
    await sql`
      insert into assignment (user_id, product_id, granted_at, granted_by, source, role_id, access_level, account, notes, last_used_at)
      select pair.user_id, pair.product_id, clock_timestamp(), ${actorId}::uuid, case when g.role_id is null then 'direct' else 'role' end, g.role_id,
        a.access_level, a.account, a.notes, a.last_used_at
      from ${grants.pairs}
      left join history h on h.id = pair.undoes
      left join assignment a on a.id = h.assignment_id and a.user_id = pair.user_id and a.product_id = pair.product_id
      left join role_member m on m.user_id = a.user_id and m.role_id = a.role_id
      left join role_grant g on g.role_id = m.role_id and g.product_id = a.product_id`.execute(db);
  }
}
