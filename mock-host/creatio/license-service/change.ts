import { type Transaction, sql } from 'kysely';
import type { Change } from '../../../src/licensing/rules.ts';
import { type Doer, carryOut, signAs } from '../../server/batches/carry-out.ts';
import type { Ending } from '../../server/batches/items.ts';
import { sqlState, withRetries } from '../../server/batches/retry.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Call } from '../call.ts';

/** A license that somebody shall have or lose. */
export interface Wish {
  readonly userId: string;
  readonly productId: string;
  readonly change: Change;
}

/** What became of a wish; one without an effect has a code. */
export type Fulfilled = Wish & Pick<Ending, 'effect' | 'code'>;

interface Options {
  /** Inactive users get rows too, which take no seat. */
  readonly unchecked?: boolean;
  /** Asked before anything is durable; what it throws leaves everything as it was. */
  readonly check?: (all: readonly Fulfilled[]) => void;
}

/** What history calls changes that came this way. */
export const ORIGIN = 'creatio';

const NO_SEAT = 'LS001';

/**
 * Fulfils wishes one after the other as far as the rules allow, in one transaction, under the locks of the licensing API's
 * own batches: whoever comes first gets the last seat, whichever way they come.
 */
export async function fulfil({ database: { db }, caller, failEverySecondItem }: Call, wishes: readonly Wish[], { unchecked = false, check }: Options = {}): Promise<readonly Fulfilled[]> {
  const doer: Doer = { batchId: null, actorId: caller.user.id, origin: ORIGIN };
  const isWithheld = (_: unknown, at: number): boolean => failEverySecondItem && at % 2 === 1;
  const withheld = wishes.filter(isWithheld).map((wish): Fulfilled => ({ ...wish, effect: null, code: 'server' }));
  const items = wishes
    .filter((wish, at) => !isWithheld(wish, at))
    .map((wish, at) => ({ ...wish, at, key: String(at), seatVersion: 0, expects: null, ending: null, seats: null }));
  const attempt = (refused: boolean): Promise<readonly Fulfilled[]> =>
    withRetries(() =>
      db.transaction().execute(async (transaction) => {
        const endings = await carryOut(transaction, doer, items, refused);
        const all = [...endings.map(([{ userId, productId, change }, { effect, code }]) => ({ userId, productId, change, effect, code })), ...withheld];
        check?.(all);
        if (unchecked) await addInactive(transaction, doer, all.filter(({ effect }) => effect === 'inactive'));
        return all;
      }),
    );
  try {
    return await attempt(false);
  } catch (error) {
    // The database saw a seat gone that the rules still counted, such as at midnight when a term ends.
    if (sqlState(error) !== NO_SEAT) throw error;
    return attempt(true);
  }
}

async function addInactive(db: Transaction<Tables>, doer: Doer, rows: readonly Wish[]): Promise<void> {
  if (!rows.length) return;
  await signAs(db, doer, {});
  await sql`
    insert into assignment (user_id, user_active, product_id, granted_at, granted_by)
    select pair.user_id, false, pair.product_id, clock_timestamp(), ${doer.actorId}::uuid
    from unnest(${sql.val(rows.map(({ userId }) => userId))}::uuid[], ${sql.val(rows.map(({ productId }) => productId))}::uuid[]) as pair (user_id, product_id)
    join product_figures f on f.product_id = pair.product_id and f.term_state = 'current'
    on conflict do nothing`.execute(db);
}
