import { LicensingError } from '../../licensing/errors.ts';

const MINUTE_MS = 60_000;
/** The last day of the year 9999. */
const LAST_MS = 253_402_300_799_999;

/** Today in UTC: the same for administrators in all time zones. */
export function dayOf(now: number): string {
  return new Date(now).toISOString().slice(0, 10);
}

/**
 * The day that an end of a term is on; null = open. Terms begin and end with days. Where an instant stands for one, it is the
 * day that the server has written, in whatever zone: turned into another zone, midnight would be the day before. The first
 * day of all is how .NET writes that there is none.
 */
export function termDay(text: string | null | undefined): string | null {
  if (!text) return null;
  const [, ms, sign, hours = 0, minutes = 0] = /^\/Date\((-?\d{1,15})(?:([+-])(\d\d)(\d\d))?\)\/$/.exec(text) ?? [];
  const zone = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -MINUTE_MS : MINUTE_MS);
  const at = ms ? Number(ms) + zone : /^\d{4}-\d\d-\d\d($|[T ])/.test(text) ? Date.parse(`${text.slice(0, 10)}T00:00:00Z`) : NaN;
  const day = Math.abs(at) <= LAST_MS ? dayOf(at) : '';
  if (!day) throw new LicensingError('unexpected-shape', `a date of a license: ${text.slice(0, 40)}`);
  return day < '1000' ? null : day;
}
