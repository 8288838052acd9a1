/** Object ids of PostgreSQL's types whose text both drivers would otherwise read differently. */
const BIGINT = 20;
const DATE = 1082;
const TIMESTAMPTZ = 1184;
const NUMERIC = 1700;

/** `2026-11-21 20:07:32.5+00` → `2026-11-21T20:07:32.5Z`; microseconds stay, as page cursors compare them. */
export function instant(text: string): string {
  return `${text.slice(0, 10)}T${text.slice(11).replace(/\+00$/, 'Z')}`;
}

/** Counts stay far below 2^53 here, so numbers are exact. */
export const parsers: Readonly<Record<number, (text: string) => string | number>> = {
  [BIGINT]: Number,
  [NUMERIC]: Number,
  [DATE]: (text) => text,
  [TIMESTAMPTZ]: instant,
};
