import type { Row } from '../../../src/features/licenses-tab/licenses-tab.state.ts';
import type { LicensedUser, Seats, UserLicense } from '../../../src/licensing/license.ts';

/** A license in order, but for what is given. */
export function license({ version = 1, seats, ...given }: Partial<UserLicense> & { version?: number } = {}): UserLicense {
  const productId = given.productId ?? 'chat';
  return {
    productId,
    sku: productId.toUpperCase(),
    name: productId,
    vendor: null,
    seats: seats ?? figures({ version }),
    term: { state: 'current', start: null, due: null },
    assignment: null,
    ...given,
  };
}

export function figures(given: Partial<Seats> = {}): Seats {
  return { type: 'named', paid: 5, used: 2, assigned: 2, version: 1, ...given };
}

export function row(given: Partial<UserLicense> = {}, rest: Partial<Row> = {}): Row {
  const known = license(given);
  return { license: known, pending: null, effect: null, after: known.seats, note: null, said: undefined, ...rest };
}

export const held = { since: '2026-01-05T09:00:00Z', by: 'Supervisor', source: 'direct', role: null } as const;

export const caleb: LicensedUser = { id: 'caleb', name: 'Caleb Jones', login: 'caleb', email: null, active: true, kind: 'person' };
