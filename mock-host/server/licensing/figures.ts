import type { Selectable } from 'kysely';
import type { Seats } from '../../../src/licensing/license.ts';
import { available } from '../../../src/licensing/seats.ts';
import type { Wire, seats } from '../../../src/host/rest/wire.ts';
import type { ProductFigures } from '../database/tables.ts';

export type WireSeats = Wire<typeof seats>;
type Figures = Pick<Selectable<ProductFigures>, 'type' | 'paid' | 'used' | 'assigned' | 'version'>;

/** What the rules look at. */
export function toSeats({ type, paid, used, assigned, version }: Figures): Seats {
  return { type, paid, used, assigned, version };
}

/** What goes over the wire, always in this order of fields: answers that say the same are the same bytes. */
export function toWireSeats({ type, paid, used, assigned, version }: Figures): WireSeats {
  return { type, paid, used, available: available({ type, paid, used, assigned, version }), assigned, version };
}
