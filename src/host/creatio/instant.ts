import { LicensingError } from '../../licensing/errors.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * Milliseconds since the epoch of an instant as DataService tells it: with an offset, or as the clock in the time zone of
 * the user's profile shows it, which says nothing of where that is.
 * @throws LicensingError `unexpected-shape`
 */
export function toInstant(text: string, timeZone: string): number {
  const isWall = /T[\d:.]+$/.test(text);
  const told = Date.parse(isWall ? `${text}Z` : text);
  if (Number.isNaN(told)) throw new LicensingError('unexpected-shape', `an instant: ${text.slice(0, 40)}`);
  if (!isWall) return told;
  // Taken for UTC it may be on the other side of a change of the clocks, so once more from nearby.
  const near = told - offsetAt(told, timeZone);
  return told - offsetAt(near, timeZone);
}

/** How far ahead of UTC a zone's clocks are, in milliseconds. */
function offsetAt(at: number, timeZone: string): number {
  let format = formats.get(timeZone);
  if (!format) formats.set(timeZone, (format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })));
  const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(format.format(at)) ?? [];
  return sign ? (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -60_000 : 60_000) : 0;
}

/** The same as told a millisecond later: what was told is cut, so it lies before that. */
export function nextTold(text: string): string {
  const [, moment = text, zone = ''] = /^(.+T[\d:.]+)(.*)$/.exec(text) ?? [];
  return new Date(Date.parse(`${moment}Z`) + 1).toISOString().slice(0, -1) + zone;
}
