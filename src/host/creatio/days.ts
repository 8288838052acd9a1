import { LicensingError } from '../../licensing/errors.ts';

const DAY_MS = 86_400_000;

/** Today in UTC: the same for administrators in all time zones. */
export function dayOf(now: number): string {
  return new Date(now).toISOString().slice(0, 10);
}

/**
 * The day that an end of a term is on; null = open. Terms begin and end with days. Where an instant stands for one, it is the
 * day that the server has written, in whatever zone: turned into another zone, midnight would be the day before. The first
 * day there is and what is not a day of a term at all are how .NET writes an open end.
 */
export function termDay(text: string | null | undefined): string | null {
  if (!text) return null;
  const [, ms, sign, hours, minutes] = /^\/Date\((-?\d{1,15})(?:([+-])(\d\d)(\d\d))?\)\/$/.exec(text) ?? [];
  const shift = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * (sign === '-' ? -60_000 : 60_000);
  const at = ms === undefined ? Date.parse(`${text.slice(0, 10)}T00:00:00Z`) : Number(ms) + shift;
  if (!(Math.abs(at) < 1e8 * DAY_MS) || (ms === undefined && !/^\d{4}-\d\d-\d\d($|[T ])/.test(text))) {
    throw new LicensingError('unexpected-shape', `a date of a license: ${text.slice(0, 40)}`);
  }
  const day = dayOf(at);
  return day < '1000' || day.length > 10 ? null : day;
}
