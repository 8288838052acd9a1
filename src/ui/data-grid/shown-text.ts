import type { Column } from './column.ts';

/** What a cell shows, as text; empty when it shows none, or one that changes by itself, such as "12 min ago". */
export type ShownText = <Row>(column: Column<Row>, row: Row) => string;

/** Dates remembered at a time: the minutes of three days. */
const MOST_DATES = 4_320;

/** @param timeZone default: the browser's */
export function createShownText(locale: string, timeZone?: string): ShownText {
  const numbers = new Intl.NumberFormat(locale);
  const dates = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  // Many rows share a minute, and writing a date takes longer than all else.
  const known = new Map<number, string>();
  const date = (at: number): string => {
    const minute = Math.floor(at / 60_000);
    let text = known.get(minute);
    if (text === undefined) {
      if (known.size >= MOST_DATES) known.clear();
      known.set(minute, (text = dates.format(at)));
    }
    return text;
  };
  return (column, row) => {
    if (column.display) return column.display(row);
    const value = column.value?.(row) ?? null;
    if (value === null || typeof value === 'string') return value ?? '';
    switch (column.kind) {
      case 'ago':
      case 'elapsed':
      case 'actions':
        return '';
      case 'date':
        return Number.isFinite(value) ? date(value) : '';
      case 'text':
      case 'number':
      case 'badge':
        return numbers.format(value);
    }
  };
}
