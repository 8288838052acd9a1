import type { LicensedUser, UserLicense } from '../../licensing/license.ts';
import { type BatchItem, itemKey, planItems } from '../../licensing/plan.ts';
import { type Change, decide } from '../../licensing/rules.ts';
import type { Note, Row } from './licenses-tab.state.ts';

/** What is known of one user's licenses, and what is meant to become of them; by product id, in the host's order. */
export interface Ticks {
  readonly user: LicensedUser;
  readonly licenses: ReadonlyMap<string, UserLicense>;
  readonly pending: ReadonlyMap<string, Change>;
  readonly notes: ReadonlyMap<string, Note>;
}

/** The pending ticks as a batch carries them. */
export function pendingItems({ user, licenses, pending }: Omit<Ticks, 'notes'>): BatchItem[] {
  return [...licenses.values()].flatMap(({ productId, seats }) => {
    const change = pending.get(productId);
    if (!change) return [];
    const item = { userId: user.id, productId, change };
    return { ...item, key: itemKey(item), seatVersion: seats.version };
  });
}

/** A row per product, with what its tick would come to if it were saved now. */
export function planRows(ticks: Ticks): readonly Row[] {
  const { user, licenses, pending, notes } = ticks;
  const cell = ({ seats, term, assignment }: UserLicense) => ({
    user, seats, termState: term.state, held: assignment?.source ?? null,
  });
  const plan = planItems(pendingItems(ticks), {
    user: () => user,
    product: (productId) => cell(licenses.get(productId)!),
    held: (_, productId) => cell(licenses.get(productId)!).held,
  });
  const effects = new Map(plan.items.map(({ productId, effect }) => [productId, effect]));
  return Object.freeze(
    [...licenses.values()].map((license): Row => {
      const { productId, seats, assignment } = license;
      const effect = effects.get(productId) ?? (assignment ? null : decide('grant', cell(license)));
      const [note = null, said] = notes.get(productId) ?? [];
      return Object.freeze({
        license,
        pending: pending.get(productId) ?? null,
        effect,
        after: plan.seats.get(productId)?.after ?? seats,
        // A seat has come free since.
        note: note === 'no-seat' && effect !== note ? null : note,
        said,
      });
    }),
  );
}
