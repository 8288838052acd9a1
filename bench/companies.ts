import type { Wire, userLicenses } from '../src/host/rest/wire.ts';

/** One user and so many products, the kinds mixed as in a real company. */
export function userWith(products: number): Wire<typeof userLicenses> {
  return {
    user: { id: 'u1', name: 'Caleb Jones', login: 'c.jones', email: null, active: true, kind: 'person' },
    licenses: Array.from({ length: products }, (_, at) => ({
      productId: `p${at}`,
      sku: `SKU-${at}`,
      // In another order by name than by number.
      name: `Product ${(at * 7) % products}`,
      vendor: at % 3 ? 'Example Software' : null,
      seats:
        at % 4 === 3
          ? { type: 'server' as const, paid: null, used: at, available: null, assigned: at, version: 1 }
          : { type: 'named' as const, paid: 50, used: at % 40, available: 50 - (at % 40), assigned: at % 40, version: 1 },
      term: { state: 'current' as const, start: '2026-01-01', due: null },
      assignment: at % 2 ? { since: '2026-01-05T09:00:00Z', by: 'Supervisor', source: 'direct' as const, role: null } : null,
    })),
  };
}
